/** Traits: what a workload is by nature. A pattern names the traits that it needs, never the workloads. */

/** What a workload is by nature. */
export type Trait =
  /** It has ports that others connect to. */
  | 'listens'
  /** Its processes run until they are told to stop. */
  | 'longRunning'
  /** It runs as a number of equal pods. */
  | 'replicated'
  /** Its number of pods may follow load. */
  | 'scalable'
  /** It runs once on each node. */
  | 'perNode'
  /** It keeps data in volumes of its own. */
  | 'stores'
  /** It runs to an end. */
  | 'runsOnce'
  /** It runs once for each version, as a part of a release. */
  | 'released'
  /** It runs at times. */
  | 'scheduled';

/** Every trait. */
export const traits: readonly Trait[] = Object.freeze(Object.keys({
  listens: true,
  longRunning: true,
  replicated: true,
  scalable: true,
  perNode: true,
  stores: true,
  runsOnce: true,
  released: true,
  scheduled: true,
} satisfies Record<Trait, true>) as Trait[]);

/** The Kubernetes kind that supervises the pods. */
export type ControllerKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob';
