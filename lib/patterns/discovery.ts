/** What a pod is told of the names and addresses of others. */
import { flag } from '../model/shape';
import { definePattern, keys } from './pattern';

/** What a pod is told of others. */
export interface DiscoveryKeys {
  /**
   * Whether the address of every Service of the namespace becomes an environment variable: thousands of Services keep
   * pods from starting, and names of the application's own variables are taken.
   * @default false
   */
  readonly enableServiceLinks?: boolean | undefined;
}

/** Claims what the kubelet tells a pod of others (https://kubernetes.io/docs/concepts/services-networking/service/). */
export const discovery = definePattern({
  name: 'discovery',
  fits: [],
  keys: keys<DiscoveryKeys>({ enableServiceLinks: flag }),
  defaults: { enableServiceLinks: false },
  apply(draft, settings) {
    draft.claimPod({ enableServiceLinks: settings.enableServiceLinks });
  },
});
