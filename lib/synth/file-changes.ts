/** Changes to the files of a folder that happen all or not at all. */
import fs from 'node:fs';
import path from 'node:path';
import { CharthouseError } from '../model/error';
import { attemptAt, entryAt, removeEmptyFolders } from './file-system';

/** One change to a file. */
export type FileChange =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'remove'; readonly path: string };

/** Where changes are prepared. */
interface Ground {
  readonly folder: string;
  /** The hidden folder inside. */
  readonly staging: string;
}

/** A change whose new bytes, if any, lie ready. Of many thousand, none keeps its places as texts. */
class StagedChange {
  public constructor(
    public readonly kind: FileChange['kind'], private readonly path: string, private readonly ground: Ground,
    private readonly turn: number,
  ) {}

  public get place(): string {
    return path.join(this.ground.folder, this.path);
  }

  /** Where the new bytes lie. */
  public get fresh(): string {
    return path.join(this.ground.staging, this.turn.toString());
  }

  /** Where the replaced file is kept. */
  public get kept(): string {
    return `${this.fresh}.kept`;
  }
}

/** A change that was carried out, and what stood there before. */
interface Done {
  readonly step: StagedChange;
  readonly before: 'kept' | 'nothing';
}

/**
 * Makes the folder if there is none, and applies the changes, which are asked for one by one. A new text is first
 * written to a hidden folder inside, on the same disk; then each is renamed to its place, so that no reader ever sees
 * half a file, and what was there is kept until all is done. On a failure it goes back, down to the folders that were
 * made.
 */
export function applyChanges(folder: string, changes: () => Iterable<FileChange>): void {
  const done: Done[] = [];
  const tidyings: (() => void)[] = [];
  try {
    makeFolder(folder, tidyings);
    let ground: Ground | undefined;
    const staged: StagedChange[] = [];
    for (const change of changes()) {
      ground ??= { folder, staging: makeStaging(folder, tidyings) };
      staged.push(stage(change, ground, staged.length));
    }
    for (const step of staged) attemptAt(step.place, () => { carryOut(step, done, tidyings); });
    // All is in place: only what it replaced is left to go.
    if (ground !== undefined) discard(ground.staging);
  } catch (error) {
    takeBack(done, error);
    for (const tidy of tidyings.reverse()) tidy();
    throw error;
  }
}

function makeStaging(folder: string, tidyings: (() => void)[]): string {
  const staging = attemptAt(folder, () => fs.mkdtempSync(path.join(folder, '.charthouse-')));
  tidyings.push(() => { discard(staging); });
  return staging;
}

function stage(change: FileChange, ground: Ground, turn: number): StagedChange {
  const step = new StagedChange(change.kind, change.path, ground, turn);
  if (change.kind === 'write') attemptAt(step.place, () => { fs.writeFileSync(step.fresh, change.text); });
  return step;
}

function carryOut(step: StagedChange, done: Done[], tidyings: (() => void)[]): void {
  const { kind, place, fresh, kept } = step;
  if (kind === 'remove') {
    fs.renameSync(place, kept);
    done.push({ step, before: 'kept' });
    return;
  }
  makeFolder(path.dirname(place), tidyings);
  const before = entryAt(place);
  if (before === undefined) {
    done.push({ step, before: 'nothing' });
  } else {
    keep(place, kept);
    // Somebody may have closed the file to others, for what is in it.
    if (before.isFile()) fs.chmodSync(fresh, before.mode & 0o7777);
    done.push({ step, before: 'kept' });
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

function takeBack(done: Done[], cause: unknown): void {
  const failed = done.reverse().filter(({ step, before }) => !succeeds(() => {
    if (before === 'kept') fs.renameSync(step.kept, step.place);
    else fs.rmSync(step.place, { force: true });
  }));
  if (failed.length === 0) return;
  throw new CharthouseError({
    path: failed.map(({ step }) => step.place).join(', '),
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
