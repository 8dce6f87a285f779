/**
 * Who decides: library < house < target < Application < props. Layers are merged value by value, under the rules
 * below.
 */
import { joined } from './later';
import type { Layer } from './layer';
import { entryOf, LayeredMap, mapsOf, namesTakenAway } from './layered-map';
import { notAllowed, outside, type LeftRule, type Merged, type PlacedRule } from './merged';
import { isRule, isWhenStated, locked, sameLeaf, unset, type Rule } from './rule';
import type { Shape } from './shape';
import { isDeferred, isPlainObject, type Deferred } from './value';

export { nothingMerged, type LeftRule, type Merged } from './merged';

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
    const { rules, left } = this.below;
    if (!changed) return { values, rules, left, whenStated };
    return { values, rules: [...rules, ...this.newRules], left: [...left, ...this.left], whenStated };
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
        throw outside(over, merged, { path: this.path, field, layer: this.layer.name });
      this.place(over, field);
      return merged;
    }
    if (isDeferred(over)) return this.later(base, over, field, shape);
    if (isPlainObject(over) && shape?.whole !== true) {
      this.checkExact(over, field);
      if (base instanceof LayeredMap)
        return new LayeredMap([...base.maps, { ...this.object({}, over, field, shape), ...namesTakenAway(over) }]);
      return this.object(isPlainObject(base) ? base : this.whenStated[field] ?? {}, over, field, shape);
    }
    return this.leaf(base, over, field);
  }

  private leaf(base: unknown, over: unknown, field: string): unknown {
    // Who says again what holds already leaves nothing: a layer below has left the rule, and said why.
    if (!sameLeaf(base, over)) this.checkExact(over, field);
    this.checkWithin(over, field);
    if (over !== unset) return over;
    this.hold(field, undefined);
    return undefined;
  }

  /** What comes later is held to the rules when it is known, unless there is a reason; so is what a whole map says. */
  private later(base: unknown, over: Deferred<unknown>, field: string, shape: Shape | undefined): unknown {
    const map = shape?.entries !== undefined;
    if (!map) this.checkWithin(over, field);
    const kept = this.below.rules.filter((placed) =>
      (placed.field === field || (map && placed.field.startsWith(`${field}.`)))
      && !this.isLeft(placed, placed.field, 'an Output'));
    const held = (known: unknown): unknown => {
      for (const placed of kept) {
        const said = placed.field === field ? known : entryOf(known, placed.field.slice(field.length + 1));
        if (said !== undefined && !placed.rule.allows(said))
          throw notAllowed(placed, said, { path: this.path, field: this.nameOf(placed.field) });
      }
      return known;
    };
    const checked = kept.length === 0 ? over : joined([over], ([known]) => held(known));
    return map ? new LayeredMap([...mapsOf(base), checked as Deferred<unknown>]) : checked;
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
    if (this.isLeft(placed, field, value)) return;
    throw notAllowed(placed, value, { path: this.path, field: this.nameOf(field) });
  }

  /** Whether there is a reason to leave the rule; then it is told. */
  private isLeft({ layer, rule: { allowed } }: PlacedRule, field: string, value: unknown): boolean {
    const named = this.nameOf(field);
    const reason = this.layer.reasons.use(named);
    if (reason === undefined) return false;
    const { path } = this.layer.reasons;
    const shown = value === unset ? 'unset' : value;
    this.left.push({ path, field: named, value: shown, allowed, setBy: layer.name, reason });
    return true;
  }

  /** The field as its author writes it. */
  private nameOf(field: string): string {
    return this.layer.prefix === undefined ? field : `${this.layer.prefix}.${field}`;
  }
}
