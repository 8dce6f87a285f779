/** What a namespace holds: what would be different if anything of it had been changed, made again or lost. */
import type { Api, KubernetesObject } from '../../cluster/support/api';

const kinds = [
  ['v1', 'ConfigMap'], ['v1', 'Secret'], ['v1', 'Service'], ['v1', 'ServiceAccount'], ['v1', 'PersistentVolumeClaim'],
  ['apps/v1', 'Deployment'], ['apps/v1', 'ReplicaSet'], ['apps/v1', 'StatefulSet'],
  ['networking.k8s.io/v1', 'NetworkPolicy'], ['policy/v1', 'PodDisruptionBudget'],
  ['gateway.networking.k8s.io/v1', 'HTTPRoute'], ['v1', 'Pod'],
] as const;

/** Every object of the kinds that applications have: who it is, and what it is to be. */
export async function whatRuns(api: Api, namespace: string): Promise<Readonly<Record<string, unknown>>> {
  const found: [string, unknown][] = [];
  for (const [apiVersion, kind] of kinds) {
    for (const object of await api.list(apiVersion, kind, namespace))
      found.push([`${kind} ${object.metadata.name}`, essenceOf(object)]);
  }
  return Object.fromEntries(found);
}

function essenceOf(object: KubernetesObject): unknown {
  const { metadata: { uid, generation, labels }, ...others } = object;
  return { ...others, metadata: { uid, generation, labels }, status: undefined };
}

/** Waits until something is so; what is not so is tried again each second. */
export async function until(isSo: () => Promise<boolean>, seconds = 120): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    if (await isSo()) return;
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
  }
  throw new Error(`was not so within ${seconds} s`);
}
