/** What a workload may do with the Kubernetes API: nothing that nobody asked for, whichever account it runs under. */
import type { SettledDraft } from '../../model/draft/settled';
import { CharthouseError } from '../../model/error';
import type { PolicyRule, Subject } from '../../model/kubernetes/types';
import { emitted, type EmittedObject } from '../../model/object';
import { flag } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { anyAddress, networkPeer } from '../network-peer';
import { makePattern, keys } from '../pattern';
import { accessShape, policyRulesOf, type AccessRule } from './access-rules';

/** What a workload may do with the Kubernetes API. */
export interface AccessKeys {
  /**
   * What the workload may do: a Role for its account, a token in its pods, and a way through the network. What allows
   * everything (`*`, or a verb that grants rights) takes `because: { access: … }`.
   * @default - nothing
   * @example access: [{ read: ['configmaps', 'pods/log'] }, { write: ['leases'] }, { read: ['nodes'], in: 'cluster' }]
   */
  readonly access?: readonly AccessRule[] | undefined;
  /** Whether the pods get a token for the Kubernetes API, and reach it. @default - only where `access` is stated */
  readonly automountServiceAccountToken?: boolean | undefined;
}

/** Where an API server is on a platform that does not say. */
const somewhere = Object.freeze({ to: anyAddress, ports: Object.freeze([443, 6443]) });

/** Claims the token, and emits who may do what (https://kubernetes.io/docs/reference/access-authn-authz/rbac/). */
export const access = makePattern({
  name: 'access',
  fits: [],
  keys: keys<AccessKeys>({ access: accessShape, automountServiceAccountToken: flag }),
  apply(draft, settings, facts) {
    const { access: rules = [], automountServiceAccountToken = rules.length > 0 } = settings;
    policyRulesOf(rules, facts);
    draft.claimPod({ automountServiceAccountToken });
    if (!automountServiceAccountToken && rules.length === 0) return;
    const { to, ports } = facts.platform.network.apiServer ?? somewhere;
    for (const [index, peer] of to.entries())
      draft.add('allowedCallees', `API server ${index}`, { to: networkPeer(peer), ports });
  },
  emit(draft, { access: rules = [] }, facts) {
    if (rules.length === 0) return [];
    const { namespace, cluster } = policyRulesOf(rules, facts);
    const subject = subjectOf(draft, facts);
    return [...inNamespace(namespace, subject, facts), ...inCluster(cluster, subject, facts)];
  },
});

const apiGroup = 'rbac.authorization.k8s.io';

function inNamespace(rules: readonly PolicyRule[], subject: Subject, { name }: WorkloadFacts): EmittedObject[] {
  if (rules.length === 0) return [];
  return [
    emitted('Role', { rules }),
    emitted('RoleBinding', { roleRef: { apiGroup, kind: 'Role', name }, subjects: [subject] }),
  ];
}

/** Objects of the cluster carry the namespace in their names; no word of a name has the dot between the two. */
function inCluster(rules: readonly PolicyRule[], subject: Subject, facts: WorkloadFacts): EmittedObject[] {
  if (rules.length === 0) return [];
  if (facts.namespace === undefined) {
    throw new CharthouseError({
      path: facts.path,
      field: 'access',
      problem: "needs a namespace for in: 'cluster': the account that it is for has none",
      value: facts.namespace,
      allowed: 'a workload whose namespace is known',
      fix: 'put it into an Application, or give the Chart a namespace',
    });
  }
  const name = `${facts.namespace}.${facts.name}`;
  return [
    emitted('ClusterRole', { rules }, { name }),
    emitted('ClusterRoleBinding', { roleRef: { apiGroup, kind: 'ClusterRole', name }, subjects: [subject] }, { name }),
  ];
}

function subjectOf(draft: SettledDraft, { path, namespace }: WorkloadFacts): Subject {
  const name = draft.template.spec['serviceAccountName'];
  if (typeof name === 'string')
    return { kind: 'ServiceAccount', name, ...(namespace === undefined ? {} : { namespace }) };
  throw new CharthouseError({
    path,
    field: 'access',
    problem: "needs an account: `default` is everybody's in the namespace",
    value: name,
    allowed: 'access together with an account of its own, or a named one',
    fix: 'leave serviceAccount: false out, or name an account',
  });
}
