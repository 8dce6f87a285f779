/** A controller or budget that selects the pods of another workload counts them, and may delete or hold them. */
import type { Check, CheckedObject, CheckInput, Problem } from './check';
import { controllerSelector } from './controller-selector';
import { fieldAt } from './fields';
import { identityKey, namespaceOf, objectText } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { podTemplatesOf } from './pod-template';
import { podsByLabel } from './pods-by-label';
import { labelSelectorOf, selectorText, type LabelSelector } from './selects';

export const selectorsDisjoint: Check = {
  rule: 'selectors-disjoint',
  severity: 'error',
  between: true,
  demand: 'No two workloads\' pods match the selector of one controller or PodDisruptionBudget, '
    + 'jobs and bare pods included.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      const selector = controllerSelector(pod);
      // An empty selector is refused by itself.
      if (selector !== undefined && selector.length > 0) {
        yield* overlaps(input, pod.at, selector, pod.at);
      }
    }
    for (const at of objectsOfKind(input, 'policy', 'PodDisruptionBudget')) {
      const selector = labelSelectorOf(fieldAt(at.manifest, 'spec.selector'));
      if (selector !== undefined) {
        yield* overlaps(input, at, selector);
      }
    }
  },
};

/** How many others a message names: no list of a thousand, and no search for it. */
const named = 3;

function* overlaps(
  input: CheckInput, at: CheckedObject, selector: LabelSelector, own?: CheckedObject,
): Iterable<Problem> {
  const workloads = new Set<CheckedObject>(own === undefined ? [] : [own]);
  for (const pod of podsByLabel(input).selected(namespaceOf(at.manifest), selector)) {
    workloads.add(pod.at);
    if (workloads.size > named) break;
  }
  // Two of one identity are one, which is another check's business.
  const texts = workloads.size < 2 ? []
    : [...new Map([...workloads].map(({ manifest }) => [identityKey(manifest), objectText(manifest)])).values()];
  if (texts.length > 1) {
    yield {
      at,
      field: 'spec.selector',
      value: selectorText(selector),
      message: `the selector ${selectorText(selector)} matches the pods of ${texts.join(' and of ')}`,
      fix: 'select by a label that only the pods of one workload have '
        + '(charthouse: `charthouse.dev/workload`, on every pod of ours)',
    };
  }
}
