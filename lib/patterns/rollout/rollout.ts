/** How a new version comes and an old one goes: no pod fewer than promised, and no request lost on the way. */
import type { DerivedEntries } from '../../model/draft/derived';
import { flag, integer, integerOrPercent, object, oneOf, orFalse } from '../../model/shape';
import { definePattern, keys } from '../pattern';
import type { RolloutKey } from './rollout-props';
import { claimStrategy, refuseHeldUp } from './strategy';
import { refuseWithoutEffect } from './without-effect';

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
