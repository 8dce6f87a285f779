/** What the command line asks for, or an error that says how to ask. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { exampleNames } from './load';

/** What the command line asks for. */
export interface ExampleArguments {
  readonly name: string;
  /** The output folder, absolute. */
  readonly output: string;
}

/** Reads the command line. npm runs scripts in the package's folder, but one means a folder from where one stands. */
export function readArguments(values: readonly string[]): ExampleArguments {
  const { positionals, output } = parsed(values);
  const [name, ...others] = positionals;
  if (name === undefined) throw new Error(`Which example?\n${usage()}`);
  if (others.length > 0) throw new Error(`One example at a time: ${positionals.join(', ')}.\n${usage()}`);
  if (!exampleNames().includes(name)) throw new Error(`There is no example '${name}'.\n${usage()}`);
  if (output === undefined) return { name, output: path.resolve('dist', name) };
  return { name, output: path.resolve(process.env.INIT_CWD ?? process.cwd(), output) };
}

function parsed(values: readonly string[]): { readonly positionals: readonly string[]; readonly output?: string } {
  try {
    const { positionals, values: { output } } = parseArgs({
      args: [...values], allowPositionals: true, options: { output: { type: 'string', short: 'o' } },
    });
    if (output === '') throw new Error('--output needs a folder');
    return output === undefined ? { positionals } : { positionals, output };
  } catch (error) {
    throw new Error(`${(error as Error).message}.\n${usage()}`, { cause: error });
  }
}

function usage(): string {
  return [
    '',
    'Usage: npm run example -- NAME [--output FOLDER]',
    '',
    `  NAME      ${exampleNames().join(', ')}`,
    '  --output  where the files go; dist/NAME if it is left out',
  ].join('\n');
}
