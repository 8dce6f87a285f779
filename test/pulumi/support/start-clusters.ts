/** Starts the clusters of a run, or finds the one that is to be used. */
import { homedir } from 'node:os';
import { join } from 'node:path';

import { Api } from '../../cluster/support/api';
import { furnish } from '../../cluster/support/furnish';
import { openProxy } from '../../cluster/support/proxy';
import { startCluster, type Cluster } from '../../cluster/support/start';
import { giveAddresses } from './addresses';

/** Clusters that run. */
export interface Clusters {
  /** What tells the tests of them. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Two clusters, of which the first has machines and definitions of custom resources. */
export async function startClusters(): Promise<Clusters> {
  if (process.env['CHARTHOUSE_CLUSTER'] === 'existing') return existing();
  const clusters = await Promise.allSettled([startCluster(), startCluster()]);
  const running = clusters.flatMap((each) => each.status === 'fulfilled' ? [each.value] : []);
  const stopAll = async (): Promise<void> => { await Promise.all(running.map((each) => each.stop())); };
  const [first, second] = running;
  try {
    if (first === undefined || second === undefined) throw clusters.flatMap(reasonOf)[0];
    await Promise.race([furnish(new Api(first.url)), first.broken]);
    const stopGiving = giveAddresses(new Api(first.url));
    const stop = async (): Promise<void> => {
      stopGiving();
      await stopAll();
    };
    const told = { ...envOf('CHARTHOUSE_CLUSTER', first), ...envOf('CHARTHOUSE_SECOND_CLUSTER', second) };
    return { env: told, stop };
  } catch (failure) {
    await stopAll();
    throw failure;
  }
}

function reasonOf(result: PromiseSettledResult<Cluster>): readonly unknown[] {
  return result.status === 'rejected' ? [result.reason] : [];
}

async function existing(): Promise<Clusters> {
  const proxy = await openProxy('kubectl');
  const kubeconfig = process.env['KUBECONFIG'] ?? join(homedir(), '.kube', 'config');
  const stop = (): Promise<void> => {
    proxy.close();
    return Promise.resolve();
  };
  return { env: envOf('CHARTHOUSE_CLUSTER', { url: proxy.url, kubeconfig }), stop };
}

function envOf(prefix: string, { url, kubeconfig }: Pick<Cluster, 'url' | 'kubeconfig'>): Readonly<
  Record<string, string>
> {
  return { [`${prefix}_URL`]: url, [`${prefix}_KUBECONFIG`]: kubeconfig };
}
