/** A file of the output, before it is written: its path stays inside the output folder. */
import { CharthouseError } from '../model/error';

/** A file as it will stand in the output folder. */
export interface OutputFile {
  /** Path inside the output folder, with `/` between its parts on every system. */
  readonly path: string;
  /** Its whole text, made anew: of a thousand files, one is in memory at a time. */
  readonly text: () => string;
  /** Path of the construct that it comes from; asked for errors only, because finding it takes a walk. */
  readonly origin: () => string;
}

/** Whether a relative path names something inside the folder that it is relative to, on every system. */
export function staysInside(path: string): boolean {
  // Backslashes and colons part paths on Windows.
  if (/[\\:\0]/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/**
 * Throws where a file would leave the output folder, or where two would be one. cdk8s keeps the last of those and drops
 * the others without a word. Letters' case does not tell files apart, because it does not on macOS and Windows.
 */
export function assertSeparateFiles(files: readonly OutputFile[]): void {
  const taken = new Map<string, OutputFile>();
  for (const file of files) {
    assertInside(file);
    const key = file.path.toLowerCase();
    const other = taken.get(key);
    if (other !== undefined) throw sameFile(other, file);
    taken.set(key, file);
  }
}

function assertInside(file: OutputFile): void {
  if (staysInside(file.path)) return;
  throw new CharthouseError({
    path: file.origin(),
    problem: 'would be written outside the output folder',
    value: file.path,
    allowed: 'a path without `..`, empty parts, backslashes and colons',
    fix: 'change the name of the target or the file extension that the path is made of',
  });
}

function sameFile(first: OutputFile, second: OutputFile): CharthouseError {
  return new CharthouseError({
    path: second.origin(),
    problem: `needs a file of its own, but ${first.origin()} is written to the same`,
    value: second.path,
    allowed: 'one object a file',
    fix: 'give one of the two another name, or let YamlOutputType.FILE_PER_CHART write both to one file',
  });
}
