/** How many pods a store has: one, unless its author says how several of them work together. */
import { CharthouseError } from '../model/error';
import { featureSince } from '../model/kubernetes/served';
import type { StatefulSetSpec } from '../model/kubernetes/types';
import { integer, object, oneOf } from '../model/shape';
import { refuseBefore } from './kubernetes-since';
import { makePattern, keys } from './pattern';

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
  /**
   * Whether pods start and stop one after the other, or all at once. It can never be changed for a store that runs.
   * @default - as the topology asks: `Parallel` for peers, else `OrderedReady`
   */
  readonly podManagementPolicy?: StatefulSetSpec['podManagementPolicy'];
  /**
   * The number that the first pod has: `orders-5` instead of `orders-0`, as when a store moves between clusters.
   * @default - 0
   * @example ordinals: { start: 5 }
   */
  readonly ordinals?: StatefulSetSpec['ordinals'];
}

/**
 * Claims `replicas`, and how pods start and are numbered
 * (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/).
 */
export const topology = makePattern({
  name: 'topology',
  fits: ['stores'],
  keys: keys<TopologyKeys>({
    replicas: integer(0, 1000),
    topology: oneOf('primaryAndReplicas', 'peers'),
    podManagementPolicy: oneOf('OrderedReady', 'Parallel'),
    ordinals: object({ start: integer(0, 1_000_000) }),
  }),
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
    if (settings.ordinals !== undefined)
      refuseBefore(featureSince.statefulSetOrdinals.on, 'ordinals', settings.ordinals, facts);
    draft.claimController({
      replicas: settings.replicas,
      podManagementPolicy:
        settings.podManagementPolicy ?? (settings.topology === 'peers' ? 'Parallel' : 'OrderedReady'),
      ordinals: settings.ordinals,
    });
  },
});
