/**
 * `npm run test:older-kubernetes`: what we write for platforms of older minor versions, tried on an API server of each.
 * They are built once, each in some five minutes; a version as an argument (`-- 1.35`) tries that one alone.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { Api } from '../test/cluster/support/api';
import { furnishDefinitions } from '../test/cluster/support/furnish';
import { olderMinors, programsOf, type OlderMinor } from '../test/cluster/support/older-kubernetes';
import { startCluster } from '../test/cluster/support/start';
import { root } from './project';

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((minor) => !olderMinors.some((each) => each === minor));
  if (unknown.length > 0) throw new Error(`not known: ${unknown.join(', ')}; there are ${olderMinors.join(', ')}`);
  for (const minor of olderMinors) {
    if (asked.length === 0 || asked.includes(minor)) process.exitCode = Math.max(await tried(minor), worst());
  }
}

function worst(): number {
  return Number(process.exitCode ?? 0);
}

/** The exit code of the tests. */
async function tried(minor: OlderMinor): Promise<number> {
  const cluster = await startCluster({ programs: programsOf(minor), apiAlone: true });
  try {
    await Promise.race([furnishDefinitions(new Api(cluster.url)), cluster.broken]);
    const env = { ...process.env, CHARTHOUSE_CLUSTER_URL: cluster.url, CHARTHOUSE_KUBERNETES: minor };
    return await jest(env);
  } finally {
    await cluster.stop();
  }
}

function jest(env: NodeJS.ProcessEnv): Promise<number> {
  const options = ['--testMatch', '**/test/cluster/*.older.ts', '--runInBand', '--testTimeout', '300000'];
  const args = [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...options];
  return new Promise((resolve) => {
    spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).on('exit', (code) => { resolve(code ?? 1); });
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
