/** Spreads pods over nodes and zones: preferred unless said otherwise, or there are no more pods than zones. */
import { CharthouseError } from '../model/error';
import { labelKey } from '../model/name-shapes';
import { flag, integer, list, object, oneOf, orFalse } from '../model/shape';
import { constraintKey } from './constraint-key';
import type { WorkloadFacts } from './facts';
import { makePattern, keys } from './pattern';

/** How pods are spread. */
export interface SpreadProps {
  /** Whether pods keep away from nodes that have one already. @default true */
  readonly hosts?: boolean | undefined;
  /** The node label of a zone, or `false` to ignore zones. @default 'topology.kubernetes.io/zone' */
  readonly zones?: string | false | undefined;
  /** Pods by which zones may differ. @default 1 */
  readonly maxSkew?: number | undefined;
  /**
   * What becomes of a pod that no zone can take: `DoNotSchedule` leaves it waiting.
   * @default 'ScheduleAnyway'
   */
  readonly whenUnsatisfiable?: 'ScheduleAnyway' | 'DoNotSchedule' | undefined;
  /**
   * Labels of pods of which only those count that have the same value: with `pod-template-hash` a new version of a
   * Deployment is spread by itself, whatever the old one leaves free.
   * @default - every pod of the workload counts
   */
  readonly matchLabelKeys?: readonly string[] | undefined;
}

/** How pods are spread. */
export interface SpreadKey {
  /** @default - preferred on hosts and zones; nothing for a single replica */
  readonly spread?: SpreadProps | false | undefined;
}

/** Adds a preferred anti-affinity on hosts and a topology spread on zones. */
export const spread = makePattern({
  name: 'spread',
  fits: ['replicated'],
  keys: keys<SpreadKey>({
    spread: orFalse(object({
      hosts: flag,
      zones: orFalse(labelKey),
      maxSkew: integer(1, 2 ** 31 - 1),
      whenUnsatisfiable: oneOf('ScheduleAnyway', 'DoNotSchedule'),
      matchLabelKeys: list(labelKey),
    })),
  }),
  defaults: {
    spread: {
      hosts: true, zones: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway',
    },
  },
  apply(draft, settings, facts) {
    // A house may have taken any of the defaults away; a constraint has all of them, or there is none.
    const { hosts, zones, maxSkew, whenUnsatisfiable, matchLabelKeys } = settings.spread as SpreadProps;
    checkKeys(matchLabelKeys ?? [], facts);
    const pods = { labelSelector: { matchLabels: { ...facts.selector } }, matchLabelKeys: orNone(matchLabelKeys) };
    const unlessSingle = (item: object): ReturnType<typeof draft.derived> =>
      draft.derived([{ kind: 'controller', field: 'replicas' }], (replicas) => (replicas === 1 ? undefined : item));
    if (hosts === true) {
      draft.add(
        'preferredPodAntiAffinity',
        'hosts',
        unlessSingle({ weight: 100, podAffinityTerm: { ...pods, topologyKey: 'kubernetes.io/hostname' } }),
      );
    }
    if (typeof zones === 'string' && maxSkew !== undefined && whenUnsatisfiable !== undefined) {
      draft.add(
        'topologySpreadConstraints',
        constraintKey(zones, whenUnsatisfiable),
        unlessSingle({ maxSkew, topologyKey: zones, whenUnsatisfiable, ...pods }),
      );
    }
  },
});

function orNone(items: readonly string[] | undefined): readonly string[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}

/** Kubernetes refuses a label that the pods are selected by already. */
function checkKeys(matchLabelKeys: readonly string[], { path, selector }: WorkloadFacts): void {
  const taken = matchLabelKeys.find((key) => key in selector);
  if (taken === undefined) return;
  throw new CharthouseError({
    path,
    field: 'spread.matchLabelKeys',
    problem: 'is what the pods are selected by already',
    value: taken,
    allowed: 'labels in which pods of the workload differ, such as pod-template-hash',
    fix: 'leave it out',
  });
}
