/** What may be said of work that runs to an end. */
import type { JobSpec } from '../../model/kubernetes/types';
import { flag, integer, list, object, oneOf, orFalse, textShape, type Shape } from '../../model/shape';

/** The bounds of a job, and what counts as its end. */
export interface JobProps {
  /**
   * Tries after the first; a pod that its node's drain took is none.
   * @default 2, of the whole job; none where `backoffLimitPerIndex` counts them by index
   */
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
  /** Pods that must succeed. @default - one; with `parallelism` alone, the work is done when any pod says so */
  readonly completions?: number | undefined;
  /** Pods that run at once. @default - one */
  readonly parallelism?: number | undefined;
  /**
   * `Indexed` gives each of the `completions` a number, as the variable `JOB_COMPLETION_INDEX`.
   * @default - NonIndexed: they are all alike
   * @example job: { completionMode: 'Indexed', completions: 5, parallelism: 5 }
   */
  readonly completionMode?: JobSpec['completionMode'];
  /** Tries of each index after its first; an index that has none left fails alone. @default - they are not counted */
  readonly backoffLimitPerIndex?: number | undefined;
  /** Failed indexes after which the job is stopped; needs `backoffLimitPerIndex`. @default - every index is tried */
  readonly maxFailedIndexes?: number | undefined;
  /**
   * What a failed pod means, by its exit code or by a condition; the first rule that fits decides.
   * @default - each failure is a try, unless `ignoreDisruptions` knows better
   * @example podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] }
   */
  readonly podFailurePolicy?: JobSpec['podFailurePolicy'];
  /** Whether a pod that its node's drain took counts as no try, after the rules of `podFailurePolicy`. @default true */
  readonly ignoreDisruptions?: boolean | undefined;
  /**
   * Which indexes must succeed, or how many of them; the rest is stopped then.
   * @default - all of them
   * @example successPolicy: { rules: [{ succeededIndexes: '0', succeededCount: 1 }] }
   */
  readonly successPolicy?: JobSpec['successPolicy'];
  /**
   * Whether the next pod waits until the last one is gone (`Failed`): one that is going away may still be writing.
   * `TerminatingOrFailed` goes with no rule on failures.
   * @default 'Failed'
   */
  readonly podReplacementPolicy?: JobSpec['podReplacementPolicy'];
  /** Whether no pod is started until somebody takes this back, such as a queue. @default false */
  readonly suspend?: boolean | undefined;
}

/** How work runs to an end. */
export interface JobKeys {
  /** @default - two more tries, an hour, kept for ever */
  readonly job?: JobProps | undefined;
}

const largest = 2 ** 31 - 1;

/** The shape of each option. */
export const jobShape: Shape = object({
  backoffLimit: integer(0, 1000),
  activeDeadlineSeconds: integer(1),
  ttlSecondsAfterFinished: orFalse(integer(0, largest)),
  restartOnFailure: flag,
  shutdownSeconds: integer(0, 86400),
  completions: integer(1, largest),
  parallelism: integer(0, largest),
  completionMode: oneOf('NonIndexed', 'Indexed'),
  backoffLimitPerIndex: integer(0, largest),
  maxFailedIndexes: integer(0, 100_000),
  podFailurePolicy: object({
    rules: list(
      object({
        action: oneOf('Ignore', 'Count', 'FailJob', 'FailIndex'),
        onExitCodes: object({
          containerName: textShape,
          operator: oneOf('In', 'NotIn'),
          values: list(integer(-largest - 1, largest)),
        }),
        onPodConditions: list(object({ type: textShape, status: oneOf('True', 'False', 'Unknown') })),
      }),
    ),
  }),
  ignoreDisruptions: flag,
  successPolicy: object({
    rules: list(object({ succeededIndexes: textShape, succeededCount: integer(1, largest) })),
  }),
  podReplacementPolicy: oneOf('Failed', 'TerminatingOrFailed'),
  suspend: flag,
});
