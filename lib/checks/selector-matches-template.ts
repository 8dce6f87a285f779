/** A controller whose selector does not match its own pods is refused by the API server. */
import type { Check } from './check';
import { controllerSelector } from './controller-selector';
import { fieldAt } from './fields';
import { isKind } from './object-identity';
import { podTemplatesOf, type PodTemplate } from './pod-template';
import { selectorText, selects } from './selects';

export const selectorMatchesTemplate: Check = {
  rule: 'selector-matches-template',
  severity: 'error',
  demand: 'The selector of a controller is there, is not empty, and matches the labels of its own pod template.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      const selector = controllerSelector(pod);
      if ((selector === undefined || selector.length === 0) && needsSelector(pod)) {
        yield {
          at: pod.at,
          field: 'spec.selector',
          value: fieldAt(pod.at.manifest, 'spec.selector'),
          message: `the selector is ${selector === undefined ? 'missing' : 'empty'}`,
          fix: `write matchLabels with labels that only these pods have, such as ${labelsText(pod)}`,
        };
      } else if (selector !== undefined && !selects(selector, pod.labels)) {
        yield {
          at: pod.at,
          field: 'spec.selector',
          value: selectorText(selector),
          message: `the selector ${selectorText(selector)} does not match the labels of the pods (${labelsText(pod)})`,
          fix: `put the selector's labels on ${pod.metadataField}.labels `
            + '(charthouse: both come from the workload; `adopt: { selector }` keeps those of an object that runs)',
        };
      }
    }
  },
};

function needsSelector({ at: { manifest } }: PodTemplate): boolean {
  return isKind(manifest, 'apps', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet');
}

function labelsText({ labels }: PodTemplate): string {
  return [...labels].map(([key, value]) => `${key}=${value}`).sort().join(',') || 'none';
}
