/** A PodDisruptionBudget that never lets a pod go stops every drain of a node, and so every upgrade of the cluster. */
import { autoscalersFor } from './autoscalers';
import type { Check, CheckedObject, CheckInput, Problem } from './check';
import { fieldAt, numberOf } from './fields';
import { kindOf, namespaceOf, objectText } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import type { PodTemplate } from './pod-template';
import { podsByLabel } from './pods-by-label';
import { labelSelectorOf } from './selects';

export const budgetLetsPodsGo: Check = {
  rule: 'budget-lets-pods-go',
  severity: 'error',
  between: true,
  demand: 'A PodDisruptionBudget lets at least one pod go, and no two of them hold the same pods.',
  * run(input) {
    const budgetOf = new Map<PodTemplate, CheckedObject>();
    for (const at of objectsOfKind(input, 'policy', 'PodDisruptionBudget')) {
      const pods = selectedPods(input, at);
      const other = pods.find((pod) => budgetOf.has(pod));
      if (other !== undefined) {
        yield secondBudget(at, other, budgetOf.get(other));
      }
      pods.forEach((pod) => budgetOf.set(pod, at));
      yield* blocked(at, podCount(input, pods));
    }
  },
};

const advice = 'write maxUnavailable: 1 (charthouse: `disruption: { maxUnavailable: 1 }`, or `disruption: false`)';

function* blocked(at: CheckedObject, count: number | undefined): Iterable<Problem> {
  const { manifest } = at;
  const maxUnavailable = fieldAt(manifest, 'spec.maxUnavailable');
  if (maxUnavailable === 0 || percentOf(maxUnavailable) === 0) {
    const message = `maxUnavailable ${String(maxUnavailable)} never lets a pod go`;
    yield { at, field: 'spec.maxUnavailable', value: maxUnavailable, message, fix: advice };
  }
  const minAvailable = fieldAt(manifest, 'spec.minAvailable');
  if (fieldAt(manifest, 'spec.selector') != null && maxUnavailable == null && minAvailable == null && count !== 0) {
    const message = 'without minAvailable and maxUnavailable it never lets a pod go';
    yield { at, field: 'spec.maxUnavailable', value: undefined, message, fix: advice };
  }
  const needed = neededPods(minAvailable, count);
  if (needed !== undefined && count !== 0 && needed >= (count ?? 1)) {
    yield {
      at,
      field: 'spec.minAvailable',
      value: minAvailable,
      message: `minAvailable ${String(minAvailable)} never lets a pod go`
        + (count === undefined ? '' : `: it selects ${count} at the lowest, and must leave at least one free`),
      fix: advice,
    };
  }
}

/** How many pods must stay. Where their number is not known, only a share of all is certain to hold back each. */
function neededPods(minAvailable: unknown, count: number | undefined): number | undefined {
  const percent = percentOf(minAvailable);
  if (count === undefined) return percent !== undefined && percent >= 100 ? 1 : undefined;
  // Kubernetes rounds up: 90 % of 2 pods are 2.
  return percent === undefined ? numberOf(minAvailable) : Math.ceil(percent * count / 100);
}

function percentOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? /^(\d+)%$/.exec(value) : null;
  return match === null ? undefined : Number(match[1]);
}

function selectedPods(input: CheckInput, { manifest }: CheckedObject): readonly PodTemplate[] {
  const selector = labelSelectorOf(fieldAt(manifest, 'spec.selector'));
  return selector === undefined ? [] : [...podsByLabel(input).selected(namespaceOf(manifest), selector)];
}

/** How many pods there are at the lowest; undefined where that is not known, or nothing is selected. */
function podCount(input: CheckInput, pods: readonly PodTemplate[]): number | undefined {
  return pods.length === 0 ? undefined : pods.reduce<number | undefined>((sum, { at }) => {
    const { manifest } = at;
    const kind = kindOf(manifest);
    const [autoscaler] = autoscalersFor(input, at);
    const stated = fieldAt(manifest, 'spec.replicas');
    const replicas = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'].includes(kind)
      ? numberOf(stated ?? 1) : undefined;
    // Scaled to nothing there is nothing to hold back: what counts is the first pod.
    const count = autoscaler === undefined ? replicas : Math.max(1, autoscaler.minimum);
    return sum === undefined || count === undefined ? undefined : sum + count;
  }, 0);
}

function secondBudget(at: CheckedObject, pod: PodTemplate, first: CheckedObject | undefined): Problem {
  const other = first === undefined ? 'another' : objectText(first.manifest);
  return {
    at,
    field: 'spec.selector',
    value: other,
    message: `it holds the pods of ${objectText(pod.at.manifest)}, as ${other} does: `
      + 'a pod in two budgets can never be evicted',
    fix: 'remove one of the two, or narrow its selector (charthouse: `disruption: false` where you bring your own)',
  };
}
