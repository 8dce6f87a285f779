/** What a house says, as layers: for all workloads, and for one kind of them. */
import { frozenCopy } from '../model/frozen-copy';
import type { Layer } from '../model/layer';
import { mergeLayer, nothingMerged, type Merged } from '../model/layers';
import { plainValues } from '../model/plain-values';
import type { Reasons } from '../model/reasons';
import { object, unknownField, type Shape } from '../model/shape';
import type { AnyPattern } from '../patterns/pattern';
import type { House } from './house';
import { patternLayers } from './library-layers';
import { builtinWorkloads } from './workload-class';

/** The layers of the house that it extends, and its own above them. Throws for what no pattern knows. */
export function houseLayers(
  path: string,
  props: {
    readonly extends?: House | undefined;
    readonly defaults?: object | undefined;
    readonly defaultsFor?: Readonly<Record<string, object>> | undefined;
    readonly workloads?: object | undefined;
  },
  shapes: Readonly<Record<string, Shape>>,
  reasons: Reasons,
): readonly Layer[] {
  const own: Layer[] = [];
  if (props.defaults !== undefined) {
    object(shapes).check(plainValues(props.defaults), { path, field: 'defaults' });
    own.push({ kind: 'house', name: path, values: frozenCopy({ ...props.defaults }), reasons });
  }
  const workloads = [...builtinWorkloads, ...Object.keys({ ...props.extends?.workloads, ...props.workloads })];
  for (const [workload, values] of Object.entries(props.defaultsFor ?? {})) {
    if (!workloads.includes(workload)) throw unknownField({ path, field: 'defaultsFor' }, workload, workloads);
    object(shapes).check(plainValues(values), { path, field: `defaultsFor.${workload}` });
    own.push({ kind: 'house', name: `${path} for ${workload}`, values: frozenCopy({ ...values }), reasons, workload });
  }
  return Object.freeze([...(props.extends?.layers ?? []), ...own]);
}

/** Merges the layers once for their errors: what one below has locked is left only with a reason. */
export function checkLayers(
  path: string,
  { patterns, compat }: Pick<House, 'patterns' | 'compat'>,
  layers: readonly Layer[],
): void {
  const shapes = allShapes(patterns);
  const merge = (merged: Merged, layer: Layer): Merged => mergeLayer(merged, layer, path, shapes);
  const library = patternLayers(patterns, compat).reduce(merge, nothingMerged);
  for (const workload of new Set([undefined, ...layers.map((layer) => layer.workload)]))
    layers.filter((layer) => layer.workload === undefined || layer.workload === workload).reduce(merge, library);
}

const shapesOf = new WeakMap<readonly AnyPattern[], Readonly<Record<string, Shape>>>();

/** The shapes of all keys, of whichever workload: the same for every Application of a house. */
export function allShapes(patterns: readonly AnyPattern[]): Readonly<Record<string, Shape>> {
  const known = shapesOf.get(patterns);
  if (known !== undefined) return known;
  const sets = patterns.flatMap((pattern) => [pattern.containerShapes, pattern.shapes]);
  const shapes = Object.freeze(Object.assign({}, ...sets) as Record<string, Shape>);
  shapesOf.set(patterns, shapes);
  return shapes;
}
