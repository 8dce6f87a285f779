/** Facts and platforms that several patterns are tried under. */
import { generic, k3s, type Platform, type PlatformProps } from 'charthouse';
import type { DraftPatternOptions } from 'charthouse/testing';

type Facts = NonNullable<DraftPatternOptions['facts']>;
type Others = NonNullable<DraftPatternOptions['others']>;

/** The facts of an agent on each node. */
export const agent: Facts = {
  workload: 'DaemonAgent', controller: 'DaemonSet', traits: new Set(['listens', 'longRunning', 'perNode']),
};
/** The facts of a store. */
export const store: Facts = {
  workload: 'StatefulStore',
  controller: 'StatefulSet',
  traits: new Set(['listens', 'longRunning', 'replicated', 'stores']),
};
/** The facts of work that runs at times. */
export const cronTask: Facts = {
  workload: 'CronTask', controller: 'CronJob', traits: new Set(['runsOnce', 'scheduled']),
};
/** The facts of work that runs once. */
export const task: Facts = { workload: 'Task', controller: 'Job', traits: new Set(['runsOnce', 'released']) };

/** The generic platform without some capabilities, or with others. */
export function on(overrides: Partial<PlatformProps>): Facts {
  return { platform: generic(overrides) };
}

/** A k3s platform without some capabilities, or with others. */
export function onK3s(overrides: Partial<PlatformProps> = {}): Facts {
  return { platform: k3s(overrides) };
}

/** The facts of a target that something else delivers to. */
export function deliveredBy(delivery: 'kubectl' | 'argocd' | 'flux' | 'pulumi'): Facts {
  return { target: { name: 'test', environment: 'test', domain: undefined, delivery } };
}

/** The main container listens on 8080, as the pattern of ports would say. */
export const listening: Others = (draft) => {
  draft.containers('main').add('ports', 'http', { containerPort: 8080, protocol: 'TCP' }, 'first');
};

/** The number of pods, as another pattern would say. */
export function withReplicas(replicas: number): Others {
  return (draft) => { draft.claimController({ replicas }); };
}

/** A platform, for what reads it without a draft. */
export const plainPlatform: Platform = generic();
