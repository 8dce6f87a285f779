/** An autoscaler of a workload that is not there: mostly the name was changed on one side. */
import { autoscalersOf } from './autoscalers';
import type { Check } from './check';
import { objectsByReference } from './object-identity';

export const scalingTargetExists: Check = {
  rule: 'scaling-target-exists',
  severity: 'warning',
  demand: 'The workload that an autoscaler scales is in the tree.',
  * run(input) {
    const objects = objectsByReference(input.objects);
    for (const { at, target, targetText } of autoscalersOf(input)) {
      if (!objects.has(target)) {
        yield {
          at,
          field: 'spec.scaleTargetRef',
          value: targetText,
          message: `it scales ${targetText}, which is not in the tree`,
          fix: 'correct kind and name (charthouse: give `scaling` to the workload)',
        };
      }
    }
  },
};
