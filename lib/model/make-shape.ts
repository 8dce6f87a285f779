/** What a shape is, and how one is made from a predicate. */
import { CharthouseError } from './error';
import { isReference } from './reference';
import { isDeferred } from './value';

/** Where a value stands: the construct or house that it was given to, and the field as its author wrote it. */
export interface ShapePlace {
  readonly path: string;
  readonly field: string;
}

/** A rule over a value. `allowed` says in words what it takes. */
export interface Shape {
  readonly allowed: string;
  /** Throws a `CharthouseError` where the value is not of the shape. */
  check(value: unknown, place: ShapePlace): void;
  /** The fields of an object shape. @default - not the shape of an object */
  readonly fields?: Readonly<Record<string, Shape>> | undefined;
  /** The shape of a map's entries. @default - not the shape of a map */
  readonly entries?: Shape | undefined;
  /** The shape of a list's items. @default - not the shape of a list */
  readonly items?: Shape | undefined;
  /**
   * Fields of which one at most is said: a layer above that says another one takes its place.
   * @default - every field stands by itself
   */
  readonly alternatives?: readonly string[] | undefined;
  /** Whether a layer above replaces the value as a whole, though it is an object. @default false */
  readonly whole?: boolean | undefined;
}

/** The predicates behind checks. Not by shape: one that is made from another has a check of its own. */
const predicates = new WeakMap<object, (value: unknown) => boolean>();

/** A shape from a predicate. `fix` says what to do about a value that is not of the shape. */
export function shapeOf(
  allowed: string,
  holds: (value: unknown) => boolean,
  fix: string | ((value: unknown) => string) = `give ${allowed}`,
): Shape {
  const check = (value: unknown, place: ShapePlace): void => {
    if (!holds(value)) throw wrong(value, place, allowed, typeof fix === 'string' ? fix : fix(value));
  };
  return judging({ allowed, check }, holds);
}

/** The shape, whose `check` throws exactly where `holds` says no. */
export function judging(shape: Shape, holds: (value: unknown) => boolean): Shape {
  predicates.set(checkOf(shape), holds);
  return shape;
}

function checkOf(shape: Shape): object {
  return (shape as { readonly check: object }).check;
}

/** Whether the shape can say no without an error. */
export function canJudge(shape: Shape): boolean {
  return predicates.has(checkOf(shape));
}

/** Whether the value is known to be of the shape: where this says no, `check` tells. */
export function isKnownOf(shape: Shape, value: unknown): boolean {
  return predicates.get(checkOf(shape))?.(value) === true;
}

/** The error for a value that is not of a shape. */
export function wrong(value: unknown, place: ShapePlace, allowed: string, fix: string): CharthouseError {
  return new CharthouseError({ ...place, problem: `must be ${allowed}`, value, allowed, fix: fixFor(value, fix) });
}

/** What helps against nothing, and against what comes too late, is the same for every shape. */
export function fixFor(value: unknown, fix: string): string {
  if (value === null) return 'leave it out where there is nothing to say';
  if (isDeferred(value)) return 'give a plain value: an Output is known only after this is decided';
  return isReference(value) ? 'give a plain value: a reference is known only after this is decided' : fix;
}
