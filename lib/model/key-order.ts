/** Copies of plain data with keys in order. */
import { plainMap } from './plain-map';
import { isPlainObject } from './value';

/** The value with the keys of its objects in order; undefined where it holds a token, which only cdk8s can settle. */
export function inKeyOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(inKeyOrder);
    return items.includes(undefined) ? undefined : items;
  }
  if (!isPlainObject(value)) return undefined;
  const result = plainMap();
  for (const key of Object.keys(value).sort()) {
    const inner = inKeyOrder(value[key]);
    if (inner === undefined) return undefined;
    result[key] = inner;
  }
  return result;
}
