/** Taints of nodes that a pod may run in spite of (https://kubernetes.io/docs/concepts/scheduling-eviction/). */
import { CharthouseError } from '../../model/error';
import type { Toleration } from '../../model/kubernetes/types';
import { labelKey } from '../../model/name-shapes';
import { anyOf, integer, labelValue, list, object, oneOf, type Shape, type ShapePlace } from '../../model/shape';
import { withRule } from '../selectors';

/** A taint, or several, that pods tolerate. */
export interface TolerationProps {
  /** The taint's key. @default - every key, which takes `operator: 'Exists'` */
  readonly key?: string | undefined;
  /** Whether the taint has the `value`, or any. @default - Kubernetes' own: `Equal` */
  readonly operator?: 'Equal' | 'Exists' | undefined;
  /** The taint's value, for `Equal`. @default - the empty one */
  readonly value?: string | undefined;
  /** What the taint does. @default - every effect */
  readonly effect?: Toleration['effect'];
  /**
   * Seconds until the pod has to go all the same, for `effect: 'NoExecute'`.
   * @default - it stays
   */
  readonly tolerationSeconds?: number | undefined;
}

const toleration = withRule(
  object({
    key: labelKey,
    operator: oneOf('Equal', 'Exists'),
    value: labelValue,
    effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
    tolerationSeconds: integer(0),
  }),
  (value, place) => {
    const { key, operator, value: text, effect, tolerationSeconds } = value as TolerationProps;
    if (key === undefined && operator !== 'Exists')
      throw wrong(place, 'operator', operator, "must be 'Exists' where no key is given", "add the key, or 'Exists'");
    if (operator === 'Exists' && text !== undefined && text !== '')
      throw wrong(place, 'value', text, "must not be there for operator 'Exists'", "leave it out, or write 'Equal'");
    if (tolerationSeconds !== undefined && effect !== 'NoExecute')
      throw wrong(place, 'effect', effect, "must be 'NoExecute' for tolerationSeconds", 'add it, or leave both out');
  },
);

/** `'all'`, or a list of tolerations. */
export const tolerationsShape: Shape = anyOf(oneOf('all'), list(toleration));

/** The tolerations as Kubernetes takes them. */
export function tolerationsOf(given: 'all' | readonly TolerationProps[]): readonly Toleration[] {
  return given === 'all' ? [{ operator: 'Exists' }] : given.map((each) => ({ ...each }));
}

function wrong(place: ShapePlace, name: string, value: unknown, problem: string, fix: string): CharthouseError {
  const allowed = problem.replace(/^must /, '');
  return new CharthouseError({ path: place.path, field: `${place.field}.${name}`, problem, value, allowed, fix });
}
