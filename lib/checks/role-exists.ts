/** A binding whose Role is not there grants nothing, and nobody says so. */
import type { Check } from './check';
import { fieldAt, textOf } from './fields';
import { kindOf, nameOf, namespaceOf, referenceKey } from './object-identity';
import { objectsOfGroup, objectsOfKind } from './objects-by-kind';

const group = 'rbac.authorization.k8s.io';
/** Every cluster has these from the start (https://kubernetes.io/docs/reference/access-authn-authz/rbac/). */
const fromTheStart = /^(cluster-admin|admin|edit|view|system:.+)$/;

export const roleExists: Check = {
  rule: 'role-exists',
  severity: 'warning',
  demand: "The Role or ClusterRole that a binding names is in the tree, or one of Kubernetes' own.",
  * run(input) {
    const roles = new Set(objectsOfGroup(input, group).map(({ manifest }) =>
      referenceKey(kindOf(manifest), namespaceOf(manifest), nameOf(manifest))));
    const bindings = ['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) => objectsOfKind(input, group, kind));
    for (const at of bindings) {
      const kind = textOf(fieldAt(at.manifest, 'roleRef.kind')) ?? '';
      const name = textOf(fieldAt(at.manifest, 'roleRef.name')) ?? '';
      const namespace = kind === 'Role' ? namespaceOf(at.manifest) : '';
      const known = kind === 'ClusterRole' ? fromTheStart.test(name) : isRoleOfKubernetes(name, namespace);
      if (known || roles.has(referenceKey(kind, namespace, name))) continue;
      const place = namespace === '' ? '' : ` in namespace ${namespace}`;
      yield {
        at,
        field: 'roleRef.name',
        value: name,
        message: `there is no ${kind || '(kind)'} ${name || '(name)'}${place}`,
        fix: 'correct kind and name, or create it (charthouse: `access` of a workload makes both)',
      };
    }
  },
};

/** What an API server of one's own reads its settings by, and what Kubernetes' parts choose their leaders by. */
function isRoleOfKubernetes(name: string, namespace: string): boolean {
  if (namespace !== 'kube-system' && namespace !== 'kube-public') return false;
  return name === 'extension-apiserver-authentication-reader' || name.startsWith('system:');
}
