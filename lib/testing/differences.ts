/** Where an object is not as a test says: by field, as people read it, with what is there instead. */
import { isPlainObject } from '../model/value';

/** A field that is not as expected. */
export interface Difference {
  readonly field: string;
  readonly expected: unknown;
  /** Undefined where there is nothing. */
  readonly actual: unknown;
}

/**
 * The differences between what is expected and what is there. There may be more: fields of objects, and items of
 * lists, whose order counts for nothing. A field that is expected to be `undefined` must not be there. Matchers such as
 * `expect.any(String)` may stand anywhere.
 */
export function differencesOf(expected: unknown, actual: unknown, field = ''): readonly Difference[] {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual) ? [] : [{ field, expected, actual }];
  if (Array.isArray(expected) && Array.isArray(actual)) return listDifferences(expected, actual, field);
  if (isPlainObject(expected) && isPlainObject(actual)) {
    // A field may be called as a method of objects is.
    const there = (key: string): unknown => (Object.hasOwn(actual, key) ? actual[key] : undefined);
    return Object.entries(expected).flatMap(([key, value]) => differencesOf(value, there(key), fieldOf(field, key)));
  }
  return sameLeaf(expected, actual) ? [] : [{ field, expected, actual }];
}

/** A difference as a line: `spec.replicas: expected 3, there is 2`. */
export function differenceText({ field, expected, actual }: Difference): string {
  const what = (value: unknown): string => (value === undefined ? 'nothing' : shown(value));
  return `  ${field === '' ? 'the object' : field}: expected ${what(expected)}, there is ${what(actual)}`;
}

function listDifferences(
  expected: readonly unknown[], actual: readonly unknown[], field: string,
): readonly Difference[] {
  if (expected.length === 0 && actual.length > 0) return [{ field, expected, actual }];
  const places = expected.map((item, index) => `${field}[${keyOf(item) ?? index}]`);
  const pairs = pairsOf(expected.map((item) => fitting(item, actual)));
  const left = actual.map((_item, at) => at).filter((at) => !pairs.includes(at));
  return expected.flatMap((item, index) => {
    if (pairs[index] !== undefined) return [];
    const place = places[index] ?? field;
    const [best] = left.filter((at) => keyOf(item) === undefined || isNamed(item, actual[at]))
      .map((at) => ({ at, found: differencesOf(item, actual[at], place) }))
      .sort((one, other) => one.found.length - other.found.length);
    if (best === undefined) return [{ field: place, expected: item, actual: undefined }];
    // One that has the same name is meant, however much of it differs.
    if (keyOf(item) === undefined) return [{ field: place, expected: item, actual: actual[best.at] }];
    left.splice(left.indexOf(best.at), 1);
    return best.found;
  });
}

/** Where the items stand that are as expected. */
function fitting(item: unknown, actual: readonly unknown[]): readonly number[] {
  return actual.flatMap((candidate, at) => (differencesOf(item, candidate).length === 0 ? [at] : []));
}

/** For each, one place of its own out of those that fit it: who came first gives way where it fits elsewhere, too. */
function pairsOf(fitting: readonly (readonly number[])[]): readonly (number | undefined)[] {
  const taken = new Map<number, number>();
  const settle = (index: number, asked: Set<number>): boolean => (fitting[index] ?? []).some((at) => {
    if (asked.has(at)) return false;
    asked.add(at);
    const holder = taken.get(at);
    if (holder !== undefined && !settle(holder, asked)) return false;
    taken.set(at, index);
    return true;
  });
  fitting.forEach((_places, index) => { settle(index, new Set()); });
  const places = new Map([...taken].map(([at, index]) => [index, at]));
  return fitting.map((_places, index) => places.get(index));
}

/** What tells items of lists from their neighbours: mounts may share the name of a volume. */
const keys = Object.freeze(['mountPath', 'name']);

/** What tells an item of a list from its neighbours, where it has such a thing. */
function keyOf(item: unknown): string | undefined {
  return isPlainObject(item) ? keys.map((key) => item[key]).find((key) => typeof key === 'string') : undefined;
}

/** Whether an item has the name that is expected, by the field by which it is expected. */
function isNamed(expected: unknown, item: unknown): boolean {
  if (!isPlainObject(expected) || !isPlainObject(item)) return false;
  const key = keys.find((each) => typeof expected[each] === 'string');
  return key !== undefined && item[key] === expected[key];
}

function fieldOf(field: string, key: string): string {
  if (key.includes('.') || key.includes('/')) return `${field}["${key}"]`;
  return field === '' ? key : `${field}.${key}`;
}

function sameLeaf(expected: unknown, actual: unknown): boolean {
  return Object.is(expected, actual);
}

interface Asymmetric {
  asymmetricMatch(other: unknown): boolean;
  /** How it prints itself. @default - nobody knows */
  toAsymmetricMatcher?(): string;
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return typeof (value as Partial<Asymmetric> | null | undefined)?.asymmetricMatch === 'function';
}

/** A value as a failure shows it: as JSON, for it is data of a manifest. */
function shown(value: unknown): string {
  if (isAsymmetric(value)) return value.toAsymmetricMatcher?.() ?? 'something else';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
