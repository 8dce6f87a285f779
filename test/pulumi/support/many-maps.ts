/** A program that takes a while: ten ConfigMaps, one after the other, in the namespace of `NAMESPACE`. */
import * as k8s from '@pulumi/kubernetes';
import type { Resource } from '@pulumi/pulumi';

import { cluster } from './clusters';

/** Makes them. What an `up` that was killed made already is taken over. */
export function program(): Promise<void> {
  const namespace = process.env['NAMESPACE'] ?? 'default';
  const { kubeconfig } = cluster();
  const provider = new k8s.Provider('here', { kubeconfig, namespace, upsertExistingObjects: true });
  let before: Resource = provider;
  for (let number = 1; number <= 10; number++) {
    const name = `settings-${number}`;
    before = new k8s.core.v1.ConfigMap(name, { metadata: { name }, data: { name } }, { provider, dependsOn: before });
  }
  return Promise.resolve();
}
