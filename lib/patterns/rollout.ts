/** How a new version comes and an old one goes: no pod fewer than promised, and no request lost on the way. */
import type { Draft } from '../model/draft/draft';
import type { DerivedEntries } from '../model/draft/derived';
import { CharthouseError } from '../model/error';
import { flag, integer, integerOrPercent, object, oneOf, orFalse } from '../model/shape';
import type { WorkloadFacts } from './facts';
import { definePattern, keys } from './pattern';

/** How versions replace each other. */
export interface RolloutProps {
  /**
   * `Recreate` stops the old pod first. For a store it means that a pod is replaced once somebody deletes it
   * (`OnDelete`). A Deployment's and a StatefulSet's; without meaning for an agent, whose nodes take turns.
   * @default - `RollingUpdate`; `Recreate` with a volume that one pod at a time can mount
   */
  readonly strategy?: 'RollingUpdate' | 'Recreate' | undefined;
  /**
   * Pods that may be missing meanwhile. A Deployment's and a DaemonSet's; without meaning for a store, which replaces
   * one pod after the other.
   * @default 0 (1 for an agent, which has one pod a node), or as `maxSurge` asks
   */
  readonly maxUnavailable?: number | string | undefined;
  /**
   * Pods that may be there on top. A Deployment's and a DaemonSet's; without meaning for a store, whose pods have a
   * name and a volume each.
   * @default 1 (0 for an agent), or as `maxUnavailable` asks
   */
  readonly maxSurge?: number | string | undefined;
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
   * Seconds without progress after which a rollout has failed. A Deployment's; without meaning for an agent or a store,
   * which wait for as long as it takes.
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

const seconds = integer(0, 86400);

/**
 * Claims strategy, draining and the time to end (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/).
 */
export const rollout = definePattern({
  name: 'rollout',
  fits: ['longRunning'],
  keys: keys<RolloutKey>({
    rollout: orFalse(
      object({
        strategy: oneOf('RollingUpdate', 'Recreate'),
        maxUnavailable: integerOrPercent,
        maxSurge: integerOrPercent,
        drainSeconds: seconds,
        shutdownSeconds: integer(1, 86400),
        minReadySeconds: seconds,
        progressDeadlineSeconds: seconds,
        revisionHistoryLimit: integer(0, 1000),
        drain: flag,
      }),
    ),
  }),
  defaults: { rollout: { drainSeconds: 10, shutdownSeconds: 30, drain: true } },
  apply(draft, settings, facts) {
    const { drainSeconds, shutdownSeconds, drain, minReadySeconds, revisionHistoryLimit, ...options } =
      settings.rollout;
    draft.need('drainSeconds', drainSeconds ?? 0);
    draft.need('shutdownSeconds', shutdownSeconds ?? 0);
    const sources = [
      { kind: 'need', field: 'drainSeconds' },
      { kind: 'containerCollection', container: 'main', field: 'ports' },
    ] as const;
    const draining = (needed: unknown, ports: unknown): number =>
      drain && (ports as DerivedEntries<unknown>).some((port) => port.order !== 'pattern') ? Number(needed) : 0;
    draft.containers('main').claim({
      lifecycle: {
        preStop: draft.derived(sources, (needed, ports) => {
          const sleep = draining(needed, ports);
          return sleep === 0 ? undefined : { sleep: { seconds: sleep } };
        }),
      },
    });
    draft.claimPod({
      terminationGracePeriodSeconds: draft.derived(
        [...sources, { kind: 'need', field: 'shutdownSeconds' }],
        (needed, ports, shutdown) => draining(needed, ports) + Number(shutdown),
      ),
    });
    draft.claimController({ minReadySeconds, revisionHistoryLimit });
    claimStrategy(draft, options, facts);
  },
});

function claimStrategy(draft: Draft, options: RolloutProps, { controller, path }: WorkloadFacts): void {
  if (controller === 'StatefulSet') {
    draft.claimController({ updateStrategy: { type: options.strategy === 'Recreate' ? 'OnDelete' : 'RollingUpdate' } });
  } else if (controller === 'DaemonSet') {
    draft.claimController({
      updateStrategy: { type: 'RollingUpdate' as const, rollingUpdate: agentSteps(options, path) },
    });
  } else {
    const rolling = { type: 'RollingUpdate' as const, rollingUpdate: deploymentSteps(options, path) };
    const strategy = draft.derived([{ kind: 'need', field: 'singleWriter' }], (singleWriter) =>
      options.strategy === 'Recreate' || (options.strategy === undefined && singleWriter === true)
        ? { type: 'Recreate' }
        : rolling,
    );
    draft.claimController({ strategy, progressDeadlineSeconds: options.progressDeadlineSeconds });
  }
}

type Steps = Required<Pick<RolloutProps, 'maxUnavailable' | 'maxSurge'>>;

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
