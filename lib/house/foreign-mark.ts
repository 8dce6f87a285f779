/** What patterns leave on a foreign workload, for findings and a second turn: under a symbol that every copy knows. */
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { DeclaredObject, StatedReason } from '../checks/check';
import type { LeftRule } from '../model/layers';
import type { AnyPattern } from '../patterns/pattern';
import type { HouseContext } from './context';
import type { SaidOfForeign } from './foreign-settings';

/** What a workload reports, of ours or of others. */
export interface Report {
  readonly reasons: readonly StatedReason[];
  readonly left: readonly LeftRule[];
  readonly declared: readonly DeclaredObject[];
}

/** The patterns of a foreign workload. */
export interface ForeignRecord {
  readonly node: IConstruct['node'];
  readonly context: HouseContext;
  /** Whether a pattern of this name was applied already. */
  has(pattern: string): boolean;
  /** Applies patterns together. Throws what they have to say against it. */
  apply(patterns: readonly AnyPattern[], said: SaidOfForeign): void;
  /** What findings need to know. */
  report(): Report;
}

const foreignSymbol = Symbol.for('charthouse.foreign');

/** Leaves the record on the object. */
export function leaveForeign(object: ApiObject, record: ForeignRecord): void {
  Object.defineProperty(object, foreignSymbol, { value: record });
}

/** The record that was left on this very construct. */
export function foreignAt(construct: IConstruct): ForeignRecord | undefined {
  return (construct as IConstruct & { readonly [foreignSymbol]?: ForeignRecord })[foreignSymbol];
}
