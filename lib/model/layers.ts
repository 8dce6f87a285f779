/**
 * Who decides: library < house < target < Application < props. Layers are merged value by value, under the rules
 * below.
 */
import { CharthouseError } from './error';
import type { Layer } from './layer';
import { isRule, isWhenStated, locked, sameLeaf, unset, type Rule } from './rule';
import type { Shape } from './shape';
import { isPlainObject } from './value';

/** A rule that a layer set on a field, for the layers above it. */
interface PlacedRule {
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

/** The shapes of the keys, where they are known: they say which values replace each other. */
export type Shapes = Readonly<Record<string, Shape>>;

/** Puts a layer on top. `path` is the construct (or house) that an error names. */
export function mergeLayer(below: Merged, layer: Layer, path: string, shapes: Shapes = {}): Merged {
  return new Merge(below, layer, path, shapes).run();
}

class Merge {
  private readonly newRules: PlacedRule[] = [];
  private readonly left: LeftRule[] = [];
  private whenStated: Merged['whenStated'];

  public constructor(
    private readonly below: Merged,
    private readonly layer: Layer,
    private readonly path: string,
    private readonly shapes: Shapes,
  ) {
    this.whenStated = below.whenStated;
  }

  public run(): Merged {
    const values = this.object(this.below.values, this.layer.values, '', { fields: this.shapes });
    const { whenStated } = this;
    const changed = this.newRules.length > 0 || this.left.length > 0;
    return changed
      ? { values, rules: [...this.below.rules, ...this.newRules], left: [...this.below.left, ...this.left], whenStated }
      : { values, rules: this.below.rules, left: this.below.left, whenStated };
  }

  private object(
    base: Readonly<Record<string, unknown>>,
    over: Readonly<Record<string, unknown>>,
    field: string,
    shape: Partial<Shape> | undefined,
  ): Record<string, unknown> {
    const result: Record<string, unknown> = { ...base };
    this.dropAlternatives(result, over, field, shape?.alternatives);
    for (const key of Object.keys(over)) {
      const inner = shape?.fields?.[key] ?? shape?.entries;
      const merged = this.value(result[key], over[key], field === '' ? key : `${field}.${key}`, inner);
      if (merged === undefined) Reflect.deleteProperty(result, key);
      else result[key] = merged;
    }
    return result;
  }

  /** Of alternatives one is said: another one above takes its place, with all that was said of it. */
  private dropAlternatives(
    result: Record<string, unknown>,
    over: Readonly<Record<string, unknown>>,
    field: string,
    alternatives: readonly string[] = [],
  ): void {
    if (!alternatives.some((key) => over[key] !== undefined)) return;
    for (const key of alternatives) {
      if (over[key] !== undefined || result[key] === undefined) continue;
      this.checkExact(unset, `${field}.${key}`);
      this.checkWithin(unset, `${field}.${key}`);
      Reflect.deleteProperty(result, key);
    }
  }

  private value(base: unknown, over: unknown, field: string, shape: Shape | undefined): unknown {
    if (over === undefined) return base;
    if (isWhenStated(over)) return this.stated(base, over.value as Record<string, unknown>, field, shape);
    if (isRule(over)) {
      const merged = this.value(base, over.value, field, shape);
      if (over.kind === 'bounded' && merged !== undefined && !over.allows(merged))
        throw this.outside(over, merged, field);
      this.place(over, field);
      return merged;
    }
    if (isPlainObject(over) && shape?.whole !== true) {
      this.checkExact(over, field);
      return this.object(isPlainObject(base) ? base : this.whenStated[field] ?? {}, over, field, shape);
    }
    // Who says again what holds already leaves nothing: a layer below has left the rule, and said why.
    if (!sameLeaf(base, over)) this.checkExact(over, field);
    this.checkWithin(over, field);
    if (over !== unset) return over;
    this.hold(field, undefined);
    return undefined;
  }

  /** What holds where the object is stated: below already, or in a layer above. */
  private stated(base: unknown, over: Record<string, unknown>, field: string, shape: Shape | undefined): unknown {
    if (isPlainObject(base)) return this.object(base, over, field, shape);
    this.hold(field, this.object(this.whenStated[field] ?? {}, over, field, shape));
    return base;
  }

  private hold(field: string, value: Readonly<Record<string, unknown>> | undefined): void {
    if (value === undefined && this.whenStated[field] === undefined) return;
    const { [field]: _below, ...others } = this.whenStated;
    this.whenStated = value === undefined ? others : { ...others, [field]: value };
  }

  private outside({ allowed }: Rule, value: unknown, field: string): CharthouseError {
    return new CharthouseError({
      path: this.path,
      field,
      problem: `is ${allowed} by ${this.layer.name}, and its default is not`,
      value,
      allowed,
      fix: 'give a default within the limits: bounded({ …, default: … })',
    });
  }

  /** A locked object locks each of its leaves. */
  private place(rule: Rule, field: string): void {
    if (!isPlainObject(rule.value)) {
      this.newRules.push({ field, rule, layer: this.layer });
      return;
    }
    for (const [key, value] of Object.entries(rule.value)) this.place(locked(value), `${field}.${key}`);
  }

  private checkExact(value: unknown, field: string): void {
    for (const placed of this.below.rules) {
      if (placed.field !== field) continue;
      if (!placed.rule.allows(value)) this.leave(placed, field, value);
    }
  }

  /** A scalar in the place of an object (`security: false`) leaves every rule inside that object. */
  private checkWithin(value: unknown, field: string): void {
    for (const placed of this.below.rules) {
      if (placed.field.startsWith(`${field}.`)) this.leave(placed, placed.field, value);
    }
  }

  private leave(placed: PlacedRule, field: string, value: unknown): void {
    const { prefix } = this.layer;
    const named = prefix === undefined ? field : `${prefix}.${field}`;
    const reason = this.layer.reasons.use(named);
    const shown = value === unset ? 'unset' : value;
    if (reason !== undefined) {
      const { path } = this.layer.reasons;
      const { allowed } = placed.rule;
      this.left.push({ path, field: named, value: shown, allowed, setBy: placed.layer.name, reason });
      return;
    }
    throw new CharthouseError({
      path: this.path,
      field: named,
      problem: `is ${placed.rule.allowed} by ${placed.layer.name}`,
      value: shown,
      allowed: placed.rule.allowed,
      fix: `keep to it, or state a reason: because: { '${named}': '…' }`,
    });
  }
}
