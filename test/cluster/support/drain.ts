/** Empties a node as `kubectl drain` does: it takes no new pods, and those that it has are evicted, again and again. */
import type { Api, KubernetesObject } from './api';
import { eventually } from './eventually';
import { nameOf } from './made';

/** What is read of a pod. */
export interface Pod extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & {
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string }[];
  };
}

/** Says whether a node takes new pods. */
export async function cordon(api: Api, node: string, unschedulable: boolean): Promise<void> {
  const body = { spec: { unschedulable } };
  const { problem } = await api.ask('PATCH', `/api/v1/nodes/${node}`, body, 'application/merge-patch+json');
  if (problem !== undefined) throw new Error(`node ${node}: ${problem}`);
}

/** The pods on a node but for those that belong to each node. */
export async function podsOn(api: Api, node: string): Promise<readonly Pod[]> {
  const { object, problem } = await api.ask('GET', `/api/v1/pods?fieldSelector=spec.nodeName%3D${node}`);
  if (problem !== undefined) throw new Error(`pods on ${node}: ${problem}`);
  const { items } = object as unknown as { readonly items: readonly Pod[] };
  return items
    .filter(({ metadata: { ownerReferences = [] } }) => ownerReferences.every(({ kind }) => kind !== 'DaemonSet'))
    .map((pod) => ({ ...pod, apiVersion: 'v1', kind: 'Pod' }));
}

/** Empties a node; tells what a budget forbade at first, a pod's name for each time. Throws where it does not end. */
export async function drain(api: Api, node: string, seconds = 90): Promise<readonly string[]> {
  await cordon(api, node, true);
  const refused: string[] = [];
  let left: readonly Pod[] = [];
  await eventually(`node ${node} is empty`, async () => {
    left = await podsOn(api, node);
    await Promise.all(left.filter((pod) => pod.metadata.deletionTimestamp === undefined).map(async (pod) => {
      if (await evict(api, pod) === 'forbidden') refused.push(nameOf(pod));
    }));
    return left.length === 0;
  }, { seconds, every: 1000, told: () => Promise.resolve(left.map(nameOf).join('\n')) });
  return refused;
}

async function evict(api: Api, { metadata }: KubernetesObject): Promise<'evicted' | 'forbidden'> {
  const { name, namespace = '' } = metadata;
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  const { status, problem = '' } = await api.ask('POST', path, eviction);
  if (status === 429) return 'forbidden';
  // It may have gone by itself.
  if (status >= 400 && status !== 404) throw new Error(`${namespace}/${name} cannot be evicted: ${problem}`);
  return 'evicted';
}
