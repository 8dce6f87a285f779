/** A Go module of which programs are built: where its `go.mod` lies, and where they lie once they are built. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

/** A folder with `go.mod` and `go.sum`, and what is built there. */
export interface GoModule<Program extends string = string> {
  readonly folder: string;
  /** The module that has the programs; its version is theirs. */
  readonly requires: string;
  /** The package of each program. */
  readonly programs: Readonly<Record<Program, string>>;
  /** How long a first build takes on two cores. */
  readonly minutes: number;
  /** What the linker writes into variables, by their names. @default - nothing */
  readonly stamps?: (version: string) => Readonly<Record<string, string>>;
}

/** The version of what a module requires, as its `go.mod` says. */
export function versionOf({ folder, requires }: GoModule): string {
  const line = readFileSync(join(folder, 'go.mod'), 'utf8').split('\n')
    .map((each) => each.trim().replace(/^require /, '').split(' '))
    .find(([required]) => required === requires);
  if (line?.[1] === undefined) throw new Error(`${basename(folder)}/go.mod does not require ${requires}`);
  return line[1];
}

/** Where the programs of a module lie once they are built: outside of the checkout, by version and sources. */
export function builtFolder(module: GoModule): string {
  const sources = ['go.mod', 'go.sum'].map((file) => readFileSync(join(module.folder, file)));
  const hash = sources.reduce((all, each) => all.update(each), createHash('sha256')).digest('hex').slice(0, 12);
  return join(cacheFolder(), `${basename(module.folder)}-${versionOf(module)}-${hash}`);
}

/** `CHARTHOUSE_CACHE`, or a folder of ours where the user's caches are. */
export function cacheFolder(): string {
  const { CHARTHOUSE_CACHE: own, XDG_CACHE_HOME: caches } = process.env;
  return own ?? join(caches ?? join(homedir(), '.cache'), 'charthouse');
}
