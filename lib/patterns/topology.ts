/** How many pods a store has: one, unless its author says how several of them work together. */
import { CharthouseError } from '../model/error';
import { integer, oneOf } from '../model/shape';
import { definePattern, keys } from './pattern';

/** How the pods of a store work together. */
export interface TopologyKeys {
  /** More than one takes a `topology`. @default 1 */
  readonly replicas?: number | undefined;
  /**
   * How several pods work together: `primaryAndReplicas` start one after the other, `peers` all at once (a quorum,
   * shards).
   * @default - a single pod
   */
  readonly topology?: 'primaryAndReplicas' | 'peers' | undefined;
}

/** Claims `replicas` and the order in which pods start. */
export const topology = definePattern({
  name: 'topology',
  fits: ['stores'],
  keys: keys<TopologyKeys>({ replicas: integer(0, 1000), topology: oneOf('primaryAndReplicas', 'peers') }),
  defaults: { replicas: 1 },
  apply(draft, settings, facts) {
    if (settings.replicas > 1 && settings.topology === undefined) {
      throw new CharthouseError({
        path: facts.path,
        field: 'replicas',
        problem: 'above 1 needs a topology: several pods of a store are several stores unless they know of each other',
        value: settings.replicas,
        allowed: "1, or more with topology: 'primaryAndReplicas' or 'peers'",
        fix: 'state the topology that the image is set up for',
      });
    }
    draft.claimController({
      replicas: settings.replicas,
      podManagementPolicy: settings.topology === 'peers' ? 'Parallel' : 'OrderedReady',
    });
  },
});
