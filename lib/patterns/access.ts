/** What a workload may do with the Kubernetes API: nothing that nobody asked for, whichever account it runs under. */
import { flag } from '../model/shape';
import { definePattern, keys } from './pattern';

/** What a workload may do with the Kubernetes API. */
export interface AccessKeys {
  /** Whether the pods get a token for the Kubernetes API. @default false */
  readonly automountServiceAccountToken?: boolean | undefined;
}

/** Claims the token (https://kubernetes.io/docs/concepts/security/service-accounts/). */
export const access = definePattern({
  name: 'access',
  fits: [],
  keys: keys<AccessKeys>({ automountServiceAccountToken: flag }),
  defaults: { automountServiceAccountToken: false },
  apply(draft, settings) {
    draft.claimPod({ automountServiceAccountToken: settings.automountServiceAccountToken });
  },
});
