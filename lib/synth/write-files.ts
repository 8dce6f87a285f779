/** Writes the output: whole or not at all, touching only what differs, and removing what an earlier run left. */
import fs from 'node:fs';
import path from 'node:path';
import { applyChanges, type FileChange } from './file-changes';
import { attemptAt, entryAt, removeEmptyFolders } from './file-system';
import type { OutputFile } from './output-file';
import { recordName, recordOf, staleFiles } from './written-files';

/**
 * Makes the folder hold these files. A file that stands there already is overwritten, as by cdk8s, whoever wrote it,
 * and is ours from then on; one whose bytes are right is left alone. On any failure the folder is as it was. A folder
 * belongs to one App: a second one that writes to it removes what the first wrote.
 * @throws CharthouseError with the file that could not be written, and the system's reason
 */
export function writeFiles(folder: string, files: readonly OutputFile[]): void {
  const stale = attemptAt(path.join(folder, recordName), () => staleFiles(folder, files));
  const record = recordOf(files);
  // The record comes last: a process that is killed before leaves a record of what the next one has to remove.
  applyChanges(folder, function* () {
    for (const file of files) yield* changesOf(folder, file);
    for (const file of stale) yield { kind: 'remove', path: file };
    yield* files.length === 0 ? removalOf(folder, record) : changesOf(folder, record);
  });
  for (const file of stale) removeEmptyFolders(path.dirname(path.join(folder, file)), folder);
}

function* changesOf(folder: string, file: OutputFile): Iterable<FileChange> {
  const text = file.text();
  if (differs(path.join(folder, file.path), text)) yield { kind: 'write', path: file.path, text };
}

/** The bytes themselves are compared: a file that somebody has edited may have kept its size, and even its time. */
function differs(place: string, text: string): boolean {
  return attemptAt(place, () => {
    const entry = entryAt(place);
    if (entry === undefined) return true;
    if (entry.isFile() && entry.size !== Buffer.byteLength(text)) return true;
    return !fs.readFileSync(place).equals(Buffer.from(text));
  });
}

function removalOf(folder: string, file: OutputFile): readonly FileChange[] {
  return entryAt(path.join(folder, file.path)) === undefined ? [] : [{ kind: 'remove', path: file.path }];
}
