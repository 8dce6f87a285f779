/** Needs: what several patterns may ask of one thing. The field's own fold decides what comes out. */

import type { ExistingObject } from '../existing';

/** How the needs of several patterns become one value. */
export interface Fold<T> {
  /** The fold, in words. */
  readonly rule: 'at least' | 'sum' | 'union' | 'any';
  /** What nobody's need comes to. */
  readonly empty: T;
  combine(left: T, right: T): T;
}

/** The fields that can be needed, with what is needed of them. */
export interface Needs {
  /** Seconds that a pod goes on serving after it was told to stop: at least what each pattern asks for. */
  drainSeconds: number;
  /** Seconds of work after draining, until the pod is killed: what each pattern asks for, on top of the others. */
  shutdownSeconds: number;
  /** Seconds that a hook of a container sleeps; the pod must not be killed before: at least what each asks for. */
  hookSeconds: number;
  /** Groups that the processes belong to besides their own: all that anybody asks for. */
  supplementalGroups: readonly number[];
  /** Pods that there are at the lowest, where load decides how many: at least what each pattern asks for. */
  fewestPods: number;
  /** Whether a volume can be mounted by one pod at a time only: then the old pod goes before the new one comes. */
  singleWriter: boolean;
  /** Objects that the workload uses and that somebody vouches for: they exist without being in the tree. */
  declared: readonly ExistingObject[];
}

/** The name of a field that can be needed. */
export type NeedName = keyof Needs;

const addUp = (left: number, right: number): number => left + right;

/** The fold of each field. */
export const folds: { readonly [Field in NeedName]: Fold<Needs[Field]> } = Object.freeze({
  drainSeconds: { rule: 'at least', empty: 0, combine: Math.max },
  shutdownSeconds: { rule: 'sum', empty: 0, combine: addUp },
  hookSeconds: { rule: 'at least', empty: 0, combine: Math.max },
  supplementalGroups: {
    rule: 'union',
    empty: [],
    combine: (left: readonly number[], right: readonly number[]) =>
      [...new Set([...left, ...right])].sort((first, second) => first - second),
  },
  fewestPods: { rule: 'at least', empty: 0, combine: Math.max },
  singleWriter: { rule: 'any', empty: false, combine: (left: boolean, right: boolean) => left || right },
  declared: {
    rule: 'union',
    empty: [],
    combine: (left: readonly ExistingObject[], right: readonly ExistingObject[]) => [...left, ...right],
  },
} satisfies { readonly [Field in NeedName]: Fold<Needs[Field]> });
