/**
 * Which modules a program needs before it does anything: those of which the entry, or one that it needs, uses something
 * while it is loaded. It is seen, not listed: the modules are run, and whoever reads an export of another is noted.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';

import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import { isExternal, moduleFile } from './specifier';

type Exports = Readonly<Record<string, unknown>>;
type Body = (exports: Exports, require: (specifier: string) => unknown, folder: string) => void;

/** The files of those modules, that of the entry with them. */
export function neededAtOnce(entry: string): ReadonlySet<string> {
  const reads = new Map<string, Set<string>>();
  run(entry, reads);
  const needed = new Set([entry]);
  for (const file of needed) reads.get(file)?.forEach((read) => needed.add(read));
  return needed;
}

/** Runs a module and all that it imports, and notes for each the files that it reads an export of meanwhile. */
function run(entry: string, reads: Map<string, Set<string>>): void {
  const loaded = new Map<string, { exports: Exports }>();
  const load = (file: string): Exports => {
    const existing = loaded.get(file);
    if (existing !== undefined) return existing.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const read = new Set<string>();
    reads.set(file, read);
    const ofOthers = createRequire(file);
    const required = (specifier: string): unknown => {
      const imported = isExternal(specifier) ? undefined : moduleFile(dirname(file), specifier);
      return imported === undefined ? ofOthers(specifier) : noting(load(imported), () => read.add(imported));
    };
    const body = compileFunction(asCommonJs(file), ['exports', 'require', '__dirname']) as Body;
    body(module.exports, required, dirname(file));
    return module.exports;
  };
  // The entry passes its names on: reading them is what its bundle does.
  Object.values(load(entry));
}

/** The exports of a module, with a note of each time that one is read. */
function noting(exports: Exports, note: () => void): Exports {
  return new Proxy(exports, {
    get: (target, name) => {
      if (name !== '__esModule') note();
      return Reflect.get(target, name) as unknown;
    },
  });
}

function asCommonJs(file: string): string {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  return transpileModule(readFileSync(file, 'utf8'), { compilerOptions }).outputText;
}
