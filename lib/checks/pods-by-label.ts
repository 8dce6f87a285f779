/** Pods by namespace and label, so that comparing selectors costs no look at every pod for every selector. */
import type { CheckInput } from './check';
import { onceARun } from './once-a-run';
import { podTemplatesOf, type PodTemplate } from './pod-template';
import { selects, type LabelSelector } from './selects';

/** Finds the pods that a selector selects in a namespace. */
export interface PodsByLabel {
  selected(namespace: string, selector: LabelSelector): Iterable<PodTemplate>;
}

/** The pods of the tree by label. */
export function podsByLabel({ objects }: Pick<CheckInput, 'objects'>): PodsByLabel {
  return found(objects);
}

const found = onceARun((objects) => indexed(podTemplatesOf({ objects })));

function indexed(pods: readonly PodTemplate[]): PodsByLabel {
  const index = new Map<string, PodTemplate[]>();
  const put = (key: string, pod: PodTemplate): void => {
    const bucket = index.get(key);
    if (bucket === undefined) {
      index.set(key, [pod]);
    } else {
      bucket.push(pod);
    }
  };
  for (const pod of pods) {
    put(pod.namespace, pod);
    for (const [key, value] of pod.labels) {
      put(labelKey(pod.namespace, key, value), pod);
    }
  }
  return {
    *selected(namespace: string, selector: LabelSelector): Iterable<PodTemplate> {
      for (const bucket of candidates(index, namespace, selector)) {
        for (const pod of bucket) {
          if (selects(selector, pod.labels)) {
            yield pod;
          }
        }
      }
    },
  };
}

/** The fewest pods that can meet the selector: those of its rarest label, or all of the namespace. */
function candidates(
  index: ReadonlyMap<string, readonly PodTemplate[]>,
  namespace: string,
  selector: LabelSelector,
): readonly (readonly PodTemplate[])[] {
  let best: readonly (readonly PodTemplate[])[] = [index.get(namespace) ?? []];
  for (const { key, operator, values } of selector) {
    if (operator === 'In') {
      const buckets = [...new Set(values)].map((value) => index.get(labelKey(namespace, key, value)) ?? []);
      best = sizeOf(buckets) < sizeOf(best) ? buckets : best;
    }
  }
  return best;
}

function sizeOf(buckets: readonly (readonly PodTemplate[])[]): number {
  return buckets.reduce((size, bucket) => size + bucket.length, 0);
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}|${key}=${value}`;
}
