/** Keeps enough pods running while nodes are drained: a PodDisruptionBudget. */
import { emitted } from '../model/object';
import { integerOrPercent, object, oneOf, orFalse } from '../model/shape';
import { definePattern, keys } from './pattern';

/** How many pods a drain may take. */
export interface DisruptionProps {
  /** Pods that may be missing at once, as a number or percentage; 0 would never let a node go. @default 1 */
  readonly maxUnavailable?: number | string | undefined;
  /** Whether pods that are not ready can be evicted all the same. @default 'AlwaysAllow' */
  readonly unhealthyPodEvictionPolicy?: 'AlwaysAllow' | 'IfHealthyBudget' | undefined;
}

/** How many pods a drain may take at once. */
export interface DisruptionKey {
  /** @default - `{ maxUnavailable: 1 }`; nothing for a single replica */
  readonly disruption?: DisruptionProps | false | undefined;
}

/** Emits a PodDisruptionBudget (https://kubernetes.io/docs/tasks/run-application/configure-pdb/). */
export const disruption = definePattern({
  name: 'disruption',
  fits: ['replicated'],
  keys: keys<DisruptionKey>({
    disruption: orFalse(
      object({ maxUnavailable: integerOrPercent, unhealthyPodEvictionPolicy: oneOf('AlwaysAllow', 'IfHealthyBudget') }),
    ),
  }),
  defaults: { disruption: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
  emit(draft, settings) {
    // A budget over a single pod either says nothing or never lets its node go.
    if (draft.singleton) return [];
    return [
      emitted('PodDisruptionBudget', {
        spec: { ...settings.disruption, selector: { matchLabels: { ...draft.selector } } },
      }),
    ];
  },
});
