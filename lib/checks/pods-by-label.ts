/** Pods by namespace and label, so that comparing selectors costs no look at every pod for every selector. */
import type { CheckInput } from './check';
import { onceARun } from './once-a-run';
import { podTemplatesOf, type PodTemplate } from './pod-template';
import { selects, type LabelSelector } from './selects';

/** Finds the pods that a selector selects in a namespace. */
export interface PodsByLabel {
  /** One by one: who wants only the first few does not wait for a thousand. */
  selected(namespace: string, selector: LabelSelector): Iterable<PodTemplate>;
}

/** The pods of the tree by label. */
export function podsByLabel({ objects }: Pick<CheckInput, 'objects'>): PodsByLabel {
  return found(objects);
}

const found = onceARun((objects): PodsByLabel => {
  const namespaces = new Map<string, PodsOfNamespace>();
  for (const pod of podTemplatesOf({ objects })) {
    const known = namespaces.get(pod.namespace);
    if (known === undefined) namespaces.set(pod.namespace, new PodsOfNamespace(pod));
    else known.pods.push(pod);
  }
  return {
    * selected(namespace, selector) {
      const pods = namespaces.get(namespace);
      for (const bucket of pods?.candidates(selector) ?? []) {
        for (const pod of bucket) {
          if (selects(selector, pods?.labelsOf(pod) ?? pod.labels)) yield pod;
        }
      }
    },
  };
});

/** Where there are no more, looking at each is quicker than an index. */
const few = 4;

/** The pods of a namespace, with an index that is made when it is of use. */
class PodsOfNamespace {
  public readonly pods: PodTemplate[];
  #byLabel: ReadonlyMap<string, readonly PodTemplate[]> | undefined;
  #labels: Map<PodTemplate, PodTemplate['labels']> | undefined;

  public constructor(first: PodTemplate) {
    this.pods = [first];
  }

  /** The fewest pods that can meet the selector: those of its rarest label, or all of the namespace. */
  public candidates(selector: LabelSelector): readonly (readonly PodTemplate[])[] {
    let best: readonly (readonly PodTemplate[])[] = [this.pods];
    if (this.pods.length <= few) return best;
    const index = this.#byLabel ??= indexed(this.pods);
    for (const { key, operator, values } of selector) {
      if (operator !== 'In') continue;
      const buckets = [...new Set(values)].map((value) => index.get(labelKey(key, value)) ?? []);
      best = sizeOf(buckets) < sizeOf(best) ? buckets : best;
    }
    return best;
  }

  /** The labels of one of the pods, read once where each is looked at for many selectors. */
  public labelsOf(pod: PodTemplate): PodTemplate['labels'] {
    if (this.pods.length <= few) return pod.labels;
    this.#labels ??= new Map();
    const labels = this.#labels.get(pod) ?? pod.labels;
    this.#labels.set(pod, labels);
    return labels;
  }
}

function sizeOf(buckets: readonly (readonly PodTemplate[])[]): number {
  return buckets.reduce((size, bucket) => size + bucket.length, 0);
}

function indexed(pods: readonly PodTemplate[]): ReadonlyMap<string, readonly PodTemplate[]> {
  const index = new Map<string, PodTemplate[]>();
  for (const pod of pods) {
    for (const [key, value] of pod.labels) {
      const label = labelKey(key, value);
      const bucket = index.get(label);
      if (bucket === undefined) index.set(label, [pod]);
      else bucket.push(pod);
    }
  }
  return index;
}

function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}
