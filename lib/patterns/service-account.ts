/** Every workload is somebody of its own, and nobody gets a token that it did not ask for. */
import { isExisting, type Named } from '../model/existing';
import { CharthouseError } from '../model/error';
import { whenKnown } from '../model/later';
import { checkName } from '../model/names';
import { emitted } from '../model/object';
import { anyOf, named, object, orFalse, textShape, valueOf } from '../model/shape';
import { isDeferred, type Value } from '../model/value';
import type { CloudIdentity } from '../platforms/platform';
import { annotationMap } from './annotations';
import type { WorkloadFacts } from './facts';
import { networkPeer } from './network-peer';
import { makePattern, keys } from './pattern';

/** The ServiceAccount that a workload gets. */
export interface ServiceAccountProps {
  /** Annotations of the ServiceAccount. @default - none */
  readonly annotations?: Readonly<Record<string, Value<string>>> | undefined;
  /** An identity of the cloud, such as a role's ARN, in the way of the platform. @default - none */
  readonly cloudIdentity?: Value<string> | undefined;
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
    serviceAccount: orFalse(anyOf(named, object({ annotations: annotationMap, cloudIdentity: valueOf(textShape) }))),
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
    for (const [key, value] of Object.entries(annotationsFor(account.cloudIdentity, identity, facts)))
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

/** The annotations for an identity. Where it comes later, which there are is asked with a text in its place. */
function annotationsFor(
  given: Value<string>,
  identity: CloudIdentity,
  { path }: WorkloadFacts,
): Readonly<Record<string, Value<string>>> {
  if (typeof given === 'string') return identity.annotations(given);
  const keys = Object.keys(identity.annotations('an-identity-that-comes-later'));
  return Object.fromEntries(keys.map((key) => [key, whenKnown(given, (known) => {
    const value = identity.annotations(known)[key];
    if (value !== undefined) return value;
    throw new CharthouseError({
      path,
      field: 'serviceAccount.cloudIdentity',
      problem: `is known now, and gives no annotation ${key}`,
      value: known,
      allowed: 'an identity for which the platform has the same annotations as for any other',
      fix: 'give a plain value, or let identity.annotations of the platform answer with the same keys each time',
    });
  })]));
}

function isNamed(account: ServiceAccountProps | Named): account is Named {
  return !isDeferred(account) && typeof (account as Partial<Named>).name === 'string';
}
