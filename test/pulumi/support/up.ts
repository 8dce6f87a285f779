/** The process of `startUp`: brings the stack of a folder to what the program of a file says. */
import type { PulumiFn } from '@pulumi/pulumi/automation';

import { TestStack } from './stack';

const [, , folder = '', file = ''] = process.argv;

async function main(): Promise<void> {
  const { program } = await import(file) as { readonly program: PulumiFn };
  await (await TestStack.open({ folder })).up(program);
}

main().catch((failure: unknown) => {
  process.stderr.write(`${String(failure)}\n`);
  process.exitCode = 1;
});
