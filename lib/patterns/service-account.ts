/** Every workload is somebody of its own, and nobody gets a token that it did not ask for. */
import { isExisting, type Named } from '../model/existing';
import { CharthouseError } from '../model/error';
import { checkName } from '../model/names';
import { emitted } from '../model/object';
import { anyOf, mapOf, named, object, orFalse, textShape } from '../model/shape';
import { networkPeer } from './network-peer';
import { makePattern, keys } from './pattern';
import { anyText } from './words';

/** The ServiceAccount that a workload gets. */
export interface ServiceAccountProps {
  /** Annotations of the ServiceAccount. @default - none */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** An identity of the cloud, such as a role's ARN, in the way of the platform. @default - none */
  readonly cloudIdentity?: string | undefined;
}

/** Who a workload is in the cluster. */
export interface ServiceAccountKey {
  /**
   * The account it gets, one that exists, or `false` for the namespace's `default`.
   * @default - one of its own, without a token
   */
  readonly serviceAccount?: ServiceAccountProps | Named | false | undefined;
}

/** Claims the account and emits it (https://kubernetes.io/docs/concepts/security/service-accounts/). */
export const serviceAccount = makePattern({
  name: 'serviceAccount',
  fits: [],
  keys: keys<ServiceAccountKey>({
    serviceAccount: orFalse(anyOf(named, object({ annotations: mapOf(anyText), cloudIdentity: textShape }))),
  }),
  defaults: { serviceAccount: {} },
  apply(draft, settings, facts) {
    const account = settings.serviceAccount;
    if (isNamed(account)) checkName(account.name, 'ServiceAccount', facts.path, 'serviceAccount.name');
    draft.claimPod({
      serviceAccountName: isNamed(account) ? account.name : facts.name,
    });
    if (isExisting(account)) draft.need('declared', [account]);
    if (isNamed(account) || account.cloudIdentity === undefined) return;
    const { identity, name } = facts.platform;
    if (identity === undefined) {
      throw new CharthouseError({
        path: facts.path,
        field: 'serviceAccount.cloudIdentity',
        problem: `needs identities of a cloud, which platform ${name} lacks`,
        value: account.cloudIdentity,
        allowed: 'a platform with `identity`',
        fix: 'leave it out for this target (target.pick), or give the platform `identity`',
      });
    }
    for (const [key, value] of Object.entries(identity.annotations(account.cloudIdentity)))
      draft.add('serviceAccountAnnotations', key, value);
    for (const [key, value] of Object.entries(identity.podLabels ?? {})) draft.add('podLabels', key, value);
    for (const [index, { to, ports }] of (identity.reaches ?? []).entries()) {
      draft.add('allowedCallees', `identity ${index}`, { to: networkPeer(to), ports });
    }
  },
  emit(draft, settings) {
    const account = settings.serviceAccount;
    if (isNamed(account)) return [];
    const annotations = {
      ...Object.fromEntries(draft.entries('serviceAccountAnnotations').map((entry) => [entry.key, entry.item])),
      ...account.annotations,
    };
    return [emitted('ServiceAccount', { automountServiceAccountToken: false }, { annotations })];
  },
});

function isNamed(account: ServiceAccountProps | Named): account is Named {
  return typeof (account as Partial<Named>).name === 'string';
}
