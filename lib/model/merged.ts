/** What the layers of a workload come to, as far as they are merged. */
import { CharthouseError } from './error';
import type { Layer } from './layer';
import { unset, type Rule } from './rule';

/** A rule that a layer set on a field, for the layers above it. */
export interface PlacedRule {
  readonly field: string;
  readonly rule: Rule;
  readonly layer: Layer;
}

/** A rule that a layer above left, and why. */
export interface LeftRule {
  /** Path of the construct, or name of the house, that left it. */
  readonly path: string;
  readonly field: string;
  readonly value: unknown;
  readonly allowed: string;
  /** The layer that set the rule. */
  readonly setBy: string;
  readonly reason: string;
}

/** What the layers so far come to. */
export interface Merged {
  readonly values: Readonly<Record<string, unknown>>;
  readonly rules: readonly PlacedRule[];
  readonly left: readonly LeftRule[];
  /** By field, what holds where a layer above states the object. */
  readonly whenStated: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Nothing said yet. */
export const nothingMerged: Merged = Object.freeze({ values: {}, rules: [], left: [], whenStated: {} });

/** The error for a value that a rule of a layer below does not allow. */
export function notAllowed(
  { layer, rule: { allowed } }: PlacedRule,
  value: unknown,
  { path, field }: { readonly path: string; readonly field: string },
): CharthouseError {
  return new CharthouseError({
    path,
    field,
    problem: `is ${allowed} by ${layer.name}`,
    value: value === unset ? 'unset' : value,
    allowed,
    fix: `keep to it, or state a reason: because: { '${field}': '…' }`,
  });
}

/** The error for a layer whose own limits leave out what holds. */
export function outside(
  { allowed }: Rule,
  value: unknown,
  { path, field, layer }: { readonly path: string; readonly field: string; readonly layer: string },
): CharthouseError {
  return new CharthouseError({
    path,
    field,
    problem: `is ${allowed} by ${layer}, and its default is not`,
    value,
    allowed,
    fix: 'give a default within the limits: bounded({ …, default: … })',
  });
}
