/** What the file system tells, with errors that name the file and the fix. */
import fs from 'node:fs';
import path from 'node:path';
import { CharthouseError } from '../model/error';

/** What stands at a path (a link itself, not what it points to), or undefined where nothing does. */
export function entryAt(place: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(place);
  } catch (error) {
    // A file where a folder is expected means as well that nothing is there.
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Runs an action on a file; the system's own errors often do not say which one it was. */
export function attemptAt<T>(place: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'CharthouseError') throw error;
    throw new CharthouseError({
      path: place,
      problem: `cannot be written: ${message}`,
      fix: 'make room for it as a plain file in a folder that can be written; what was there before is unchanged',
    });
  }
}

/** Removes a folder, and those above it up to the boundary, as far as they are empty. */
export function removeEmptyFolders(folder: string, boundary: string): void {
  for (let current = path.resolve(folder); isBelow(current, boundary); current = path.dirname(current)) {
    try {
      fs.rmdirSync(current);
    } catch {
      return; // somebody else's files are in it
    }
  }
}

function isBelow(folder: string, boundary: string): boolean {
  const fromBoundary = path.relative(boundary, folder);
  return fromBoundary !== '' && fromBoundary.split(path.sep)[0] !== '..' && !path.isAbsolute(fromBoundary);
}
