/** Values as they were said: whoever goes on writing to the object that they came in changes nothing. */
import { isDeferred, isPlainObject } from './value';

/** A copy that cannot be changed. What carries a brand (rules, references) and Outputs stay what they are. */
export function frozenCopy<T>(value: T): T {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as T;
  if (isDeferred(value) || !isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, frozenCopy(entry)]));
  return Object.freeze(copy) as T;
}
