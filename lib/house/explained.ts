/** What `explain` says of a value. */
import type { LayerKind } from '../model/layer';

/** A value of a lower layer, which another one covers. */
export interface Covered {
  readonly layer: LayerKind;
  /** Who said it, such as `house acme`. */
  readonly by: string;
  readonly value: unknown;
}

/** A value of an object, and who decided it. */
export interface Explained {
  /** The object: its kind, and its role where it has one. */
  readonly object: string;
  /** The field, such as `spec.template.spec.containers[api].image`. */
  readonly field: string;
  readonly value: unknown;
  readonly layer: LayerKind;
  /** Who said it, such as `house acme` or `props`. */
  readonly by: string;
  /** The pattern that wrote it; `charthouse` for names and frames. */
  readonly pattern: string;
  /** What lower layers would have had it be, from the strongest to the weakest. */
  readonly covers: readonly Covered[];
}
