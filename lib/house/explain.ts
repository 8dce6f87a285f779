/**
 * Where each value comes from. Patterns only write, so that they can be run again without the upper layers: the layer
 * of a value is the one from which on it stays the same.
 */
import { leavesOf } from '../model/leaves';
import type { Layer } from '../model/layer';
import type { KubernetesObject } from '../model/object';
import { sameLeaf } from '../model/rule';
import type { Viewpoint } from '../model/value';
import { nameOf, stageOf } from './explain-stage';
import type { Covered, Explained } from './explained';
import type { Owners } from './owners';
import type { ResolvedWorkload } from './resolved-workload';

/** Explains every value of a workload's objects, sorted as the objects and their fields are. */
export function explainWorkload(
  resolved: ResolvedWorkload,
  objects: readonly KubernetesObject[],
): readonly Explained[] {
  const layers = [...resolved.base.layers, resolved.propsLayer];
  const viewpoint = lenientViewpoint(resolved.facts.path, resolved.facts.namespace);
  const owners: Owners = new Map();
  const names = objects.map(nameOf);
  const stages = layers.map((_, index) =>
    stageOf(resolved, layers.slice(0, index + 1), names, viewpoint, index === layers.length - 1 ? owners : undefined),
  );
  return objects.flatMap((object) => {
    const name = nameOf(object);
    return [...leavesOf(object.renderFrom(viewpoint))].map(([field, value]) => {
      const history = stages.map((stage) => stage.get(name)?.get(field));
      return {
        object: name,
        field,
        value,
        ...decided(history, value, layers),
        pattern: patternOf(owners, name, field),
      };
    });
  });
}

function decided(
  history: readonly unknown[],
  value: unknown,
  layers: readonly Layer[],
): Pick<Explained, 'layer' | 'by' | 'covers'> {
  const last = history.length - 1;
  const transformed = !sameLeaf(history[last], value);
  let from = transformed ? history.length : last;
  while (from > 0 && sameLeaf(history[from - 1], value)) from--;
  const covers: Covered[] = [];
  for (let index = from - 1; index >= 0; index--) {
    const [older, layer] = [history[index], layers[index]];
    const lower = index > 0 ? history[index - 1] : undefined;
    if (older !== undefined && layer !== undefined && !sameLeaf(older, lower))
      covers.push({ layer: layer.kind, by: layer.name, value: older });
  }
  const layer = layers[from];
  return layer === undefined
    ? { layer: 'transform', by: 'transform', covers }
    : { layer: layer.kind, by: layer.name, covers };
}

function patternOf(owners: Owners, object: string, field: string): string {
  for (const prefix of [`${object} `, '']) {
    for (let place = field; place !== ''; place = place.replace(/(\.[^.[\]]*|\[[^\]]*\]|^[^.[\]]*)$/, '')) {
      const owner = owners.get(`${prefix}${place}`);
      if (owner !== undefined && (prefix !== '' || place.startsWith('metadata'))) return owner;
    }
  }
  return owners.get(`object:${object}`) ?? 'charthouse';
}

function lenientViewpoint(path: string, namespace: string | undefined): Viewpoint {
  return { path, namespace, deferred: () => '(an Output)', secret: () => '(a secret)' };
}
