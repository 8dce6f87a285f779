/**
 * What holds for every workload of a kind under one Application: the patterns that fit, and the layers below the
 * props.
 */
import { defaultsAt } from '../model/defaults-by-month';
import { CharthouseError } from '../model/error';
import type { Layer } from '../model/layer';
import { mergeLayer, nothingMerged, type Merged } from '../model/layers';
import { isRule } from '../model/rule';
import type { Shape } from '../model/shape';
import { isPlainObject } from '../model/value';
import type { AnyPattern, DefaultsReach } from '../patterns/pattern';
import { speakingIn } from '../patterns/silence';
import type { HouseContext } from './context';
import { coreShapes } from './core-props';
import { containerLayers, libraryLayers, patternLayers } from './library-layers';
import type { ContainerBase, WorkloadBase } from './workload-base';
import type { WorkloadDefinition } from './workload-class';

/** The base of a workload; made once for each kind under each Application. */
export function baseOf(definition: WorkloadDefinition, context: HouseContext): WorkloadBase {
  const existing = context.bases.get(definition);
  if (existing !== undefined) return existing;
  const base = makeBase(definition, context);
  context.bases.set(definition, base);
  return base;
}

function makeBase(definition: WorkloadDefinition, context: HouseContext): WorkloadBase {
  const patterns = context.house.patterns.filter((pattern) =>
    pattern.fits.every((trait) => definition.traits.includes(trait)),
  );
  refuseSharedKeys(`house ${context.house.name}`, definition.name, patterns);
  const merge = (layers: readonly Layer[]): Merged =>
    layers.reduce((merged, layer) => mergeLayer(merged, layer, context.path, keys), nothingMerged);
  const containerKeys = Object.assign({}, ...patterns.map((pattern) => pattern.containerShapes)) as Record<
    string,
    Shape
  >;
  const keys = Object.assign({}, containerKeys, ...patterns.map((pattern) => pattern.shapes)) as Record<string, Shape>;
  const { compat } = context.house;
  const ownDefaults = defaultsAt(definition.defaults, definition.changes ?? [], compat);
  const above = [...context.house.layers, ...context.layers];
  const layers = [
    ...patternLayers(patterns, compat),
    ...libraryLayers(`workload ${definition.name}`, [definition], compat),
    // What a kind of workload says of itself stands against defaults for all kinds; `defaultsFor` names the kind.
    ...above
      .filter((each) => each.workload === undefined || each.workload === definition.name)
      .map((each) => (each.workload === undefined ? without(each, ownDefaults) : each)),
  ].map((each) => only(each, keys));
  const containerBase = (reaches: readonly DefaultsReach[]): ContainerBase => {
    const reached = patterns.filter((pattern) => reaches.includes(pattern.reach));
    const reachedKeys = Object.assign({}, ...reached.map((pattern) => pattern.containerShapes)) as object;
    const layersOfContainers = [
      ...containerLayers(patterns, compat),
      ...above.filter((each) => each.workload === undefined).map((each) => only(each, { ...reachedKeys })),
    ];
    return { layers: layersOfContainers, merged: merge(layersOfContainers) };
  };
  return {
    patterns,
    applying: speakingIn('apply', patterns),
    serving: speakingIn('applyContainer', patterns),
    emitting: speakingIn('emit', patterns),
    shapes: { ...keys, ...coreShapes },
    containerShapes: containerKeys,
    layers,
    merged: merge(layers),
    stated: containerBase(['every', 'stated']),
    injected: containerBase(['every']),
  };
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
    return isPlainObject(value) && isPlainObject(other) ? [[key, fieldsWithout(value, other)]] : [];
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
