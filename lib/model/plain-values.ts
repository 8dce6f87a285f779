/** A layer's values as a shape can check them. */
import { isRule, unset } from './rule';
import { isDeferred, isPlainObject } from './value';

/** The values of a layer without its rules: what a shape can check. */
export function plainValues(value: unknown): unknown {
  if (isDeferred(value)) return value;
  if (isRule(value)) return plainValues(value.value);
  if (value === unset) return undefined;
  if (Array.isArray(value) || !isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainValues(entry)]));
}
