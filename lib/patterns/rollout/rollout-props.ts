/** What may be said of a rollout. */

/** How versions replace each other. */
export interface RolloutProps {
  /**
   * By intent: `zeroDowntime` never has a pod fewer than promised, and is refused where that cannot be kept; `recreate`
   * stops the old pods before it starts new ones. Or in Kubernetes' words: `RollingUpdate`, in the steps below;
   * `Recreate`, as `recreate`; `OnDelete`, by which the pods of a store or an agent are replaced once somebody deletes
   * them. A store takes `RollingUpdate` and `OnDelete`, an agent these and `zeroDowntime`, a Deployment all but
   * `OnDelete`.
   * @default - `RollingUpdate`; `Recreate` with a volume that one pod at a time can mount
   * @example rollout: { strategy: 'recreate' }
   */
  readonly strategy?: 'zeroDowntime' | 'recreate' | 'RollingUpdate' | 'Recreate' | 'OnDelete' | undefined;
  /**
   * Pods that may be missing meanwhile, as a number or percentage. A store replaces several at once only from
   * Kubernetes 1.37 on: 1.35 and 1.36 have that switched off (KEP-961).
   * @default 0 (1 for an agent, which has one pod a node), or as `maxSurge` asks; a store replaces one by one
   */
  readonly maxUnavailable?: number | string | undefined;
  /**
   * Pods that may be there on top, as a number or percentage. A Deployment's and an agent's: the pods of a store have a
   * name and a volume each.
   * @default 1 (0 for an agent), or as `maxUnavailable` asks
   */
  readonly maxSurge?: number | string | undefined;
  /**
   * The ordinal from which on pods of a store are replaced; those below keep the old version, as for a canary.
   * @default - every pod is replaced
   * @example rollout: { partition: 2 } // of three pods, only the last
   */
  readonly partition?: number | undefined;
  /**
   * Seconds that a pod goes on serving after it was told to stop, until everybody knows.
   * @default 10 where it listens
   */
  readonly drainSeconds?: number | undefined;
  /** Seconds that the process has to finish, after draining, before it is killed. @default 30 */
  readonly shutdownSeconds?: number | undefined;
  /** Seconds that a pod must be ready to count. @default 0 */
  readonly minReadySeconds?: number | undefined;
  /**
   * Seconds without progress after which a rollout has failed; more than `minReadySeconds`. A Deployment's: stores and
   * agents wait for as long as it takes.
   * @default 600
   */
  readonly progressDeadlineSeconds?: number | undefined;
  /** Old versions that are kept for a rollback. @default 10 */
  readonly revisionHistoryLimit?: number | undefined;
  /** Whether pods drain by `preStop.sleep`, which Kubernetes has since 1.30. @default true */
  readonly drain?: boolean | undefined;
}

/** The rollout of a workload. */
export interface RolloutKey {
  /** @default - no unavailable pod, one surge; drains 10 s where it listens, then has 30 s */
  readonly rollout?: RolloutProps | false | undefined;
}
