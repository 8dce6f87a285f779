/** The clusters of a run, as the script that starts them says. */
import { readFileSync } from 'node:fs';

import { Api } from '../../cluster/support/api';

/** A cluster that a test may use. */
export interface TestCluster {
  /** The text of a kubeconfig, as `kubeconfig` of a provider takes it. */
  readonly kubeconfig: string;
  readonly api: Api;
}

/** The cluster of the run. Throws where a test is not run by `npm run test:pulumi`. */
export function cluster(): TestCluster {
  const found = named('CHARTHOUSE_CLUSTER');
  if (found === undefined) throw new Error('These tests need a cluster: run them with npm run test:pulumi.');
  return found;
}

/** Another one, which has no more than Kubernetes itself; undefined where the run uses a cluster that exists. */
export function secondCluster(): TestCluster | undefined {
  return named('CHARTHOUSE_SECOND_CLUSTER');
}

function named(prefix: string): TestCluster | undefined {
  const { [`${prefix}_URL`]: url, [`${prefix}_KUBECONFIG`]: kubeconfig } = process.env;
  if (url === undefined || kubeconfig === undefined) return undefined;
  return { kubeconfig: readFileSync(kubeconfig, 'utf8'), api: new Api(url) };
}
