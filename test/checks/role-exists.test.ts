import { roleExists } from '../../lib/checks/role-exists';
import { expectFindings, expectNothing, findingsOf, object } from './tree';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const made = (kind: string, fields: object = {}, namespace?: string): ReturnType<typeof object> =>
  object('agent', { apiVersion, kind, ...fields }, namespace);
const binding = (kind: string, name: string): ReturnType<typeof object> =>
  made('RoleBinding', { roleRef: { kind, name } });

describe('the role of a binding', () => {
  test('is reported where it is not in the tree', () => {
    expectFindings(roleExists, [binding('Role', 'agnt'), made('Role')], [{
      path: 'shop/agent',
      rule: 'role-exists',
      severity: 'warning',
      field: 'roleRef.name',
      value: 'agnt',
      message: 'there is no Role agnt in namespace shop',
      fix: 'correct kind and name, or create it (charthouse: `access` of a workload makes both)',
    }]);
  });

  test('is in the namespace of the binding, or of the cluster', () => {
    expectNothing(roleExists, [binding('Role', 'agent'), made('Role')]);
    expect(findingsOf(roleExists, [binding('Role', 'agent'), made('Role', {}, 'other')])).toHaveLength(1);
    const ofCluster = made('ClusterRoleBinding', { roleRef: { kind: 'ClusterRole', name: 'agent' } });
    expectNothing(roleExists, [ofCluster, binding('ClusterRole', 'agent'), made('ClusterRole', {}, 'other')]);
  });

  test.each(['view', 'cluster-admin', 'system:auth-delegator'])('may be one of Kubernetes itself: %s', (name) => {
    expectNothing(roleExists, [binding('ClusterRole', name)]);
    expect(findingsOf(roleExists, [binding('Role', name)])).toHaveLength(1);
  });

  test("may be one of Kubernetes' own in its namespaces, such as that of every API server of one's own", () => {
    const own = (name: string, namespace: string): ReturnType<typeof object> =>
      made('RoleBinding', { roleRef: { kind: 'Role', name } }, namespace);
    expectNothing(roleExists, [own('extension-apiserver-authentication-reader', 'kube-system')]);
    expectNothing(roleExists, [own('system:controller:bootstrap-signer', 'kube-public')]);
    expect(findingsOf(roleExists, [own('extension-apiserver-authentication-reader', 'shop')])).toHaveLength(1);
    expect(findingsOf(roleExists, [own('agent', 'kube-system')])).toHaveLength(1);
  });

  test('may be of any shape in a foreign manifest', () => {
    expect(findingsOf(roleExists, [made('RoleBinding'), made('ClusterRoleBinding', { roleRef: 'admin' })])
      .map(({ message }) => message)).toEqual(['there is no (kind) (name)', 'there is no (kind) (name)']);
  });
});
