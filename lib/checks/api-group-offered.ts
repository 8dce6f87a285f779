/** A custom resource whose definition is not installed is refused by the cluster. */
import type { PlatformProps } from '../platforms/platform';
import type { Check, CheckInput } from './check';
import { fieldAt, textOf } from './fields';
import { groupOf, isBuiltInGroup, isKind, kindOf } from './object-identity';

export const apiGroupOffered: Check = {
  rule: 'api-group-offered',
  severity: 'warning',
  demand: 'Custom resources are of API groups that the platform offers or the tree defines; '
    + 'not judged where the platform lists no API groups.',
  * run(input) {
    const { objects, platform } = input;
    if (platform.offers?.apiGroups === undefined) return;
    const offered = new Set([...platform.offers.apiGroups, ...impliedGroups(platform), ...definedGroups(input)]);
    for (const at of objects) {
      const group = groupOf(at.manifest);
      if (!isBuiltInGroup(group) && !offered.has(group)) {
        yield {
          at,
          field: 'apiVersion',
          value: at.manifest.apiVersion,
          message: `platform ${platform.name} does not offer the API group ${group} of ${kindOf(at.manifest)}`,
          fix: `install its custom resource definitions, and add '${group}' to offers.apiGroups of the platform`,
        };
      }
    }
  },
};

/** What the platform's capabilities cannot be without. */
function impliedGroups({ edge, metrics, tls }: PlatformProps): readonly string[] {
  return [
    ...edge?.kind === 'gateway' ? ['gateway.networking.k8s.io'] : [],
    ...metrics?.kind === 'prometheus-operator' ? ['monitoring.coreos.com'] : [],
    ...tls?.kind === 'cert-manager' ? ['cert-manager.io'] : [],
  ];
}

function definedGroups({ objects }: CheckInput): readonly string[] {
  return objects.flatMap(({ manifest }) => (isKind(manifest, 'apiextensions.k8s.io', 'CustomResourceDefinition')
    ? textOf(fieldAt(manifest, 'spec.group')) ?? [] : []));
}
