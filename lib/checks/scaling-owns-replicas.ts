/** Two that set the number of pods fight: each deployment sets it back to what the manifest says. */
import { autoscalersByTarget, scaledObject, targetText } from './autoscalers';
import type { Check } from './check';
import { fieldAt, numberOf } from './fields';
import { objectText } from './object-identity';

export const scalingOwnsReplicas: Check = {
  rule: 'scaling-owns-replicas',
  severity: 'error',
  foreign: 'warning',
  demand: 'A workload with an autoscaler states no `replicas`, and has no second autoscaler.',
  * run(input) {
    for (const [first, ...others] of autoscalersByTarget(input)) {
      const workload = first === undefined ? undefined : scaledObject(input, first);
      const replicas = numberOf(fieldAt(workload?.manifest, 'spec.replicas'));
      if (first !== undefined && workload !== undefined && replicas !== undefined) {
        yield {
          at: workload,
          field: 'spec.replicas',
          value: replicas,
          message: `replicas ${replicas} beside ${objectText(first.at.manifest)}, which sets the number of pods`,
          fix: 'remove replicas (charthouse: give `scaling` or `replicas`, not both)',
        };
      }
      for (const other of others) {
        yield {
          at: other.at,
          field: 'spec.scaleTargetRef',
          value: targetText(other),
          message: `${targetText(other)} is scaled by ${objectText((first ?? other).at.manifest)} already`,
          fix: 'remove one of the two autoscalers, and put its metrics in the other',
        };
      }
    }
  },
};
