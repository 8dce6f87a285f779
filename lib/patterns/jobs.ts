/** Work that runs to an end: bounded in tries and time, and run once for each version of it. */
import { flag, integer, object, orFalse, textShape } from '../model/shape';
import { definePattern, keys } from './pattern';

/** The bounds of a job. */
export interface JobProps {
  /** Tries after the first; a pod that its node's drain took is none. @default 2 */
  readonly backoffLimit?: number | undefined;
  /** Seconds after which the job is stopped. @default 3600 */
  readonly activeDeadlineSeconds?: number | undefined;
  /**
   * Seconds that a finished job is kept, or `false` for ever. A job that is gone is made, and so run, again by the next
   * delivery.
   * @default - for ever
   */
  readonly ttlSecondsAfterFinished?: number | false | undefined;
  /** Whether a failed container is started again in its pod. @default false */
  readonly restartOnFailure?: boolean | undefined;
  /** Seconds that the process has to finish when it is told to stop. @default 30 */
  readonly shutdownSeconds?: number | undefined;
}

/** How work runs to an end. */
export interface JobKeys {
  /** @default - two more tries, an hour, kept for ever */
  readonly job?: JobProps | undefined;
  /**
   * What the run is for, such as a version: the same text never runs twice, another one runs again.
   * @default - the pod template: a change of it runs again, a change of labels does not
   */
  readonly run?: string | undefined;
}

const disruptedRule = Object.freeze({
  action: 'Ignore' as const,
  onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
});

/** Claims the bounds (https://kubernetes.io/docs/concepts/workloads/controllers/job/). */
export const jobs = definePattern({
  name: 'jobs',
  fits: ['runsOnce'],
  keys: keys<JobKeys>({
    job: object({
      backoffLimit: integer(0, 1000),
      activeDeadlineSeconds: integer(1),
      ttlSecondsAfterFinished: orFalse(integer(0)),
      restartOnFailure: flag,
      shutdownSeconds: integer(0, 86400),
    }),
    run: textShape,
  }),
  defaults: { job: { backoffLimit: 2, activeDeadlineSeconds: 3600, restartOnFailure: false, shutdownSeconds: 30 } },
  apply(draft, settings) {
    const { backoffLimit, activeDeadlineSeconds, ttlSecondsAfterFinished, restartOnFailure, shutdownSeconds } =
      settings.job;
    // A job that is gone is one that whoever delivers makes, and so runs, again: by default none goes by itself.
    const ttl = ttlSecondsAfterFinished === false ? undefined : ttlSecondsAfterFinished;
    draft.claimController({
      backoffLimit,
      activeDeadlineSeconds,
      ttlSecondsAfterFinished: ttl,
      // A pod that is going away may still be writing: the next one waits until it is gone.
      podReplacementPolicy: 'Failed',
      // A drained node is no failure of the work. Kubernetes takes a policy only where containers are never restarted.
      podFailurePolicy: restartOnFailure ? undefined : { rules: [disruptedRule] },
    });
    draft.claimPod({
      restartPolicy: restartOnFailure ? 'OnFailure' : 'Never',
      terminationGracePeriodSeconds: shutdownSeconds,
    });
  },
});
