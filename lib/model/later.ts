/**
 * What is computed from values that come later comes later itself: the text that stands for an Output while a manifest
 * is rendered says nothing of it.
 */
import { errorOfOutput } from './error-of-output';
import { isReference, makeReference } from './reference';
import { render } from './render';
import { isDeferred, isPlainObject, type Deferred, type Value } from './value';
import type { Viewpoint } from './viewpoint';

/**
 * What `make` gives for these values; where some of them come later, so does it. An Output of nothing gives nothing: a
 * preview may know an object and not all of its fields, and who sends what is made of it sees that it is not there.
 */
export function joined<T>(values: readonly unknown[], make: (known: readonly unknown[]) => T): T | Deferred<T> {
  const first = values.findIndex(isDeferred);
  if (first === -1) return make(values);
  const output = values[first] as Deferred<unknown>;
  // An Output of an Output is one of what that gives.
  return output.apply((value) => (value === undefined
    ? undefined
    : made(values.map((each, index) => (index === first ? value : each)), make))) as Deferred<T>;
}

/** What is made of an Output may be made of a secret: an error about it shows no value. */
function made<T>(values: readonly unknown[], make: (known: readonly unknown[]) => T): T | Deferred<T> {
  try {
    return joined(values, make);
  } catch (error) {
    throw errorOfOutput(error, values);
  }
}

/** What `make` gives for a value: at once where it is plain, else as soon as it is known. */
export function whenKnown<T, U extends string | number>(value: Value<T>, make: (known: T) => U): Value<U> {
  if (isDeferred(value)) return joined([value], ([known]) => make(known as T));
  if (!isReference(value)) return make(value as T);
  const { description, endpoints, known } = value;
  return makeReference<U>(description, endpoints, (viewpoint) => {
    const made = joined([value.render(keepingOutputs(viewpoint))], ([rendered]) => make(rendered as T));
    return isDeferred(made) ? viewpoint.deferred(made, description) as U : made;
  }, known);
}

/** How a value is written, whatever it is. */
export function rendering<T>(value: Value<T>, field: string): (viewpoint: Viewpoint) => T {
  return (viewpoint) => render(value, viewpoint, field) as T;
}

/** The viewpoint, which leaves Outputs where they are: they are joined with what is around them. */
export function keepingOutputs(viewpoint: Viewpoint): Viewpoint {
  return {
    ...viewpoint,
    deferred: (value) => value,
  };
}

/** What `make` gives for the value as it is written there; with an Output in it, it comes later. */
export function computed<T>(
  value: unknown,
  viewpoint: Viewpoint,
  field: string,
  make: (known: unknown) => T,
): T | Deferred<T> {
  const settled = render(value, keepingOutputs(viewpoint), field);
  const outputs = deferredsIn(settled);
  return joined(outputs, (known) => make(outputs.length === 0 ? settled : knownIn(settled, outputs, known)));
}

/** Every Output in a value, each once. */
export function deferredsIn(value: unknown): readonly Deferred<unknown>[] {
  const found = new Set<Deferred<unknown>>();
  const visit = (each: unknown): void => {
    if (isDeferred(each)) found.add(each);
    else if (Array.isArray(each)) each.forEach(visit);
    else if (isPlainObject(each)) Object.values(each).forEach(visit);
  };
  visit(value);
  return [...found];
}

/** The value with its Outputs replaced by what they are known to be. */
export function knownIn(value: unknown, outputs: readonly unknown[], known: readonly unknown[]): unknown {
  if (isDeferred(value)) return known[outputs.indexOf(value)];
  if (Array.isArray(value)) return value.map((item) => knownIn(item, outputs, known));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, knownIn(entry, outputs, known)]));
}
