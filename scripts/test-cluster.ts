/**
 * `npm run test:cluster`: the tests that need an API server. They start a control plane of their own, built once;
 * with `CHARTHOUSE_CLUSTER=existing` they use the cluster of `KUBECONFIG`. What follows `--` goes to jest, but for
 * `--runs` and `--seed`: how many random applications are tried, and which.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Api } from '../test/cluster/support/api';
import { furnish } from '../test/cluster/support/furnish';
import { openProxy } from '../test/cluster/support/proxy';
import { startCluster, type Cluster } from '../test/cluster/support/start';
import { root } from './project';

/** Where jest writes the counts. */
const report = join(root, 'reports', 'cluster.json');

async function main(): Promise<void> {
  const { runs, seed, others } = argumentsOf(process.argv.slice(2));
  const cluster = await clusterToUse();
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => stopping ??= cluster.stop();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => { void stop().then(() => { process.exitCode = 130; }); });
  try {
    const env = { ...process.env, CHARTHOUSE_CLUSTER_URL: cluster.url };
    process.exitCode = await jest(others, { ...env, CHARTHOUSE_RUNS: runs, CHARTHOUSE_SEED: seed });
  } finally {
    await stop();
  }
}

/** Of `--runs 100 --seed 7 -t name` the last two are jest's. */
function argumentsOf(all: readonly string[]): { runs?: string; seed?: string; readonly others: readonly string[] } {
  const others = [...all];
  const taken = ['--runs', '--seed'].map((name) => {
    const index = others.indexOf(name);
    return index < 0 ? undefined : others.splice(index, 2)[1];
  });
  const [runs, seed] = taken;
  return { ...runs === undefined ? {} : { runs }, ...seed === undefined ? {} : { seed }, others };
}

async function clusterToUse(): Promise<Pick<Cluster, 'url' | 'stop'>> {
  const existing = process.env['CHARTHOUSE_CLUSTER'] === 'existing';
  if (existing) {
    const proxy = await openProxy('kubectl');
    const stop = (): Promise<void> => {
      proxy.close();
      return Promise.resolve();
    };
    return { url: proxy.url, stop };
  }
  const cluster = await startCluster();
  try {
    await Promise.race([furnish(new Api(cluster.url)), cluster.broken]);
  } catch (failure) {
    await cluster.stop();
    throw failure;
  }
  return cluster;
}

function jest(more: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  mkdirSync(join(root, 'reports'), { recursive: true });
  const files = ['--testMatch', '**/test/cluster/*.cluster.ts'];
  // One after the other: ports of the nodes are the cluster's.
  const options = [...files, '--runInBand', '--testTimeout', '300000', '--json', `--outputFile=${report}`];
  const args = [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...options, ...more];
  return new Promise((resolve) => {
    spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).on('exit', (code) => { resolve(code ?? 1); });
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
