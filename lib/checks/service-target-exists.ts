/** A Service that selects no pod answers nothing: mostly a label was changed on one side. */
import type { Check, CheckInput } from './check';
import { groupOf, isBuiltInGroup, namespaceOf } from './object-identity';
import { selectingServices } from './selecting-services';
import { selectorText } from './selects';

export const serviceTargetExists: Check = {
  rule: 'service-target-exists',
  severity: 'warning',
  demand: 'A Service with a selector selects pods of a workload in the tree.',
  * run(input) {
    const operated = namespacesOfOperators(input);
    for (const { at, selector, pods, namespace } of selectingServices(input)) {
      if (pods.length === 0 && !(at.foreign === true && operated.has(namespace))) {
        const value = selectorText(selector);
        yield {
          at,
          field: 'spec.selector',
          value,
          message: `the selector ${value} selects no pods of the tree in namespace ${namespace || '(none)'}`,
          fix: "write the labels of the workload's pod template, in its namespace "
            + '(charthouse: a workload with a `port` brings its own Service)',
        };
      }
    }
  },
};

/** Where custom resources are: an operator may make the pods of a foreign Service from one of them. */
function namespacesOfOperators({ objects }: CheckInput): ReadonlySet<string> {
  const custom = objects.filter(({ foreign, manifest }) => foreign === true && !isBuiltInGroup(groupOf(manifest)));
  return new Set(custom.map(({ manifest }) => namespaceOf(manifest)));
}
