/** Defaults have a history: by each month, what they were, so that a house keeps to a month while the library moves. */
import { isRule, sameLeaf, unset } from './rule';
import { shapeOf } from './make-shape';
import { isPlainObject } from './value';

/** A change of defaults. */
export interface DefaultsChange<Defaults = Readonly<Record<string, unknown>>> {
  /** The month from which on the new defaults hold: `2027-01`. */
  readonly since: string;
  /**
   * What the changed fields were before, in the shape of the defaults, and `unset` for those that were not there. Rules
   * such as `locked` and `whenStated` are said as they were.
   */
  readonly was: Defaults;
  /** Why they changed, for those who upgrade. */
  readonly why: string;
}

/** The month of the library's first defaults: no house can keep to an earlier one. */
export const firstMonth = '2026-11';

/** The month of the library's newest defaults. It moves with each change of one. */
export const newestMonth = '2026-11';

/** A month as `compat` and `since` write it. */
export const monthShape = shapeOf(
  "a month such as '2026-11'",
  (value) => typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value),
  'write the year in four digits, and the month in two',
);

type Fields = Readonly<Record<string, unknown>>;

/** The defaults as they were in a month: what changed later is as it was before. */
export function defaultsAt(newest: Fields, changes: readonly DefaultsChange[], month: string | undefined): Fields {
  if (month === undefined) return newest;
  return changes
    .filter(({ since }) => since > month)
    // The latest change goes first, of one month the last: below it lies what an earlier one has changed.
    .reverse()
    .sort((left, right) => (left.since === right.since ? 0 : left.since < right.since ? 1 : -1))
    .reduce<Fields>((defaults, { was }) => replaced(defaults, was), newest);
}

/** Defaults in two parts: those that another set of defaults says as well, and those that it does not. */
export function splitBy(defaults: Fields, other: Fields): { readonly same: Fields; readonly different: Fields } {
  const same: Record<string, unknown> = {};
  const different: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(defaults)) {
    const beside = other[key];
    if (isObject(value) && isObject(beside)) {
      const parts = splitBy(value, beside);
      same[key] = parts.same;
      if (Object.keys(parts.different).length > 0) different[key] = parts.different;
    } else if (Object.is(value, beside) || sameLeaf(value, beside)) same[key] = value;
    else different[key] = value;
  }
  return { same, different };
}

function replaced(defaults: Fields, was: Fields): Fields {
  const result: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(was)) {
    const newer = result[key];
    if (value === unset) Reflect.deleteProperty(result, key);
    else result[key] = isObject(value) && isObject(newer) ? replaced(newer, value) : value;
  }
  return result;
}

/** An object of fields: not a rule, which is replaced as a whole. */
function isObject(value: unknown): value is Fields {
  return isPlainObject(value) && !isRule(value);
}
