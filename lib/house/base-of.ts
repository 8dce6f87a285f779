/**
 * What holds for every workload of a kind under one Application: the patterns that fit, and the layers below the
 * props.
 */
import { defaultsAt } from '../model/defaults-by-month';
import { CharthouseError } from '../model/error';
import type { Layer } from '../model/layer';
import { mergeLayer, nothingMerged } from '../model/layers';
import { isRule } from '../model/rule';
import type { Shape } from '../model/shape';
import { isDeferred, isPlainObject } from '../model/value';
import type { AnyPattern, DefaultsReach } from '../patterns/pattern';
import { speakingIn } from '../patterns/silence';
import type { HouseContext } from './context';
import { coreShapes } from './core-props';
import type { House } from './house';
import { containerLayers, libraryLayers, patternLayers } from './library-layers';
import type { ContainerBase, WorkloadBase } from './workload-base';
import type { WorkloadDefinition } from './workload-class';

/** What holds for every workload of a kind in a house, whichever Application it is in. */
interface KindBase extends WorkloadBase {
  readonly ownDefaults: Readonly<Record<string, unknown>>;
  /** The shapes of the keys of patterns, and of those whose defaults reach containers: by props, or by patterns. */
  readonly keys: Readonly<Record<string, Shape>>;
  readonly reached: { readonly stated: object; readonly injected: object };
}

const kinds = new WeakMap<House, Map<WorkloadDefinition, KindBase>>();

/** The base of a workload; made once for each kind under each Application. */
export function baseOf(definition: WorkloadDefinition, context: HouseContext): WorkloadBase {
  const existing = context.bases.get(definition);
  if (existing !== undefined) return existing;
  const base = withLayers(kindBaseOf(definition, context), definition, context.layers, context.path);
  context.bases.set(definition, base);
  return base;
}

/** The same before an Application says anything; made once for each kind of a house. */
function kindBaseOf(definition: WorkloadDefinition, { house, path }: HouseContext): KindBase {
  const known = kinds.get(house) ?? new Map<WorkloadDefinition, KindBase>();
  kinds.set(house, known);
  const base = known.get(definition) ?? withLayers(libraryBase(definition, house), definition, house.layers, path);
  known.set(definition, base);
  return base;
}

function libraryBase(definition: WorkloadDefinition, house: House): KindBase {
  const { compat } = house;
  const patterns = house.patterns.filter((pattern) => pattern.fits.every((trait) => definition.traits.includes(trait)));
  refuseSharedKeys(`house ${house.name}`, definition.name, patterns);
  const containerShapes = shapesOf(patterns.map((pattern) => pattern.containerShapes));
  const keys = shapesOf([containerShapes, ...patterns.map((pattern) => pattern.shapes)]);
  const reachedBy = (...reaches: readonly DefaultsReach[]): object =>
    shapesOf(patterns.filter(({ reach }) => reaches.includes(reach)).map((pattern) => pattern.containerShapes));
  const none = { layers: [], merged: nothingMerged };
  const empty: KindBase = {
    patterns,
    applying: speakingIn('apply', patterns),
    serving: speakingIn('applyContainer', patterns),
    emitting: speakingIn('emit', [...patterns].sort((left, right) => (left.name < right.name ? -1 : 1))),
    shapes: { ...keys, ...coreShapes },
    containerShapes,
    ...none,
    stated: none,
    injected: none,
    ownDefaults: defaultsAt(definition.defaults, definition.changes ?? [], compat),
    keys,
    reached: { stated: reachedBy('every', 'stated'), injected: reachedBy('every') },
  };
  const layers = [
    ...patternLayers(patterns, compat),
    ...libraryLayers(`workload ${definition.name}`, [definition], compat),
  ].map((each) => only(each, keys));
  const ofContainers = containerLayers(patterns, compat);
  const path = `house ${house.name}`;
  return {
    ...empty,
    ...onTop(none, layers, keys, path),
    stated: onTop(none, ofContainers, keys, path),
    injected: onTop(none, ofContainers, keys, path),
  };
}

/** The base with more layers on top of it. */
function withLayers(base: KindBase, { name }: WorkloadDefinition, more: readonly Layer[], path: string): KindBase {
  const { keys, ownDefaults, reached } = base;
  const layers = more
    .filter((each) => each.workload === undefined || each.workload === name)
    // What a kind of workload says of itself stands against defaults for all kinds; `defaultsFor` names the kind.
    .map((each) => only(each.workload === undefined ? without(each, ownDefaults) : each, keys));
  const forAll = more.filter((each) => each.workload === undefined);
  const within = (fields: object): readonly Layer[] => forAll.map((each) => only(each, { ...fields }));
  return {
    ...base,
    ...onTop(base, layers, keys, path),
    stated: onTop(base.stated, within(reached.stated), keys, path),
    injected: onTop(base.injected, within(reached.injected), keys, path),
  };
}

function onTop(
  below: ContainerBase,
  more: readonly Layer[],
  keys: Readonly<Record<string, Shape>>,
  path: string,
): ContainerBase {
  return {
    layers: [...below.layers, ...more],
    merged: more.reduce((merged, layer) => mergeLayer(merged, layer, path, keys), below.merged),
  };
}

function shapesOf(sets: readonly Readonly<Record<string, Shape>>[]): Readonly<Record<string, Shape>> {
  return Object.assign({}, ...sets) as Readonly<Record<string, Shape>>;
}

/** The layer without the fields that the workload has a default of its own for. Rules hold for every kind. */
function without(layer: Layer, own: Readonly<Record<string, unknown>>): Layer {
  return { ...layer, values: fieldsWithout(layer.values, own) };
}

function fieldsWithout(
  values: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
    const other = own[key];
    if (other === undefined || isRule(value) || value === false) return [[key, value]];
    if (!isPlainObject(other)) return [];
    if (isDeferred(value)) return [[key, value.apply((map) => (isPlainObject(map) ? fieldsWithout(map, other) : map))]];
    return isPlainObject(value) ? [[key, fieldsWithout(value, other)]] : [];
  });
  return Object.fromEntries(kept);
}

/** A layer's values for keys that the workload has: a house's default for `scaling` says nothing of an agent. */
function only(layer: Layer, keys: Readonly<Record<string, unknown>>): Layer {
  return { ...layer, values: Object.fromEntries(Object.entries(layer.values).filter(([key]) => key in keys)) };
}

function refuseSharedKeys(path: string, workload: string, patterns: readonly AnyPattern[]): void {
  const owners = new Map<string, string>();
  for (const pattern of patterns) {
    for (const key of [
      ...Object.keys(pattern.shapes),
      ...Object.keys(pattern.containerShapes),
      ...Object.keys(coreShapes),
    ]) {
      const owner =
        key in coreShapes && !(key in pattern.shapes)
          ? undefined
          : (owners.get(key) ?? (key in coreShapes ? 'charthouse' : undefined));
      if (owner !== undefined && owner !== pattern.name) {
        throw new CharthouseError({
          path,
          field: key,
          problem: owner === 'charthouse'
            ? `is a prop of every workload, and so no key of pattern '${pattern.name}'`
            : `is a key of two patterns of a ${workload}: '${owner}' and '${pattern.name}'`,
          value: key,
          allowed: 'one owner for each key',
          fix: 'rename the key of one of them',
        });
      }
      if (key in pattern.shapes || key in pattern.containerShapes) owners.set(key, pattern.name);
    }
  }
}
