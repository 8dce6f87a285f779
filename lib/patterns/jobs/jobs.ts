/** Work that runs to an end: bounded in tries and time, and run once for each version of it. */
import type { WorkloadFacts } from '../facts';
import { makePattern, keys } from '../pattern';
import { failurePolicy } from './failure-rules';
import { checkIndexes } from './indexed';
import { refused } from './job-error';
import { jobShape, type JobKeys, type JobProps } from './job-props';

/** Claims the bounds (https://kubernetes.io/docs/concepts/workloads/controllers/job/). */
export const jobs = makePattern({
  name: 'jobs',
  fits: ['runsOnce'],
  keys: keys<JobKeys>({ job: jobShape }),
  defaults: {
    job: {
      backoffLimit: 2,
      activeDeadlineSeconds: 3600,
      restartOnFailure: false,
      shutdownSeconds: 30,
      ignoreDisruptions: true,
      // A pod that is going away may still be writing: the next one waits until it is gone.
      podReplacementPolicy: 'Failed',
    },
  },
  apply(draft, settings, facts) {
    const { job } = settings;
    const { shutdownSeconds } = job as JobProps;
    checkIndexes(job, facts);
    draft.claimController({
      backoffLimit: backoffLimit(job, facts),
      activeDeadlineSeconds: job.activeDeadlineSeconds,
      // A job that is gone is one that whoever delivers makes, and so runs, again: by default none goes by itself.
      ttlSecondsAfterFinished: job.ttlSecondsAfterFinished === false ? undefined : job.ttlSecondsAfterFinished,
      podReplacementPolicy: job.podReplacementPolicy,
      podFailurePolicy: failurePolicy(job, facts),
      completions: job.completions,
      parallelism: job.parallelism,
      completionMode: job.completionMode,
      backoffLimitPerIndex: job.backoffLimitPerIndex,
      maxFailedIndexes: job.maxFailedIndexes,
      successPolicy: job.successPolicy,
      suspend: job.suspend,
    });
    draft.claimPod({
      restartPolicy: job.restartOnFailure ? 'OnFailure' : 'Never',
      // The time of hooks that sleep, such as a sidecar's, comes on top.
      terminationGracePeriodSeconds: shutdownSeconds === undefined
        ? undefined
        : draft.derived([{ kind: 'need', field: 'hookSeconds' }], (hooks) => Number(hooks) + shutdownSeconds),
    });
  },
  emit(draft, settings, facts) {
    if (draft.controller['podFailurePolicy'] === undefined) return [];
    const names = draft.containers.map(({ name }) => name);
    for (const [index, rule] of (settings.job.podFailurePolicy?.rules ?? []).entries()) {
      const name = rule.onExitCodes?.containerName;
      if (name === undefined || names.includes(name)) continue;
      throw refused(facts, `podFailurePolicy.rules[${index}].onExitCodes.containerName`, {
        problem: 'is no container of the pod', value: name, allowed: names.join(', '), fix: 'name one of them',
      });
    }
    return [];
  },
});

/** Where tries are counted by index, a limit for all of them is one that somebody states. */
function backoffLimit(job: JobProps, facts: WorkloadFacts): number | undefined {
  const ofAll = job.backoffLimitPerIndex === undefined || facts.statedBy('job.backoffLimit') !== undefined;
  return ofAll ? job.backoffLimit : undefined;
}
