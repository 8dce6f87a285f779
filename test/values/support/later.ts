/** Outputs that are known at once: what is made of one can be looked at without waiting, and without Pulumi. */
import type { Deferred } from '../../../lib';

const known = new WeakMap<object, { readonly value: unknown }>();

/** No plain object: an Output is none. */
class Later {}

/** A value that comes later. As an Output of Pulumi it answers to every property, and tells nothing as text. */
export function later<T>(value: T): Deferred<T> {
  const inner: unknown = isLater(value) ? knownOf(value) : value;
  const made = new Proxy(new Later(), {
    get: (_target, property) => {
      if (property === '__pulumiOutput') return true;
      if (property === 'apply') return (transform: (of: unknown) => unknown): unknown => later(transform(inner));
      if (typeof property === 'symbol' || property === 'then' || property.startsWith('__')) return undefined;
      if (property === 'toString' || property === 'toJSON')
        return () => `Calling [${property}] on an [Output<T>] is not supported.`;
      return later((inner as Record<string, unknown> | null | undefined)?.[property]);
    },
  });
  known.set(made, { value: inner });
  return made as Deferred<T>;
}

/** Whether the value was made by `later`. */
export function isLater(value: unknown): boolean {
  return typeof value === 'object' && value !== null && known.has(value);
}

/** The value, with everything in it that `later` made replaced by what it is known to be. */
export function knownOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const found = known.get(value);
  if (found !== undefined) return knownOf(found.value);
  if (Array.isArray(value)) return value.map(knownOf);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, knownOf(entry)]));
}
