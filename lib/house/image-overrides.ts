/** What a pipeline says of images in the place of the lock file. */
import { CharthouseError } from '../model/error';
import { isPlainObject } from '../model/value';
import { isDigest, isRepository, isTag, type LockedImage } from './image-lock';

const allowed = 'a tag other than latest, a digest, tag@digest, or a whole reference repository:tag';

/** The overrides by logical name, from a map or from one text. */
export function overridesOf(given: unknown): ReadonlyMap<string, string> {
  if (given === undefined) return new Map();
  if (typeof given === 'string') {
    const pairs = given.split(/[\s,]+/).filter((pair) => pair !== '').map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=');
      if (name === '' || value.length !== 1 || value[0] === '') throw refused('overrides', pair, 'name=version');
      return [name, value[0] ?? ''];
    });
    const twice = pairs.find(([name], index) => pairs.findIndex(([other]) => other === name) < index);
    if (twice !== undefined) throw refused(`overrides.${twice[0]}`, twice[1], 'one version for each name');
    return new Map(pairs);
  }
  if (!isPlainObject(given)) throw refused('overrides', given, "{ api: '1.5.0' }, or a text api=1.5.0");
  return new Map(Object.entries(given).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return [];
    if (typeof value !== 'string' || value === '') throw refused(`overrides.${name}`, value, allowed);
    return [[name, value]];
  }));
}

/** The image as the override says it. A new tag never keeps the digest of the old one: it is another image. */
export function overriddenBy(name: string, { repository }: LockedImage, override: string): string {
  if (isDigest(override)) return `${repository}@${override}`;
  const [before = '', digest, ...others] = override.split('@');
  if (others.length === 0 && (digest === undefined || isDigest(digest))) {
    const suffix = digest === undefined ? '' : `@${digest}`;
    if (isTag(before)) return `${repository}:${before}${suffix}`;
    if (isReference(before, digest)) return override;
  }
  throw refused(`overrides.${name}`, override, allowed);
}

/** `repository:tag`; with a digest the tag may be absent. One word alone is a tag, such as `latest`: no repository. */
function isReference(text: string, digest: string | undefined): boolean {
  const colon = text.lastIndexOf(':');
  if (colon > text.lastIndexOf('/')) return isRepository(text.slice(0, colon)) && isTag(text.slice(colon + 1));
  return digest !== undefined && text.includes('/') && isRepository(text);
}

function refused(field: string, value: unknown, what: string): CharthouseError {
  return new CharthouseError({
    path: 'imagesFrom',
    field,
    problem: `must be ${what}`,
    value,
    allowed: what,
    fix: value === '' ? 'give undefined where the locked version is meant' : 'correct what the pipeline gives',
  });
}
