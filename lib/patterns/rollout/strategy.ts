/** The strategy in the words of each controller, with steps that its API server takes. */
import type { Draft } from '../../model/draft/draft';
import { CharthouseError } from '../../model/error';
import { featureSince } from '../../model/kubernetes/served';
import type { WorkloadFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import type { RolloutProps } from './rollout-props';
import { strategyOf } from './without-effect';

/** Claims `strategy` or `updateStrategy`. */
export function claimStrategy(draft: Draft, options: RolloutProps, facts: WorkloadFacts): void {
  const strategy = strategyOf(options, facts);
  switch (facts.controller) {
    case 'StatefulSet':
      draft.claimController({
        updateStrategy: strategy === 'OnDelete'
          ? { type: 'OnDelete' as const }
          : { type: 'RollingUpdate' as const, ...storeSteps(options, facts) },
      });
      break;
    case 'DaemonSet':
      draft.claimController({
        updateStrategy: strategy === 'OnDelete'
          ? { type: 'OnDelete' as const }
          : { type: 'RollingUpdate' as const, rollingUpdate: agentSteps(inZeroDowntime(options, facts), facts.path) },
      });
      break;
    default:
      claimDeployment(draft, options, facts);
  }
}

/** A volume that one pod at a time can mount holds up whoever brings the new pod first. */
export function refuseHeldUp(options: RolloutProps, facts: WorkloadFacts): void {
  if (facts.controller !== 'Deployment') return;
  const held = 'its volume can be mounted by one pod at a time, so that the old one must go first';
  if (options.strategy === 'zeroDowntime' && facts.statedBy('rollout.strategy') !== undefined) {
    throw new CharthouseError({
      path: facts.path,
      field: 'rollout.strategy',
      problem: `cannot be kept: ${held}`,
      value: options.strategy,
      allowed: "'recreate', or a volume with accessMode 'ReadWriteMany'",
      fix: 'leave the strategy out, or use storage that several pods can mount',
    });
  }
  const step = (['maxUnavailable', 'maxSurge'] as const).find((each) => facts.statedBy(`rollout.${each}`) === 'props');
  if (options.strategy !== undefined || step === undefined) return;
  throw new CharthouseError({
    path: facts.path,
    field: `rollout.${step}`,
    problem: `has no effect: ${held}`,
    value: options[step],
    allowed: "with strategy 'RollingUpdate' alone",
    fix: "leave it out, or say strategy: 'RollingUpdate' where the pods share a node",
  });
}

function claimDeployment(draft: Draft, options: RolloutProps, facts: WorkloadFacts): void {
  const strategy = strategyOf(options, facts);
  const { minReadySeconds = 0, progressDeadlineSeconds } = options;
  // Kubernetes gives a rollout 600 s where nobody says anything.
  if (minReadySeconds >= (progressDeadlineSeconds ?? 600)) {
    throw new CharthouseError({
      path: facts.path,
      field: 'rollout.progressDeadlineSeconds',
      problem: `must be above rollout.minReadySeconds (${minReadySeconds})`,
      value: progressDeadlineSeconds ?? 600,
      allowed: `above rollout.minReadySeconds (${minReadySeconds})`,
      fix: progressDeadlineSeconds === undefined ? 'state a longer one' : 'raise it, or lower minReadySeconds',
    });
  }
  const rolling = {
    type: 'RollingUpdate' as const,
    rollingUpdate: deploymentSteps(inZeroDowntime(options, facts), facts.path),
  };
  const recreate = strategy === 'recreate' || strategy === 'Recreate';
  // What holds for all workloads gives way to a volume that cannot be mounted twice.
  const stated = facts.statedBy('rollout.strategy') !== undefined;
  const open = strategy === undefined || (strategy === 'zeroDowntime' && !stated);
  draft.claimController({
    strategy: draft.derived([{ kind: 'need', field: 'singleWriter' }], (singleWriter) =>
      recreate || (open && singleWriter === true) ? { type: 'Recreate' } : rolling,
    ),
    progressDeadlineSeconds,
  });
}

type Steps = Required<Pick<RolloutProps, 'maxUnavailable' | 'maxSurge'>>;

/** Without downtime none may be missing, whatever defaults say of other rollouts. */
function inZeroDowntime(options: RolloutProps, facts: WorkloadFacts): RolloutProps {
  if (options.strategy !== 'zeroDowntime') return options;
  const { maxUnavailable } = options;
  if (maxUnavailable !== undefined && !isNone(maxUnavailable) && facts.statedBy('rollout.maxUnavailable') === 'props') {
    throw new CharthouseError({
      path: facts.path,
      field: 'rollout.maxUnavailable',
      problem: "does not go with rollout.strategy 'zeroDowntime'",
      value: maxUnavailable,
      allowed: '0',
      fix: "leave it out, or say strategy: 'RollingUpdate'",
    });
  }
  return { ...options, maxUnavailable: 0 };
}

/** No pod fewer where one may be added; where none may be added, one fewer. */
function deploymentSteps({ maxUnavailable, maxSurge }: RolloutProps, path: string): Steps {
  if (isNone(maxUnavailable) && isNone(maxSurge)) throw stuck(path, maxSurge, 'at least one of the two above 0');
  return { maxUnavailable: maxUnavailable ?? (isNone(maxSurge) ? 1 : 0), maxSurge: maxSurge ?? 1 };
}

/** A DaemonSet either takes the old pod of a node away first, or brings the new one first: never both. */
function agentSteps({ maxUnavailable, maxSurge }: RolloutProps, path: string): Steps {
  const surge = maxSurge ?? (isNone(maxUnavailable) ? 1 : 0);
  const missing = maxUnavailable ?? (isNone(surge) ? 1 : 0);
  if (isNone(surge) === isNone(missing)) throw stuck(path, maxSurge, 'exactly one of the two above 0 for an agent');
  return { maxUnavailable: missing, maxSurge: surge };
}

/** What defaults say of all workloads is meant for Deployments: a store takes only what is said of it. */
function storeSteps(
  { partition, maxUnavailable }: RolloutProps,
  facts: WorkloadFacts,
): { readonly rollingUpdate?: { partition?: number | undefined; maxUnavailable?: number | string | undefined } } {
  const missing = facts.statedBy('rollout.maxUnavailable') === undefined ? undefined : maxUnavailable;
  if (partition === undefined && missing === undefined) return {};
  if (missing !== undefined)
    refuseBefore(featureSince.statefulSetMaxUnavailable.on, 'rollout.maxUnavailable', missing, facts);
  if (isNone(missing)) {
    throw new CharthouseError({
      path: facts.path,
      field: 'rollout.maxUnavailable',
      problem: 'must be above 0 for a store, whose old pod goes first',
      value: missing,
      allowed: 'at least 1, or a percentage above 0',
      fix: 'leave it out: one by one is what a store does',
    });
  }
  return { rollingUpdate: { partition, maxUnavailable: missing } };
}

function isNone(pods: number | string | undefined): boolean {
  return pods === 0 || pods === '0%';
}

function stuck(path: string, value: unknown, allowed: string): CharthouseError {
  return new CharthouseError({
    path,
    field: 'rollout.maxSurge',
    problem: 'does not go with rollout.maxUnavailable',
    value,
    allowed,
    fix: 'leave one of the two out',
  });
}
