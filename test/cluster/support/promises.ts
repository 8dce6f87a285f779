/** How many pods a workload promises to have ready, whatever is done to it on purpose. */
import type { KubernetesObject } from './api';
import { nameOf } from './made';
import type { PodGroup, ReadyPods } from './ready-pods';

/** Pods, and how many of them are ready at any time. */
export interface Promised {
  readonly group: PodGroup;
  readonly ready: number;
}

type Amount = number | string;

/** What is read of a Deployment or a StatefulSet. */
interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly strategy?: Strategy;
  readonly updateStrategy?: Strategy;
}

interface Strategy {
  readonly type?: string;
  readonly rollingUpdate?: { readonly maxUnavailable?: Amount };
}

interface BudgetSpec {
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly minAvailable?: Amount;
  readonly maxUnavailable?: Amount;
}

/** How many pods a workload is to have. */
export function replicasOf({ spec }: KubernetesObject): number {
  return (spec as WorkloadSpec).replicas ?? 1;
}

/** The pods of a workload as it is in the cluster. */
export function podsOf(workload: KubernetesObject): PodGroup {
  const { metadata: { namespace = '' }, spec } = workload;
  return { name: nameOf(workload), namespace, matchLabels: (spec as WorkloadSpec).selector.matchLabels };
}

/** While it is updated: what is left when as many are away as its strategy allows. */
export function promisedByStrategy(workload: KubernetesObject): Promised {
  const { strategy, updateStrategy } = workload.spec as WorkloadSpec;
  const replicas = replicasOf(workload);
  const { type, rollingUpdate } = strategy ?? updateStrategy ?? {};
  const away = part(rollingUpdate?.maxUnavailable ?? 1, replicas, Math.floor);
  return { group: podsOf(workload), ready: type === 'RollingUpdate' ? Math.max(replicas - away, 0) : 0 };
}

/** While nodes are drained: what the budgets demand that select the workload's pods. */
export function promisedByBudgets(workload: KubernetesObject, budgets: readonly KubernetesObject[]): Promised {
  const group = podsOf(workload);
  const replicas = replicasOf(workload);
  const own = budgets.filter(({ metadata }) => metadata.namespace === group.namespace)
    .map(({ spec }) => spec as BudgetSpec)
    .filter(({ selector }) => sameLabels(selector.matchLabels, group.matchLabels));
  const demanded = own.map(({ minAvailable, maxUnavailable = 0 }) => (minAvailable === undefined
    ? replicas - part(maxUnavailable, replicas, Math.ceil)
    : part(minAvailable, replicas, Math.ceil)));
  return { group, ready: Math.max(0, ...demanded) };
}

/** Which promises were not kept, while pods were followed. */
export function brokenPromises(pods: ReadyPods, promises: readonly Promised[]): readonly string[] {
  return promises.flatMap(({ group, ready }) => {
    const fewest = pods.fewest(group);
    return fewest >= ready ? [] : [`${group.name}: ${fewest} ready where ${ready} are promised`];
  });
}

function part(amount: Amount, whole: number, round: (value: number) => number): number {
  return typeof amount === 'number' ? amount : round(Number.parseInt(amount) * whole / 100);
}

function sameLabels(some: Readonly<Record<string, string>>, others: Readonly<Record<string, string>>): boolean {
  return Object.entries(some).every(([key, value]) => others[key] === value);
}
