/** Names that are made of paths, for volumes and keys: no two paths have one name. */
import { createHash } from 'node:crypto';

/**
 * A name for each path. Where `nameOf` gives two of them one name, one keeps it (that with more directories, so that
 * `/var/run` keeps its name beside `/var-run`), and the others get a digest of their path: the order of the paths makes
 * no difference.
 */
export function namesOfPaths(
  paths: readonly string[],
  longest: number,
  nameOf: (path: string) => string,
): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const path of [...new Set(paths)].sort(byDirectories)) {
    const name = ended(nameOf(path), longest);
    const own = taken.has(name) ? `${ended(name, longest - 7)}-${digestOf(path)}` : name;
    taken.add(own);
    names.set(path, own);
  }
  return names;
}

/** The words of a path, such as `var-run`. */
export function wordsOf(path: string): string {
  return path.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** The path without a slash at its end, and without empty directories in it: `/data/` and `/data` are one place. */
export function withoutSlashes(path: string): string {
  return path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
}

function ended(name: string, longest: number): string {
  return name.length <= longest ? name : name.slice(0, longest).replace(/-+$/, '');
}

function digestOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 6);
}

function byDirectories(left: string, right: string): number {
  const more = right.split('/').length - left.split('/').length;
  return more !== 0 ? more : left < right ? -1 : 1;
}
