/** The record of what we wrote: `.charthouse` in the output folder. Only what it lists is ever removed. */
import fs from 'node:fs';
import path from 'node:path';
import { entryAt } from './file-system';
import { staysInside, type OutputFile } from './output-file';

/** Name of the record. It has no ending, so that `kubectl apply -f dist/` does not read it. */
export const recordName = '.charthouse';

const heading = '# Files that charthouse wrote here. Its next run removes those that no longer belong, and no others.';

/** The record as a file of the output. */
export function recordOf(files: readonly OutputFile[]): OutputFile {
  const lines = [heading, ...files.map((file) => file.path).sort()];
  return { path: recordName, text: () => `${lines.join('\n')}\n`, origin: () => recordName };
}

/** The paths that an earlier run recorded in the folder, without those that leave it; none where there is no record. */
export function recordedFiles(folder: string): readonly string[] {
  const record = path.join(folder, recordName);
  if (entryAt(record) === undefined) return [];
  // Git may have written the lines with Windows' ends.
  return fs.readFileSync(record, 'utf8').split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#') && line !== recordName && staysInside(line));
}

/** Of the recorded files, those that do not belong any longer, still exist as plain files, and lie in the folder. */
export function staleFiles(folder: string, files: readonly OutputFile[]): readonly string[] {
  const belonging = new Set(files.map((file) => file.path));
  return [...new Set(recordedFiles(folder))].filter((file) => !belonging.has(file) && isPlainFileInside(folder, file));
}

function isPlainFileInside(folder: string, file: string): boolean {
  const place = path.join(folder, file);
  if (entryAt(place)?.isFile() !== true) return false;
  // A folder on the way may be a link to somewhere else by now.
  const fromRoot = path.relative(fs.realpathSync(folder), fs.realpathSync(place));
  return fromRoot === path.normalize(file);
}
