/** Spreads pods over nodes and zones: preferred, never required, or there are no more pods than zones. */
import { flag, integer, object, orFalse, textShape } from '../model/shape';
import { definePattern, keys } from './pattern';

/** How pods are spread. */
export interface SpreadProps {
  /** Whether pods keep away from nodes that have one already. @default true */
  readonly hosts?: boolean | undefined;
  /** The node label of a zone, or `false` to ignore zones. @default 'topology.kubernetes.io/zone' */
  readonly zones?: string | false | undefined;
  /** Pods by which zones may differ. @default 1 */
  readonly maxSkew?: number | undefined;
}

/** How pods are spread. */
export interface SpreadKey {
  /** @default - preferred on hosts and zones; nothing for a single replica */
  readonly spread?: SpreadProps | false | undefined;
}

/** Adds a preferred anti-affinity on hosts and a topology spread on zones. */
export const spread = definePattern({
  name: 'spread',
  fits: ['replicated'],
  keys: keys<SpreadKey>({ spread: orFalse(object({ hosts: flag, zones: orFalse(textShape), maxSkew: integer(1) })) }),
  defaults: { spread: { hosts: true, zones: 'topology.kubernetes.io/zone', maxSkew: 1 } },
  apply(draft, settings, facts) {
    const { hosts, zones, maxSkew } = settings.spread;
    const labelSelector = { matchLabels: { ...facts.selector } };
    const unlessSingle = (item: object): ReturnType<typeof draft.derived> =>
      draft.derived([{ kind: 'controller', field: 'replicas' }], (replicas) => (replicas === 1 ? undefined : item));
    if (hosts) {
      draft.add(
        'preferredPodAntiAffinity',
        'hosts',
        unlessSingle({ weight: 100, podAffinityTerm: { labelSelector, topologyKey: 'kubernetes.io/hostname' } }),
      );
    }
    if (typeof zones === 'string') {
      draft.add(
        'topologySpreadConstraints',
        'zones',
        unlessSingle({ maxSkew, topologyKey: zones, whenUnsatisfiable: 'ScheduleAnyway', labelSelector }),
      );
    }
  },
});
