/** The leaves of a manifest, by a path that a person reads: `spec.template.spec.containers[api].image`. */
import { isPlainObject } from './value';

/** Every leaf of the value, by its path. An empty object or list is a leaf. */
export function leavesOf(
  value: unknown,
  path = '',
  leaves = new Map<string, unknown>(),
): Map<string, unknown> {
  if (Array.isArray(value) && value.length > 0) {
    value.forEach((item, index) => {
      leavesOf(item, `${path}[${itemKey(item) ?? String(index)}]`, leaves);
    });
  } else if (isPlainObject(value) && Object.keys(value).length > 0) {
    for (const [key, entry] of Object.entries(value)) {
      const step = key.includes('.') || key.includes('/') ? `["${key}"]` : path === '' ? key : `.${key}`;
      leavesOf(entry, `${path}${step}`, leaves);
    }
  } else if (value !== undefined) {
    leaves.set(path, value);
  }
  return leaves;
}

/** What tells an item from its neighbours, where it has such a thing. */
function itemKey(item: unknown): string | undefined {
  if (!isPlainObject(item)) return undefined;
  const key = item['mountPath'] ?? item['name'];
  return typeof key === 'string' ? key : undefined;
}
