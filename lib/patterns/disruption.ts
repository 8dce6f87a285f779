/** Keeps enough pods running while nodes are drained: a PodDisruptionBudget. */
import { CharthouseError } from '../model/error';
import { emitted } from '../model/object';
import { integerOrPercent, object, oneOf, orFalse } from '../model/shape';
import type { WorkloadFacts } from './facts';
import { makePattern, keys } from './pattern';

/** How many pods a drain may take, or must leave: one of the two. */
export interface DisruptionProps {
  /** Pods that may be missing at once, as a number or percentage; 0 would never let a node go. @default 1 */
  readonly maxUnavailable?: number | string | undefined;
  /**
   * Pods that must stay, as a number or percentage, where that is what counts (a quorum). It is refused where no pod
   * could go: fewer than there are at the lowest, or `because: { 'budget-lets-pods-go': … }`.
   * @default - `maxUnavailable` decides
   * @example disruption: { minAvailable: 2 } // of three replicas
   */
  readonly minAvailable?: number | string | undefined;
  /** Whether pods that are not ready can be evicted all the same. @default 'AlwaysAllow' */
  readonly unhealthyPodEvictionPolicy?: 'AlwaysAllow' | 'IfHealthyBudget' | undefined;
}

/** How many pods a drain may take at once. */
export interface DisruptionKey {
  /** @default - `{ maxUnavailable: 1 }`; nothing for a single replica */
  readonly disruption?: DisruptionProps | false | undefined;
}

/** The rule of the check that finds the same in finished manifests: one reason serves both. */
const rule = 'budget-lets-pods-go';

/** Emits a PodDisruptionBudget (https://kubernetes.io/docs/tasks/run-application/configure-pdb/). */
export const disruption = makePattern({
  name: 'disruption',
  fits: ['replicated'],
  keys: keys<DisruptionKey>({
    disruption: orFalse(
      object(
        {
          maxUnavailable: integerOrPercent,
          minAvailable: integerOrPercent,
          unhealthyPodEvictionPolicy: oneOf('AlwaysAllow', 'IfHealthyBudget'),
        },
        ['maxUnavailable', 'minAvailable'],
      ),
    ),
  }),
  defaults: { disruption: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
  emit(draft, settings, facts) {
    const budget: DisruptionProps = settings.disruption;
    // Neither a number nor bounds is one pod to Kubernetes.
    const lowest = (draft.controller['replicas'] as number | undefined) ?? Math.max(1, draft.needed('fewestPods'));
    const meant = facts.statedBy('disruption.minAvailable') !== undefined;
    // A budget over a single pod either says nothing or never lets its node go: it takes somebody who wants that.
    if (draft.singleton && !(meant && needed(budget, lowest) > 0)) return [];
    checkBudget(budget, lowest, facts);
    return [emitted('PodDisruptionBudget', { spec: { ...budget, selector: { matchLabels: { ...draft.selector } } } })];
  },
});

/** How many of the pods must stay, rounded up as Kubernetes does. */
function needed({ minAvailable, maxUnavailable }: DisruptionProps, pods: number): number {
  if (isNone(maxUnavailable)) return pods;
  const percent = typeof minAvailable === 'string' ? Number.parseInt(minAvailable, 10) : undefined;
  return percent === undefined ? Number(minAvailable ?? 0) : Math.ceil((percent * pods) / 100);
}

function checkBudget(budget: DisruptionProps, lowest: number, facts: WorkloadFacts): void {
  const { maxUnavailable, minAvailable } = budget;
  if (maxUnavailable !== undefined && minAvailable !== undefined) {
    throw new CharthouseError({
      path: facts.path,
      field: 'disruption.minAvailable',
      problem: 'does not go with disruption.maxUnavailable',
      value: minAvailable,
      allowed: 'one of the two',
      fix: 'leave one of the two out',
    });
  }
  if (lowest === 0 || needed(budget, lowest) < lowest || facts.reason(rule) !== undefined) return;
  throw new CharthouseError({
    path: facts.path,
    field: minAvailable === undefined ? 'disruption.maxUnavailable' : 'disruption.minAvailable',
    problem: `never lets a pod go, of ${lowest} at the lowest`,
    value: minAvailable ?? maxUnavailable,
    allowed: minAvailable === undefined ? 'at least 1' : `less than ${lowest}`,
    fix: `say maxUnavailable: 1, or why no node may ever be drained: because: { '${rule}': '…' }`,
  });
}

function isNone(pods: number | string | undefined): boolean {
  return pods === 0 || pods === '0%';
}
