/** Folders for tests: made under the system's temporary folder, and read as a map from path to text. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const made: string[] = [];

/** A path in a fresh, empty folder; nothing stands there yet. */
export function freshPath(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'charthouse-test-'));
  made.push(folder);
  return path.join(folder, 'dist');
}

/** Removes what `freshPath` made. */
export function removeFreshPaths(): void {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}

/** Every file below a folder, by its path; folders end with `/` and have no text. */
export function contentOf(folder: string): Readonly<Record<string, string>> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(entries
    .map((entry): readonly [string, string] => {
      const place = path.join(entry.parentPath, entry.name);
      const name = path.relative(folder, place).split(path.sep).join('/');
      return entry.isDirectory() ? [`${name}/`, ''] : [name, fs.readFileSync(place, 'utf8')];
    })
    .sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The same without our record, as cdk8s would have written it. */
export function manifestsOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(contentOf(folder)).filter(([name]) => name !== '.charthouse'));
}

/** Writes a file, and the folders on its way. */
export function put(folder: string, name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}
