/** How a new version comes and an old one goes: no pod fewer than promised, and no request lost on the way. */
import type { DerivedEntries } from '../../model/draft/derived';
import { CharthouseError } from '../../model/error';
import { featureSince, isAtLeast } from '../../model/kubernetes/served';
import { flag, integer, integerOrPercent, object, oneOf, orFalse } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { makePattern, keys } from '../pattern';
import type { RolloutKey } from './rollout-props';
import { claimStrategy, refuseHeldUp } from './strategy';
import { refuseWithoutEffect } from './without-effect';

const seconds = integer(0, 86400);

/**
 * Claims strategy, draining and the time to end (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/).
 */
export const rollout = makePattern({
  name: 'rollout',
  fits: ['longRunning'],
  keys: keys<RolloutKey>({
    rollout: orFalse(
      object({
        strategy: oneOf('zeroDowntime', 'recreate', 'RollingUpdate', 'Recreate', 'OnDelete'),
        maxUnavailable: integerOrPercent,
        maxSurge: integerOrPercent,
        partition: integer(0, 100000),
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
    const { drainSeconds, shutdownSeconds, drain, minReadySeconds, revisionHistoryLimit } = settings.rollout;
    draft.need('drainSeconds', drainSeconds ?? 0);
    draft.need('shutdownSeconds', shutdownSeconds ?? 0);
    const sources = [
      { kind: 'need', field: 'drainSeconds' },
      { kind: 'containerCollection', container: 'main', field: 'ports' },
    ] as const;
    const draining = (needed: unknown, ports: unknown): number =>
      drain && (ports as DerivedEntries<unknown>).some((port) => port.order !== 'pattern') ? Number(needed) : 0;
    // Whoever states a hook knows better how the process drains: it takes the place of this one, and gets the time.
    const hooks = { kind: 'containerCollection', container: 'main', field: 'hooks' } as const;
    draft.containers('main').claim({
      lifecycle: {
        preStop: draft.derived([...sources, hooks], (needed, ports, stated) => {
          const sleep = draining(needed, ports);
          if (sleep === 0 || (stated as DerivedEntries<unknown>).some(({ key }) => key === 'preStop')) return undefined;
          refuseDraining(facts);
          return { sleep: { seconds: sleep } };
        }),
      },
    });
    draft.claimPod({
      terminationGracePeriodSeconds: draft.derived(
        [...sources, { kind: 'need', field: 'shutdownSeconds' }, { kind: 'need', field: 'hookSeconds' }],
        (needed, ports, shutdown, hooks) => Math.max(draining(needed, ports), Number(hooks)) + Number(shutdown),
      ),
    });
    draft.claimController({ minReadySeconds, revisionHistoryLimit });
    refuseWithoutEffect(settings.rollout, facts);
    claimStrategy(draft, settings.rollout, facts);
  },
  emit(draft, settings, facts) {
    if (draft.needed('singleWriter')) refuseHeldUp(settings.rollout, facts);
    return [];
  },
});

/** An older API server drops the sleep, and then refuses a hook that does nothing. */
function refuseDraining({ path, platform }: WorkloadFacts): void {
  const since = featureSince.preStopSleep.on;
  if (isAtLeast(platform.kubernetes, since)) return;
  throw new CharthouseError({
    path,
    field: 'rollout.drain',
    problem: `takes Kubernetes ${since}, and platform ${platform.name} runs ${platform.kubernetes}`,
    value: true,
    allowed: 'false, or a hook of your own by lifecycle.preStop',
    fix: "state what drains the pods of this image, such as preStop: { exec: { command: ['sleep', '10'] } }",
  });
}
