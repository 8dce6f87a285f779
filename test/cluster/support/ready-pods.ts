/** How many pods of each workload are ready at every moment: followed by the API's watch, not asked now and then. */
import { Api, type KubernetesObject } from './api';
import { hasCondition } from './conditions';
import { eventually } from './eventually';

/** Pods that are counted together. */
export interface PodGroup {
  /** As a failure names it. */
  readonly name: string;
  readonly namespace: string;
  readonly matchLabels: Readonly<Record<string, string>>;
}

/** What is known of pods since they are followed. */
export interface ReadyPods {
  /** How few of a group were ready at the worst of moments. */
  fewest(group: PodGroup): number;
  /** Waits until nothing that has happened is unknown, and follows no longer. */
  end(): Promise<void>;
}

interface Event {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'ERROR';
  readonly object: KubernetesObject;
}

/** Begins to follow the pods of a cluster. One that is being deleted is not ready: nothing is sent to it any longer. */
export async function followPods(url: string, groups: readonly PodGroup[]): Promise<ReadyPods> {
  const api = new Api(url);
  const first = (await api.ask('GET', '/api/v1/pods')).object as unknown as PodList;
  const pods = new Map(first.items.map((pod) => [identityOf(pod), pod]));
  let since = first.metadata.resourceVersion;
  const lowest = new Map<PodGroup, number>();
  const count = (changed: readonly PodGroup[]): void => {
    for (const group of changed) {
      const ready = [...pods.values()].filter((pod) => isIn(group, pod) && isReady(pod)).length;
      lowest.set(group, Math.min(ready, lowest.get(group) ?? Infinity));
    }
  };
  count(groups);
  const take = ({ type, object }: Event): void => {
    if (type === 'ERROR') throw new Error(`the watch of pods: ${JSON.stringify(object)}`);
    if (type === 'DELETED') pods.delete(identityOf(object));
    else pods.set(identityOf(object), object);
    count(groups.filter(({ namespace }) => namespace === object.metadata.namespace));
    since = object.metadata.resourceVersion ?? since;
  };
  const ending = new AbortController();
  const follow = async (): Promise<void> => {
    // The server ends a watch that is slow to listen: what follows the last event is asked for again.
    while (!ending.signal.aborted) await watch(`${url}/api/v1/pods?watch=true&resourceVersion=${since}`, ending, take);
  };
  const watched = follow();
  // Told by `end`.
  watched.catch(() => undefined);
  const isUpToDate = async (): Promise<boolean> => {
    const { items } = (await api.ask('GET', '/api/v1/pods')).object as unknown as PodList;
    return items.length === pods.size && items.every((pod) =>
      pods.get(identityOf(pod))?.metadata.resourceVersion === pod.metadata.resourceVersion);
  };
  return {
    fewest: (group) => lowest.get(group) ?? 0,
    async end() {
      try {
        await Promise.race([eventually('the watch has told everything', isUpToDate), watched]);
      } finally {
        ending.abort();
      }
      await watched;
    },
  };
}

interface PodList {
  readonly metadata: { readonly resourceVersion: string };
  readonly items: readonly KubernetesObject[];
}

/** Takes every event, until it is aborted or the server ends it. */
async function watch(url: string, { signal }: AbortController, take: (event: Event) => void): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    const { body } = await fetch(url, { signal });
    for await (const chunk of body ?? []) {
      const lines = (text + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) take(JSON.parse(line) as Event);
    }
  } catch (failure) {
    if (signal.aborted) return;
    throw failure;
  }
}

function isReady(pod: KubernetesObject): boolean {
  const { deletionTimestamp } = pod.metadata as { readonly deletionTimestamp?: string };
  return deletionTimestamp === undefined && hasCondition(pod, 'Ready');
}

function isIn({ namespace, matchLabels }: PodGroup, { metadata }: KubernetesObject): boolean {
  return metadata.namespace === namespace
    && Object.entries(matchLabels).every(([key, value]) => metadata.labels?.[key] === value);
}

function identityOf({ metadata: { namespace = '', name, uid = '' } }: KubernetesObject): string {
  return `${namespace}/${name} ${uid}`;
}
