/** What a level of the Pod Security Standards has against the pods of a tree. */
import type { CheckedObject } from '../../checks/check';
import { podTemplatesOf } from '../../checks/pod-template';
import { baseline } from './baseline';
import { controlledPod, type Control, type Violation } from './control';
import { restricted } from './restricted';

/** A level that an API server enforces, as a namespace's label `pod-security.kubernetes.io/enforce` says it. */
export type PodSecurityLevel = 'restricted' | 'baseline';

/** The levels, each with its controls. */
export const levels: Readonly<Record<PodSecurityLevel, readonly Control[]>> = Object.freeze({ restricted, baseline });

/** An object whose pods are not admitted, and why. */
export interface RefusedPods {
  readonly object: CheckedObject;
  readonly violations: readonly Violation[];
}

/** The objects whose pods an API server would refuse in a namespace of this level. */
export function refusedPods(objects: readonly CheckedObject[], level: PodSecurityLevel): readonly RefusedPods[] {
  return podTemplatesOf({ objects }).map((template) => ({
    object: template.at,
    violations: distinct(levels[level].flatMap((control) => control(controlledPod(template)))),
  })).filter(({ violations }) => violations.length > 0);
}

/** A field that two controls forbid, the stricter of which names fewer values, is said once. */
function distinct(violations: readonly Violation[]): readonly Violation[] {
  return [...new Map(violations.map((violation) => [violation.field, violation])).values()];
}
