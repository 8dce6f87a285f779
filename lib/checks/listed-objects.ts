/** The objects of a List, as `kubectl get --output yaml` writes one: each is applied by itself, and judged so. */
import type { CheckedObject, PlainManifest } from './check';
import { itemsOf } from './fields';
import { isKind } from './object-identity';

/** The object itself; of a List those in it, which stand at its construct. */
export function listedObjects(object: CheckedObject): readonly CheckedObject[] {
  if (!isKind(object.manifest, '', 'List')) return [object];
  return itemsOf(object.manifest['items']).flatMap(([item]) =>
    listedObjects({ ...object, manifest: item as PlainManifest }));
}
