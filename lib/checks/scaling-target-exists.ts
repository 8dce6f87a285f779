/** An autoscaler of a workload that is not there: mostly the name was changed on one side. */
import { autoscalersOf, scaledObject, targetText } from './autoscalers';
import type { Check } from './check';

export const scalingTargetExists: Check = {
  rule: 'scaling-target-exists',
  severity: 'warning',
  demand: 'The workload that an autoscaler scales is in the tree.',
  * run(input) {
    for (const autoscaler of autoscalersOf(input)) {
      if (scaledObject(input, autoscaler) === undefined) {
        const target = targetText(autoscaler);
        yield {
          at: autoscaler.at,
          field: 'spec.scaleTargetRef',
          value: target,
          message: `it scales ${target}, which is not in the tree`,
          fix: 'correct kind and name (charthouse: give `scaling` to the workload)',
        };
      }
    }
  },
};
