/** Changes to the files of a folder that happen all or not at all. */
import fs from 'node:fs';
import path from 'node:path';
import { CharthouseError } from '../model/error';
import { attemptAt, entryAt, removeEmptyFolders } from './file-system';

/** One change to a file. */
export type FileChange =
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Buffer }
  | { readonly kind: 'remove'; readonly path: string };

/** What takes a change back, and the file that it is about. */
interface Restore {
  readonly place: string;
  run(): void;
}

/**
 * Makes the folder if there is none, and applies the changes, which are asked for one by one. New bytes are first
 * written to a hidden folder inside, on the same disk; then each is renamed to its place, so that no reader ever sees
 * half a file, and what was there is kept until all is done. On a failure it goes back, down to the folders that were
 * made.
 */
export function applyChanges(folder: string, changes: () => Iterable<FileChange>): void {
  const restores: Restore[] = [];
  const tidyings: (() => void)[] = [];
  try {
    makeFolder(folder, tidyings);
    let staging: string | undefined;
    const staged: StagedChange[] = [];
    for (const change of changes()) {
      staging ??= makeStaging(folder, tidyings);
      staged.push(stage(folder, change, path.join(staging, staged.length.toString())));
    }
    for (const step of staged) attemptAt(step.place, () => { carryOut(step, restores, tidyings); });
    // All is in place: only what it replaced is left to go.
    if (staging !== undefined) discard(staging);
  } catch (error) {
    takeBack(restores, error);
    for (const tidy of tidyings.reverse()) tidy();
    throw error;
  }
}

function makeStaging(folder: string, tidyings: (() => void)[]): string {
  const staging = attemptAt(folder, () => fs.mkdtempSync(path.join(folder, '.charthouse-')));
  tidyings.push(() => { discard(staging); });
  return staging;
}

/** A change whose new bytes, if any, lie ready. */
interface StagedChange {
  readonly kind: FileChange['kind'];
  readonly place: string;
  /** Where the new bytes lie. */
  readonly fresh: string;
  /** Where the replaced file is kept. */
  readonly kept: string;
}

function stage(folder: string, change: FileChange, fresh: string): StagedChange {
  const place = path.join(folder, change.path);
  if (change.kind === 'write') attemptAt(place, () => { fs.writeFileSync(fresh, change.bytes); });
  return { kind: change.kind, place, fresh, kept: `${fresh}.kept` };
}

function carryOut({ kind, place, fresh, kept }: StagedChange, restores: Restore[], tidyings: (() => void)[]): void {
  if (kind === 'remove') {
    fs.renameSync(place, kept);
    restores.push({ place, run: () => { fs.renameSync(kept, place); } });
    return;
  }
  makeFolder(path.dirname(place), tidyings);
  const before = entryAt(place);
  if (before === undefined) {
    restores.push({ place, run: () => { fs.rmSync(place, { force: true }); } });
  } else {
    keep(place, kept);
    // Somebody may have closed the file to others, for what is in it.
    if (before.isFile()) fs.chmodSync(fresh, before.mode & 0o7777);
    restores.push({ place, run: () => { fs.renameSync(kept, place); } });
  }
  fs.renameSync(fresh, place);
}

/** A second name for the file, so that the first never points to nothing; a copy where the disk has no such links. */
function keep(place: string, kept: string): void {
  try {
    fs.linkSync(place, kept);
  } catch {
    fs.copyFileSync(place, kept);
  }
}

function makeFolder(folder: string, tidyings: (() => void)[]): void {
  const first = attemptAt(folder, () => fs.mkdirSync(folder, { recursive: true }));
  if (first !== undefined) tidyings.push(() => { removeEmptyFolders(folder, path.dirname(first)); });
}

function takeBack(restores: Restore[], cause: unknown): void {
  const failed = restores.reverse().filter((restore) => !succeeds(() => { restore.run(); }));
  if (failed.length === 0) return;
  throw new CharthouseError({
    path: failed.map(({ place }) => place).join(', '),
    problem: `could not be put back after a failure (${String(cause)})`,
    fix: 'take the earlier content from the folder `.charthouse-…` beside it',
  });
}

/** Removes what lies in the hidden folder. One that cannot be removed holds nothing that anybody reads. */
function discard(staging: string): void {
  succeeds(() => { fs.rmSync(staging, { recursive: true, force: true }); });
}

function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
