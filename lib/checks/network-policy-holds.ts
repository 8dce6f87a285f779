/** A policy over pods on the node's network holds nothing back: it only looks as if it did. */
import type { Check } from './check';
import { fieldAt } from './fields';
import { namespaceOf, objectText } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { podsByLabel } from './pods-by-label';
import { labelSelectorOf } from './selects';

export const networkPolicyHolds: Check = {
  rule: 'network-policy-holds',
  severity: 'info',
  demand: "A NetworkPolicy selects no pods on the node's own network, where none holds.",
  * run(input) {
    for (const at of objectsOfKind(input, 'networking.k8s.io', 'NetworkPolicy')) {
      const selector = labelSelectorOf(fieldAt(at.manifest, 'spec.podSelector')) ?? [];
      for (const pod of podsByLabel(input).selected(namespaceOf(at.manifest), selector)) {
        if (pod.spec.hostNetwork !== true) continue;
        yield {
          at,
          field: 'spec.podSelector',
          value: objectText(pod.at.manifest),
          message: `it holds nothing back of ${objectText(pod.at.manifest)}, whose pods are on the node's own network`,
          fix: "say on the nodes' firewall who may connect "
            + '(charthouse: `networkIsolation: false` leaves the policy out)',
        };
      }
    }
  },
};
