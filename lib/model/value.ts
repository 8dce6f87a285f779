/** Values that come later: a Pulumi `Output`, a reference to another workload, or something settled at synthesis. */
import { hasBrand, markBrand } from './brand';
import type { Reference } from './reference';
import type { Deferred, Viewpoint } from './viewpoint';

export type { Deferred, Viewpoint } from './viewpoint';

/** What a leaf takes: the value, a reference to something in the tree, or a Pulumi `Output` (in a stack only). */
export type Value<T> = T | Deferred<T> | Reference<T>;

/** Whether the value is a Pulumi Output or alike. Ask this first: an Output answers to every property. */
export function isDeferred(value: unknown): value is Deferred<unknown> {
  if (typeof value !== 'object' && typeof value !== 'function') return false;
  if (value === null) return false;
  const candidate = value as { readonly __pulumiOutput?: unknown; readonly apply?: unknown };
  return candidate.__pulumiOutput === true || (typeof value === 'object' && typeof candidate.apply === 'function');
}

/** What is *in* an object but settled only at synthesis, such as the callers that a NetworkPolicy lets in. */
export class Late<T = unknown> {
  static {
    markBrand(this.prototype, 'Late');
  }

  public constructor(public readonly resolveAt: (viewpoint: Viewpoint) => T) {}
}

/** Whether the value is settled at synthesis only. */
export function isLate(value: unknown): value is Late {
  return hasBrand(value, 'Late');
}

/** Whether the value is a plain object: what may be walked and merged, as opposed to a leaf. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return true;
  // A plain object of another realm, such as one that `structuredClone` made under jest.
  return Object.getPrototypeOf(prototype) === null;
}
