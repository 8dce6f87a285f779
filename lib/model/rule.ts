/**
 * What a layer says of a value for the layers above it: `locked`, `bounded`, what holds only where a layer above says
 * more (`whenStated`), or that a default below is gone (`unset`).
 */
import { hasBrand, markBrand } from './brand';
import { CharthouseError } from './error';
import { compareQuantities, isQuantity } from './quantity';
import { isDeferred, isPlainObject } from './value';

/** A value with a rule for the layers above. */
export interface Rule<T = unknown> {
  readonly kind: 'locked' | 'bounded' | 'whenStated';
  /** The value itself; undefined where only the bounds are given. */
  readonly value: T | undefined;
  /** What the rule allows, in words. */
  readonly allowed: string;
  /** Whether a layer above may say this without a reason. */
  allows(value: unknown): boolean;
}

/** Limits of a value: numbers, or quantities such as `500Mi`. */
export interface Bounds<T> {
  /** @default - no lower limit */
  readonly min?: T | undefined;
  /** @default - no upper limit */
  readonly max?: T | undefined;
  /** The default within the limits. @default - the default of the layers below */
  readonly default?: T | undefined;
}

/** Removes what a layer below has set. Only houses, targets and Applications say it, in their `defaults`. */
export const unset: unique symbol = Symbol.for('charthouse.unset') as typeof unset;

/** Removes a default of the layers below. */
export type Unset = typeof unset;

/** A value that the layers above may not change without a reason under `because`. */
export function locked<T>(value: T): Rule<T> {
  return makeRule<T>('locked', value, `locked to ${JSON.stringify(value)}`, (other) => sameLeaf(value, other));
}

/** A value that the layers above may change within limits; leaving these takes a reason under `because`. */
export function bounded<T extends number | string>(bounds: Bounds<T>): Rule<T> {
  const { min, max, default: value } = bounds;
  for (const [field, bound] of Object.entries({ min, max, default: value })) checkBound(field, bound);
  const within = (each: unknown): boolean =>
    isComparable(each)
    && (min === undefined || compare(each, min) >= 0)
    && (max === undefined || compare(each, max) <= 0);
  if (min !== undefined && max !== undefined && compare(min, max) > 0) {
    throw new CharthouseError({
      path: 'bounded',
      field: 'min',
      problem: `must be at most max (${max})`,
      value: min,
      allowed: `at most max (${max})`,
      fix: 'raise max or lower min',
    });
  }
  const words = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`];
  return makeRule<T>(
    'bounded',
    bounds.default,
    `bounded to ${words.filter((word) => word !== '').join(' and ')}`,
    within,
  );
}

/** Fields of an object that somebody else states. */
export interface WhenStated<T> extends Rule<T> {
  readonly kind: 'whenStated';
  readonly value: T;
}

/**
 * Defaults for the fields of an object that hold only where another layer states that object: `scaling: whenStated({
 * cpu: 50 })` scales nothing by itself, and aims at 50 % wherever somebody scales. A plain `scaling: { cpu: 50 }` is a
 * statement for every workload.
 */
export function whenStated<const T extends object>(value: T): WhenStated<T> {
  if (isPlainObject(value)) return makeRule('whenStated', value, 'anything', () => true) as WhenStated<T>;
  throw new CharthouseError({
    path: 'whenStated',
    problem: 'must be an object of defaults',
    value,
    allowed: 'an object such as { cpu: 50 }',
    fix: 'give the fields that hold where the object is stated; for a single value write it as it is',
  });
}

/** Whether the value is a set of defaults for what somebody else states. */
export function isWhenStated(value: unknown): value is WhenStated<object> {
  return isRule(value) && value.kind === 'whenStated';
}

function checkBound(field: string, bound: string | number | undefined): void {
  if (bound === undefined || isComparable(bound)) return;
  throw new CharthouseError({
    path: 'bounded',
    field,
    problem: 'must be a number or a quantity',
    value: bound,
    allowed: 'a number, or a quantity such as 500m or 256Mi',
    fix: 'lock what can only be one of several words: locked(…)',
  });
}

/** Whether the value is a rule (of whichever copy). */
export function isRule(value: unknown): value is Rule {
  return hasBrand(value, 'Rule');
}

function makeRule<T>(
  kind: Rule['kind'],
  value: T | undefined,
  allowed: string,
  allows: (value: unknown) => boolean,
): Rule<T> {
  const rule: Rule<T> = { kind, value, allowed, allows };
  markBrand(rule, 'Rule');
  return Object.freeze(rule);
}

function isComparable(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && isQuantity(value));
}

function compare(left: string | number, right: string | number): number {
  return typeof left === 'number' && typeof right === 'number'
    ? left - right
    : compareQuantities(String(left), String(right));
}

/** Whether two leaves are equal: scalars by value, lists item by item, all else by identity (it may be an Output). */
export function sameLeaf(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameLeaf(item, right[index]));
  }
  return Object.is(left, right) || (isEmptyObject(left) && isEmptyObject(right));
}

function isEmptyObject(value: unknown): boolean {
  return !isDeferred(value) && isPlainObject(value) && Object.keys(value).length === 0;
}
