/** Images by logical name: which version of each, a lock file says, or the pipeline that has just built one. */
import { CharthouseError, nearest } from '../model/error';
import { anything, checkProps, flag } from '../model/shape';
import { readImageLock, type LockedImage } from './image-lock';
import { overriddenBy, overridesOf } from './image-overrides';

/** How images are read. */
export interface ImagesOptions {
  /**
   * What a pipeline says instead, by logical name: a tag, a digest, `tag@digest`, or a whole reference
   * `repository:tag`. As one text: `api=1.5.0,web=sha256:…`. A name that is `undefined` stays as it is locked.
   * @default - nothing: as locked
   */
  readonly overrides?: Readonly<Record<string, string | undefined>> | string | undefined;
  /**
   * Whether an image without a digest is an error: a tag may be moved, a digest may not. A house asks the same of every
   * image of its applications, wherever it comes from, by `severities: { 'image-has-digest': 'error' }`.
   * @default false
   */
  readonly requireDigests?: boolean | undefined;
}

/** The images of a lock file. */
export interface Images {
  /** All logical names, sorted. */
  readonly names: readonly string[];
  /** The image by its logical name: `shop/api:1.4.2@sha256:…`. Throws for an unknown one. */
  get(name: string): string;
}

/**
 * Reads a lock file, now (https://github.com/opencontainers/distribution-spec says what tags and digests are):
 *
 * ```yaml
 * version: 1
 * images:
 *   api:
 *     repository: shop/api # by default the logical name
 *     tag: 1.4.2
 *     digest: sha256:…
 * ```
 *
 * A relative path begins in the working directory. The house's `registry` stands before a repository that names none.
 *
 * @example const images = imagesFrom('images.lock.yaml', { overrides: process.env['IMAGES'] })
 * @throws CharthouseError with the file and the field, for what is missing, misspelt or no image
 */
export function imagesFrom(file: string, options: ImagesOptions = {}): Images {
  checkProps({ overrides: anything, requireDigests: flag }, [], options, 'imagesFrom');
  const locked = readImageLock(file);
  const names = [...locked.keys()].sort();
  const overrides = overridesOf(options.overrides);
  for (const name of overrides.keys())
    if (!locked.has(name)) throw unknownImage(file, `overrides.${name}`, name, names);
  const references = new Map([...locked].map(([name, image]) => {
    const override = overrides.get(name);
    const reference = override === undefined ? referenceOf(image) : overriddenBy(name, image, override);
    const field = override === undefined ? `images.${name}.digest` : `overrides.${name}`;
    if (options.requireDigests === true && !reference.includes('@')) throw withoutDigest(file, field, reference);
    return [name, reference];
  }));
  return Object.freeze<Images>({
    names: Object.freeze(names),
    get(name) {
      const reference = references.get(name);
      if (reference === undefined) throw unknownImage(file, 'images', name, names);
      return reference;
    },
  });
}

function referenceOf({ repository, tag, digest }: LockedImage): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function unknownImage(path: string, field: string, name: string, names: readonly string[]): CharthouseError {
  const guess = nearest(name, names);
  return new CharthouseError({
    path,
    field,
    problem: 'has no image of this name',
    value: name,
    allowed: names.length === 0 ? 'none: the file locks no image' : names.join(', '),
    fix: guess === undefined ? 'add it to the file' : `did you mean '${guess}'?`,
  });
}

function withoutDigest(path: string, field: string, reference: string): CharthouseError {
  return new CharthouseError({
    path,
    field,
    problem: 'is missing: images take a digest here (requireDigests)',
    value: reference,
    allowed: 'sha256: and 64 hexadecimal digits',
    fix: 'add the digest of what was built',
  });
}
