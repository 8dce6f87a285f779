/** What an import names. */
import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

/** Whether a module is not ours: what is imported by name is the user's copy. */
export function isExternal(specifier: string): boolean {
  return !specifier.startsWith('.') && !isAbsolute(specifier);
}

/** The file that a specifier of our sources names: it has no ending, and may name a folder. */
export function moduleFile(folder: string, specifier: string): string | undefined {
  const path = resolve(folder, specifier);
  return [`${path}.js`, join(path, 'index.js')].find((file) => existsSync(file));
}
