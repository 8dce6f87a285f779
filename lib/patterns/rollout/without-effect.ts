/** Refuses what the controller, or the strategy, has no use for: it would be ignored, and nobody would know. */
import { CharthouseError } from '../../model/error';
import type { WorkloadFacts } from '../facts';
import type { ControllerKind } from '../traits';
import type { RolloutProps } from './rollout-props';

type Option = keyof RolloutProps;
type Strategy = NonNullable<RolloutProps['strategy']>;

const ordered = 'its pods are replaced in no order';
const patient = 'it waits for as long as it takes';

/** Options that a controller lacks, and why. */
const lacking: Readonly<Partial<Record<ControllerKind, Readonly<Partial<Record<Option, string>>>>>> = Object.freeze({
  Deployment: { partition: ordered },
  StatefulSet: {
    maxSurge: 'its pods have a name and a volume each, so that none can be there on top',
    progressDeadlineSeconds: patient,
  },
  DaemonSet: { partition: ordered, progressDeadlineSeconds: patient },
});

const ofDeployments: readonly Strategy[] = Object.freeze(['zeroDowntime', 'recreate', 'RollingUpdate', 'Recreate']);

/** The strategies that a controller has. */
const strategies: Readonly<Partial<Record<ControllerKind, readonly Strategy[]>>> = Object.freeze({
  Deployment: ofDeployments,
  StatefulSet: ['RollingUpdate', 'OnDelete'],
  DaemonSet: ['zeroDowntime', 'RollingUpdate', 'OnDelete'],
});

/** Which steps are without effect under a strategy that takes none. */
const withoutSteps: readonly Strategy[] = Object.freeze(['recreate', 'Recreate', 'OnDelete']);
const steps: readonly Option[] = Object.freeze(['maxUnavailable', 'maxSurge', 'partition']);

/** The strategy, where the controller has it: what holds for all workloads is nothing to one that cannot do it. */
export function strategyOf({ strategy }: RolloutProps, { controller }: WorkloadFacts): Strategy | undefined {
  return strategy !== undefined && strategiesOf(controller).includes(strategy) ? strategy : undefined;
}

/** Throws where the workload, or its kind, states what is ignored. Defaults for all workloads may say more. */
export function refuseWithoutEffect(options: RolloutProps, facts: WorkloadFacts): void {
  const { controller } = facts;
  for (const [option, why] of Object.entries(lacking[controller] ?? {}) as [Option, string][]) {
    if (facts.statedBy(`rollout.${option}`) !== undefined) {
      throw withoutEffect(options, facts, option, `on a ${controller}: ${why}`);
    }
  }
  const { strategy } = options;
  const known = strategiesOf(controller);
  if (strategy !== undefined && !known.includes(strategy) && facts.statedBy('rollout.strategy') !== undefined) {
    throw new CharthouseError({
      path: facts.path,
      field: 'rollout.strategy',
      problem: `is none that a ${controller} has`,
      value: strategy,
      allowed: known.map((each) => `'${each}'`).join(', '),
      fix: controller === 'StatefulSet' ? refusedForStore(strategy) : 'choose one of these',
    });
  }
  if (strategy === undefined || !withoutSteps.includes(strategy) || !known.includes(strategy)) return;
  const useless = steps.find((step) => facts.statedBy(`rollout.${step}`) === 'props');
  if (useless !== undefined) throw withoutEffect(options, facts, useless, `with strategy '${strategy}'`);
}

function strategiesOf(controller: ControllerKind): readonly Strategy[] {
  return strategies[controller] ?? ofDeployments;
}

function refusedForStore(strategy: Strategy): string {
  return strategy === 'zeroDowntime'
    ? "leave it out: each pod goes before the next of its name comes, so that clients need the store's other pods"
    : "say 'OnDelete' where somebody deletes the pods, else leave it out";
}

function withoutEffect(options: RolloutProps, facts: WorkloadFacts, option: Option, where: string): CharthouseError {
  const useless = [...Object.keys(lacking[facts.controller] ?? {})];
  const field = `rollout.${option}`;
  return new CharthouseError({
    path: facts.path,
    field,
    problem: `has no effect ${where}`,
    value: options[option],
    allowed: `for a ${facts.controller} anything but ${useless.join(' and ')}`,
    fix: facts.statedBy(field) === 'kind' ? `leave it out of the defaults for ${facts.workload}` : 'leave it out',
  });
}
