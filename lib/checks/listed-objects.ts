/** The objects of a List, as `kubectl get --output yaml` writes one: each is applied by itself, and judged so. */
import type { CheckedObject, PlainManifest } from './check';
import { itemsOf } from './fields';
import { isKind } from './object-identity';

/** The objects themselves; in the place of a List those in it, which stand at its construct. */
export function listedObjects(objects: readonly CheckedObject[]): CheckedObject[] {
  const listed: CheckedObject[] = [];
  for (const object of objects) {
    if (!isKind(object.manifest, '', 'List')) listed.push(object);
    else for (const item of listedObjects(itemsAsObjects(object))) listed.push(item);
  }
  return listed;
}

function itemsAsObjects(list: CheckedObject): readonly CheckedObject[] {
  return itemsOf(list.manifest['items']).map(([item]) => ({ ...list, manifest: item as PlainManifest }));
}
