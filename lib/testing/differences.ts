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
    return Object.entries(expected).flatMap(([key, value]) => differencesOf(value, actual[key], fieldOf(field, key)));
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
  const left = [...actual];
  return expected.flatMap((item, index) => {
    const place = `${field}[${keyOf(item) ?? index}]`;
    const ranked = left.map((candidate, at) => ({ at, candidate, found: differencesOf(item, candidate, place) }))
      .sort((one, other) => one.found.length - other.found.length);
    // One that has the same name is meant, however much of it differs.
    const named = ranked.find(({ candidate }) => keyOf(item) !== undefined && keyOf(candidate) === keyOf(item));
    const best = named ?? (keyOf(item) === undefined ? ranked[0] : undefined);
    if (best === undefined) return [{ field: place, expected: item, actual: undefined }];
    if (best.found.length > 0 && named === undefined) return [{ field: place, expected: item, actual: best.candidate }];
    left.splice(best.at, 1);
    return best.found;
  });
}

/** What tells an item of a list from its neighbours, where it has such a thing. */
function keyOf(item: unknown): string | undefined {
  if (!isPlainObject(item)) return undefined;
  const key = item['mountPath'] ?? item['name'];
  return typeof key === 'string' ? key : undefined;
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
