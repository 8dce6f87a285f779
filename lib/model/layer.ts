/** A layer: one of those who decide, and what it says. */
import type { Reasons } from './reasons';

/** The layers, from the weakest to the strongest. */
export type LayerKind = 'library' | 'house' | 'target' | 'application' | 'props' | 'transform';

/** What one layer says, in the shape of the props. */
export interface Layer {
  readonly kind: LayerKind;
  /** Who it is, as `explain` shows it: `house acme`. */
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly reasons: Reasons;
  /** What comes before a field in errors and reasons: `sidecars.proxy`. @default - nothing */
  readonly prefix?: string | undefined;
  /** The only kind of workload that the layer is for. @default - every kind */
  readonly workload?: string | undefined;
}
