/** Where the project is, and which of its files there are. */
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

export const root = resolve(__dirname, '..');

const skipped = new Set(['node_modules', 'build', 'coverage', 'reports', 'fixtures', 'cdk8s.out']);

/** The files under a folder whose names end so, as paths from the project's root with `/`, in order. */
export function filesUnder(folder: string, ending: string): string[] {
  const start = join(root, folder);
  if (!existsSync(start)) {
    return [];
  }
  return readdirSync(start, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => skipped.has(part)))
    .sort();
}
