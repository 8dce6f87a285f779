/** The program of a Pulumi project, for a stack of a test: as the language host runs it, in this process. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PulumiFn } from '@pulumi/pulumi/automation';
import { transformSync } from '@swc/core';
import { parse } from 'yaml';

type Evaluate = (require: NodeJS.Require, module: { readonly exports: object }, exports: object) => void;

/** Runs the main module of the project anew each time; what it exports are the outputs. */
export function programIn(folder: string): PulumiFn {
  const { main } = parse(readFileSync(join(folder, 'Pulumi.yaml'), 'utf8')) as { readonly main: string };
  return programOf(join(folder, main));
}

/** Runs a module anew each time: a process of Pulumi runs it once. Its imports are those of the test. */
export function programOf(file: string): PulumiFn {
  const jsc = { parser: { syntax: 'typescript' }, target: 'es2022' } as const;
  const { code } = transformSync(readFileSync(file, 'utf8'), { jsc, module: { type: 'commonjs' }, swcrc: false });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the test's own registry of modules has it already
  const evaluate = new Function('require', 'module', 'exports', code) as Evaluate;
  return () => {
    const module = { exports: {} };
    evaluate(createRequire(file), module, module.exports);
    return Promise.resolve({ ...module.exports });
  };
}
