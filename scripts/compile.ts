/**
 * Compiles lib/ to build/, from scratch: no file of an earlier build is packed. What users load is bundled, code and
 * declarations alike: 150 modules one by one take a program three times as long to load.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { bundleCode } from './compile/bundle-code';
import { bundleTypes } from './compile/bundle-types';
import { spellOutKeys } from './compile/spell-out-keys';
import { root } from './project';

const cache = join(root, 'node_modules', '.cache', 'charthouse');

async function main(): Promise<void> {
  rmSync(join(root, 'build'), { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'compile-'));
  try {
    const modules = join(folder, 'modules');
    const bundles = join(folder, 'build');
    emit(modules);
    await bundleCode(modules, bundles);
    await bundleTypes(modules, bundles);
    spellOutKeys(bundles);
    renameSync(bundles, join(root, 'build'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes an ES module and its declarations for every file of lib/. */
function emit(outDir: string): void {
  const compiler = require.resolve('typescript/bin/tsc');
  const command = [compiler, '-p', 'tsconfig.json', '--noEmitOnError', '--outDir', outDir];
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('lib/ does not compile');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
