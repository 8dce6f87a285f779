/** The part of a workload that its props do not decide: the same for every workload of a kind under one Application. */
import type { Layer } from '../model/layer';
import type { Merged } from '../model/layers';
import type { Shape } from '../model/shape';
import type { AnyPattern } from '../patterns/pattern';

/** What holds for a container that is added. */
export interface ContainerBase {
  readonly layers: readonly Layer[];
  readonly merged: Merged;
}

/** The part of a workload that its props do not decide. */
export interface WorkloadBase {
  /** The patterns that fit, sorted by name. */
  readonly patterns: readonly AnyPattern[];
  /** Those that write to the draft, those that serve containers, and those that emit objects, by name. */
  readonly applying: readonly AnyPattern[];
  readonly serving: readonly AnyPattern[];
  readonly emitting: readonly AnyPattern[];
  /** The shape of each prop. */
  readonly shapes: Readonly<Record<string, Shape>>;
  /** The shape of each prop of a container. */
  readonly containerShapes: Readonly<Record<string, Shape>>;
  /** The layers below the props, from the weakest to the strongest. */
  readonly layers: readonly Layer[];
  readonly merged: Merged;
  /** The same for a container that is added: defaults for one kind of workload are for its main container. */
  readonly stated: ContainerBase;
  /** And for one that a pattern adds, which defaults for what an application is do not reach. */
  readonly injected: ContainerBase;
}
