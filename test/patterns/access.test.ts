import { existing } from 'charthouse';
import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { access } from '../../lib/patterns/access/access';
import { expectRefused } from './support/errors';
import { on, onK3s } from './support/facts';

const account: DraftPatternOptions['others'] = (draft) => { draft.claimPod({ serviceAccountName: 'api' }); };
const tried = (settings: object, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(access, { others: account, ...options, settings: { ...settings } });
const token = (settings: object): unknown =>
  (tried(settings).template['spec'] as { readonly automountServiceAccountToken: unknown }).automountServiceAccountToken;
const rulesOf = (...rules: readonly object[]): unknown =>
  tried({ access: rules }).objects.find(({ kind }) => kind === 'Role' || kind === 'ClusterRole')?.body['rules'];
const reached = (settings: object, facts?: DraftPatternOptions['facts']): readonly unknown[] =>
  tried(settings, { facts }).draft.entries('allowedCallees').map(({ item }) => item);
const reading = ['get', 'list', 'watch'];
const writing = [...reading, 'create', 'update', 'patch', 'delete'];
const pods = { access: [{ read: ['pods'] }] };

describe('access', () => {
  test('gives no token, and says nothing else', () => {
    const { template, objects } = draftPattern(access);
    expect(template['spec']).toEqual({ automountServiceAccountToken: false, containers: [{ name: 'api' }] });
    expect(objects).toEqual([]);
    expect(reached({})).toEqual([]);
  });

  test('gives a token to who asks for it, or states what it may do', () => {
    expect(token({ automountServiceAccountToken: true })).toBe(true);
    expect(token(pods)).toBe(true);
    expect(token({ ...pods, automountServiceAccountToken: false })).toBe(false);
    expect(token({ access: [] })).toBe(false);
  });

  test('refuses another value', () => {
    expectRefused(() => token({ automountServiceAccountToken: 'yes' }), {
      field: 'settings.automountServiceAccountToken', value: 'yes',
    });
    expectRefused(() => token({ access: false }), { field: 'settings.access', value: false });
  });
});

describe('who may do what', () => {
  const apiGroup = 'rbac.authorization.k8s.io';
  const subjects = [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }];

  test('is a Role of the namespace, for the account of the workload', () => {
    expect(tried(pods).objects).toEqual([
      { kind: 'Role', role: '', body: { rules: [{ apiGroups: [''], resources: ['pods'], verbs: reading }] } },
      { kind: 'RoleBinding', role: '', body: { roleRef: { apiGroup, kind: 'Role', name: 'api' }, subjects } },
    ]);
  });

  test('is a ClusterRole, whose name carries the namespace', () => {
    const name = 'shop.api';
    const rules = [{ apiGroups: [''], resources: ['nodes'], verbs: reading }];
    const roleRef = { apiGroup, kind: 'ClusterRole', name };
    expect(tried({ access: [{ read: ['nodes'], in: 'cluster' }] }).objects).toEqual([
      { kind: 'ClusterRole', role: '', name, body: { rules } },
      { kind: 'ClusterRoleBinding', role: '', name, body: { roleRef, subjects } },
    ]);
  });

  test('is both where both are stated', () => {
    const both = { access: [{ read: ['nodes'], in: 'cluster' }, { write: ['leases'] }] };
    expect(tried(both).objects.map(({ kind }) => kind))
      .toEqual(['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']);
  });

  test('is for whichever account the pods have', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      draft.claimPod({ serviceAccountName: existing.serviceAccount('robot').name });
    };
    expect(tried(pods, { others }).objects[1]?.body['subjects']).toEqual([{ ...subjects[0], name: 'robot' }]);
  });

  test("is nobody's without an account, and nobody's in the cluster without a namespace", () => {
    expectRefused(() => draftPattern(access, { settings: pods }), { field: 'access', value: undefined });
    const nowhere = { facts: { namespace: undefined } };
    expectRefused(() => tried({ access: [{ read: ['nodes'], in: 'cluster' }] }, nowhere), { field: 'access' });
    expect(tried(pods, nowhere).objects[1]?.body['subjects']).toEqual([{ kind: 'ServiceAccount', name: 'api' }]);
  });

  test('is known by group, and one rule for each', () => {
    const read = ['configmaps', 'deployments', 'pods/log', 'certificates.cert-manager.io'];
    expect(rulesOf({ read, write: ['leases'] }))
      .toEqual([
        { apiGroups: [''], resources: ['configmaps', 'pods/log'], verbs: reading },
        { apiGroups: ['apps'], resources: ['deployments'], verbs: reading },
        { apiGroups: ['cert-manager.io'], resources: ['certificates'], verbs: reading },
        { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: writing },
      ]);
    expect(rulesOf({ read: ['events', 'deployments.apps/scale', 'events.events.k8s.io'] })).toEqual([
      { apiGroups: [''], resources: ['events'], verbs: reading },
      { apiGroups: ['events.k8s.io'], resources: ['events', 'events'], verbs: reading },
      { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: reading },
    ]);
  });

  test('is said by verbs, for objects of some names, and for paths', () => {
    expect(rulesOf({ verbs: ['get', 'patch'], resources: ['deployments'], names: ['web'] }))
      .toEqual([{ apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['web'], verbs: ['get', 'patch'] }]);
    expect(rulesOf({ read: ['configmaps'], names: ['flags'] }))
      .toEqual([{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: reading }]);
    expect(rulesOf({ write: ['deployments/scale'], names: ['web'] }))
      .toEqual([{ apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['web'], verbs: writing }]);
    expect(rulesOf({ nonResourceURLs: ['/metrics', '/healthz/*'], in: 'cluster' }))
      .toEqual([{ nonResourceURLs: ['/metrics', '/healthz/*'], verbs: ['get'] }]);
    expect(rulesOf({ nonResourceURLs: ['/logs'], verbs: ['get', 'post'], in: 'cluster' }))
      .toEqual([{ nonResourceURLs: ['/logs'], verbs: ['get', 'post'] }]);
    expect(rulesOf({ read: ['namespaces'] })).toEqual([{ apiGroups: [''], resources: ['namespaces'], verbs: reading }]);
  });

  test.each([
    [{}, '', []],
    [{ read: [] }, '', ['read']],
    [{ names: ['a'], in: 'cluster' }, '', ['names', 'in']],
    [{ resources: ['pods'] }, '.verbs', undefined],
    [{ verbs: ['get'], read: ['pods'] }, '.resources', undefined],
    [{ read: ['configmap'] }, '.read[0]', 'configmap'],
    [{ read: ['ConfigMaps'] }, '.read[0]', 'ConfigMaps'],
    [{ read: ['deployment.apps'] }, '.read[0]', 'deployment.apps'],
    [{ read: ['ingressroutes'] }, '.read[0]', 'ingressroutes'],
    [{ read: ['pods/'] }, '.read[0]', 'pods/'],
    [{ read: ['nodes'] }, '.read[0]', 'nodes'],
    [{ write: ['storageclasses.storage.k8s.io'] }, '.write[0]', 'storageclasses.storage.k8s.io'],
    [{ write: ['leases'], names: ['lock'] }, '.names', ['lock']],
    [{ verbs: ['get', 'create'], resources: ['leases'], names: ['lock'] }, '.names', ['lock']],
    [{ nonResourceURLs: ['/metrics'] }, '.nonResourceURLs', ['/metrics']],
    [{ nonResourceURLs: ['/metrics'], verbs: ['watch'], in: 'cluster' }, '.verbs', 'watch'],
    [{ resources: ['pods'], verbs: ['post'] }, '.verbs', 'post'],
  ])('is refused as %j', (rule, field, value) => {
    expectRefused(() => rulesOf(rule), { field: `access[0]${field}`, ...(value === undefined ? {} : { value }) });
  });

  test.each([
    [{ verbs: ['lst'], resources: ['pods'] }, '.verbs[0]', 'lst'],
    [{ nonResourceURLs: ['metrics'], in: 'cluster' }, '.nonResourceURLs[0]', 'metrics'],
    [{ reads: ['pods'] }, '.reads', 'reads'],
    [{ read: ['pods'], in: 'everywhere' }, '.in', 'everywhere'],
  ])('is refused by its shape as %j', (rule, field, value) => {
    expectRefused(() => rulesOf(rule), { field: `settings.access[0]${field}`, value });
  });

  test.each([
    [{ read: ['*'] }, '.read[0]', [{ apiGroups: ['*'], resources: ['*'], verbs: reading }]],
    [{ read: ['*.apps'] }, '.read[0]', [{ apiGroups: ['apps'], resources: ['*'], verbs: reading }]],
    [{ write: ['*/scale'] }, '.write[0]', [{ apiGroups: ['*'], resources: ['*/scale'], verbs: writing }]],
    [{ verbs: ['*'], resources: ['pods'] }, '.verbs', [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }]],
    [{ verbs: ['escalate'], resources: ['roles'] }, '.verbs',
      [{ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['escalate'] }]],
    [{ nonResourceURLs: ['*'], in: 'cluster' }, '.nonResourceURLs[0]', [{ nonResourceURLs: ['*'], verbs: ['get'] }]],
  ])('takes a reason where it allows everything: %j', (rule, field, expected) => {
    expectRefused(() => rulesOf(rule), { field: `access[0]${field}` });
    const { objects, reasons } = tried({ access: [rule] }, { because: { access: 'an operator of the whole cluster' } });
    expect(objects[0]?.body['rules']).toEqual(expected);
    expect(reasons).toEqual([expect.objectContaining({ subject: 'access', needed: true })]);
  });
});

describe('the API server', () => {
  test('is reached by who has a token, wherever it may be', () => {
    const anywhere = ['0.0.0.0/0', '::/0'].map((cidr) => ({ to: { ipBlock: { cidr } }, ports: [443, 6443] }));
    expect(reached(pods)).toEqual(anywhere);
    expect(reached({ automountServiceAccountToken: true })).toEqual(anywhere);
    expect(reached({ ...pods, automountServiceAccountToken: false })).toEqual(anywhere);
  });

  test('is where the platform says', () => {
    const { network } = on({}).platform!;
    const apiServer = { to: [{ cidr: '10.0.0.1/32' }], ports: [8443] };
    expect(reached(pods, on({ network: { ...network, apiServer } })))
      .toEqual([{ to: { ipBlock: { cidr: '10.0.0.1/32' } }, ports: [8443] }]);
    expect(reached(pods, onK3s()).map((each) => (each as { readonly ports: unknown }).ports)).toEqual([[6443], [6443]]);
  });
});
