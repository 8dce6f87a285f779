/** An autoscaler whose minimum is above its maximum is refused by the API server. */
import { autoscalersOf } from './autoscalers';
import type { Check } from './check';

export const minimumBelowMaximum: Check = {
  rule: 'minimum-below-maximum',
  severity: 'error',
  demand: 'The minimum of an autoscaler is not above its maximum.',
  * run(input) {
    for (const { at, minimum, minimumField, maximum, maximumField } of autoscalersOf(input)) {
      if (maximum !== undefined && minimum > maximum) {
        yield {
          at,
          field: minimumField,
          value: minimum,
          message: `the minimum of ${minimum} is above the maximum of ${maximum}`,
          fix: `lower ${minimumField} or raise ${maximumField} (charthouse: \`scaling: { min, max }\`)`,
        };
      }
    }
  },
};
