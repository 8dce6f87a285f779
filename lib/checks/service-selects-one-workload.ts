/** A Service over several workloads may be a canary, or a Job that answers requests by mistake. */
import type { Check } from './check';
import { objectText } from './object-identity';
import { selectingServices } from './selecting-services';
import { selectorText } from './selects';

export const serviceSelectsOneWorkload: Check = {
  rule: 'service-selects-one-workload',
  severity: 'warning',
  demand: 'A Service sends traffic to the pods of one workload.',
  * run(input) {
    for (const { at, selector, pods } of selectingServices(input)) {
      const workloads = [...new Set(pods.map((pod) => objectText(pod.at.manifest)))];
      if (workloads.length > 1) {
        const value = selectorText(selector);
        yield {
          at,
          field: 'spec.selector',
          value,
          message: `the selector ${value} selects the pods of ${workloads.slice(0, 3).join(' and of ')}`
            + (workloads.length > 3 ? ` and of ${workloads.length - 3} more` : ''),
          fix: 'select by a label that only one of them has (charthouse: `charthouse.dev/workload`), or state why: '
            + "`because: { 'service-selects-one-workload': … }`",
        };
      }
    }
  },
};
