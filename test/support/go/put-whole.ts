/** A folder that is there as a whole or not at all: it is filled beside its place, and put there when all is done. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Fills the folder. Whoever fills the same at the same time does no harm. */
export function putWhole(target: string, fill: (folder: string) => void): void {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(`${target}.unfinished-`);
  try {
    fill(folder);
    renameSync(folder, target);
  } catch (failure) {
    if (!existsSync(target)) throw failure;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
