/**
 * `npm run test:pulumi`: the tests with Pulumi's real engine and real API servers. They start two clusters of their
 * own, built once as Pulumi's command line is; with `CHARTHOUSE_CLUSTER=existing` they use the one of `KUBECONFIG`.
 * `CHARTHOUSE_KUBERNETES_PLUGIN` is the path of the Kubernetes provider's plugin; a stand-in serves where it is not
 * given. What follows `--` goes to jest.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pulumiCommand } from '../test/pulumi/support/cli';
import { startClusters } from '../test/pulumi/support/start-clusters';
import { pluginVersion, realPlugin } from '../test/pulumi/support/plugin';
import { root } from './project';

/** Where jest writes the counts, and this script which plugin served. */
const report = join(root, 'reports', 'pulumi.json');

async function main(): Promise<void> {
  if (realPlugin !== undefined && !existsSync(realPlugin)) throw new Error(`there is no plugin at ${realPlugin}`);
  pulumiCommand();
  const clusters = await startClusters();
  const folder = mkdtempSync(join(tmpdir(), 'charthouse-pulumi-'));
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => stopping ??= clusters.stop().finally(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => { void stop().then(() => { process.exitCode = 130; }); });
  try {
    const env = { ...process.env, ...clusters.env, CHARTHOUSE_PULUMI_FOLDER: folder };
    process.exitCode = await jest(process.argv.slice(2), env);
    tellPlugin();
  } finally {
    await stop();
  }
}

function jest(more: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  mkdirSync(join(root, 'reports'), { recursive: true });
  rmSync(report, { force: true });
  const options = ['--runInBand', '--testTimeout', '300000', '--json', `--outputFile=${report}`];
  const files = ['--testMatch', '**/test/pulumi/*.pulumi.ts'];
  const args = [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...files, ...options, ...more];
  return new Promise((resolve) => {
    spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).on('exit', (code) => { resolve(code ?? 1); });
  });
}

/** The report has it too. */
function tellPlugin(): void {
  const plugin = realPlugin === undefined ? `a stand-in for version ${pluginVersion}` : `the plugin at ${realPlugin}`;
  process.stderr.write(`The Kubernetes provider was ${plugin}.\n`);
  if (!existsSync(report)) return;
  const counts = JSON.parse(readFileSync(report, 'utf8')) as object;
  writeFileSync(report, JSON.stringify({ plugin, ...counts }));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
