/**
 * `npm run test:linters`: what kube-linter, kube-score, Checkov and kubeconform say of the examples. They are built or
 * installed once, into a cache outside of the checkout. What follows `--` goes to jest.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { makeLinters } from '../test/linters/support/make';
import { root } from './project';

/** Where jest writes the counts. */
const report = join(root, 'reports', 'linters.json');

function jest(): number {
  mkdirSync(join(root, 'reports'), { recursive: true });
  const files = ['--testMatch', '**/test/linters/*.linters.ts'];
  const options = [...files, '--maxWorkers', '2', '--testTimeout', '300000', '--json', `--outputFile=${report}`];
  const args = [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...options, ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

try {
  makeLinters();
  process.exitCode = jest();
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 2;
}
