/** The lock file of images: its format, read strictly. */
import { readDataFile } from '../model/data-file';
import { CharthouseError } from '../model/error';
import { checkProps, mapOf, object, shapeOf, type Shape } from '../model/shape';
import { isPlainObject } from '../model/value';

/** An image as the lock file says it. */
export interface LockedImage {
  readonly repository: string;
  /** Undefined where a digest alone says which one it is. */
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const digestPattern = /^sha256:[a-f0-9]{64}$/;
const part = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const repositoryPattern = new RegExp(`^(?:[A-Za-z0-9.-]+(?::\\d+)?/)?${part}(?:/${part})*$`);

/** Whether the text is a tag: not `latest`, which is another image tomorrow. */
export function isTag(text: unknown): boolean {
  return typeof text === 'string' && tagPattern.test(text) && text !== 'latest';
}

/** Whether the text is a digest. */
export function isDigest(text: unknown): boolean {
  return typeof text === 'string' && digestPattern.test(text);
}

/** Whether the text is a repository, with or without its registry. */
export function isRepository(text: unknown): boolean {
  return typeof text === 'string' && text.length <= 255 && repositoryPattern.test(text);
}

const image: Shape = object({
  repository: shapeOf('a repository such as shop/api, without a tag', isRepository, 'write the tag under `tag`'),
  tag: shapeOf('a tag other than latest, such as 1.4.2', isTag, (value) =>
    (typeof value === 'number' ? 'put it in quotes: a number loses its last zero' : 'state the version')),
  digest: shapeOf('sha256: and 64 hexadecimal digits', isDigest, 'write it as the registry says it'),
});

const name = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const shapes: Readonly<Record<string, Shape>> = Object.freeze({
  version: shapeOf('1, the only version of the format', (value) => value === '1' || value === 1, 'write version: 1'),
  images: mapOf(image),
});

/** Reads the file. Every scalar of YAML is text: `tag: 1.10` is what it looks like. */
export function readImageLock(file: string): ReadonlyMap<string, LockedImage> {
  const { data } = readDataFile(file, { texts: true });
  if (!isPlainObject(data)) {
    throw new CharthouseError({
      path: file,
      problem: data === null || data === '' ? 'is empty' : 'is no lock file',
      allowed: 'a map with version and images',
      fix: 'write version: 1, and images: {} where there are none yet',
    });
  }
  checkProps(shapes, ['version', 'images'], data, file);
  const { images } = data as { readonly images: Readonly<Record<string, Partial<LockedImage>>> };
  return new Map(Object.entries(images).map(([logical, { repository = logical, tag, digest }]) => {
    if (!name.test(logical)) {
      throw refused(file, `images.${logical}`, logical, 'must be a name of letters, digits, ., _ and -', 'rename it');
    }
    if (!isRepository(repository))
      throw refused(file, `images.${logical}.repository`, undefined, 'is missing: the name is no repository', 'add it');
    if (tag === undefined && digest === undefined)
      throw refused(file, `images.${logical}`, undefined, 'says no version', 'add a tag, a digest, or better both');
    return [logical, { repository, tag, digest }];
  }));
}

function refused(path: string, field: string, value: unknown, problem: string, fix: string): CharthouseError {
  return new CharthouseError({ path, field, problem, value, allowed: 'a name with repository, tag and digest', fix });
}
