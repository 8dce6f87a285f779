/** Constraints on how pods are spread, besides those of the house: in Kubernetes' own terms. */
import type { Draft } from '../../model/draft/draft';
import { CharthouseError } from '../../model/error';
import type { TopologySpreadConstraint } from '../../model/kubernetes/types';
import { labelKey } from '../../model/name-shapes';
import { integer, list, oneOf, type Shape } from '../../model/shape';
import { constraintKey } from '../constraint-key';
import type { WorkloadFacts } from '../facts';
import { checkLabelKeys, selectedKeys } from './affinity';
import { complete, labelSelector, withRule } from '../selectors';

/** Kubernetes reads it in 32 bits. */
const count = integer(1, 2 ** 31 - 1);
const policy = oneOf('Honor', 'Ignore');

/** The shape of the constraints. */
export const topologySpreadShape: Shape = list(withRule(
  complete({
    maxSkew: count,
    topologyKey: labelKey,
    whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway'),
    labelSelector,
    matchLabelKeys: list(labelKey),
    minDomains: count,
    nodeAffinityPolicy: policy,
    nodeTaintsPolicy: policy,
  }, ['maxSkew', 'topologyKey', 'whenUnsatisfiable']),
  ({ minDomains, whenUnsatisfiable }, { path, field }) => {
    if (minDomains === undefined || whenUnsatisfiable === 'DoNotSchedule') return;
    throw new CharthouseError({
      path,
      field: `${field}.minDomains`,
      problem: "is for whenUnsatisfiable: 'DoNotSchedule' alone",
      value: minDomains,
      allowed: "minDomains together with 'DoNotSchedule'",
      fix: "leave it out, or write 'DoNotSchedule'",
    });
  },
));

/** Adds the constraints; those that say nothing of pods mean the workload's own. */
export function addConstraints(
  draft: Draft,
  constraints: readonly TopologySpreadConstraint[],
  { path, selector }: WorkloadFacts,
): void {
  const seen = new Set<string>();
  for (const [index, constraint] of constraints.entries()) {
    const field = `topologySpreadConstraints[${index}]`;
    const whole = { labelSelector: { matchLabels: { ...selector } }, ...constraint };
    checkLabelKeys(whole, 'matchLabelKeys', { path, field }, selectedKeys(whole));
    const key = constraintKey(constraint.topologyKey, constraint.whenUnsatisfiable);
    if (seen.has(key)) throw twice(path, field, constraint);
    seen.add(key);
    draft.add('topologySpreadConstraints', key, whole, 'props');
  }
}

function twice(path: string, field: string, constraint: TopologySpreadConstraint): CharthouseError {
  const { topologyKey, whenUnsatisfiable } = constraint;
  return new CharthouseError({
    path,
    field,
    problem: `is the second one on ${topologyKey} with ${whenUnsatisfiable}`,
    value: topologyKey,
    allowed: 'one constraint for each topologyKey and whenUnsatisfiable',
    fix: 'leave one of the two out',
  });
}
