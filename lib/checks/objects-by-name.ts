/** What references mean: they say kind and name, and are at home in a namespace. */
import type { CheckedObject, CheckInput } from './check';
import { kindOf, nameOf, namespaceOf } from './object-identity';
import { onceARun } from './once-a-run';

/** The object of this kind, of whatever group; the last one, where there are several. */
export function objectNamed(
  { objects }: Pick<CheckInput, 'objects'>, kind: string, namespace: string, name: string,
): CheckedObject | undefined {
  const kinds = indexes(objects);
  let index = kinds.get(kind);
  if (index === undefined) {
    index = indexOf(objects, kind);
    kinds.set(kind, index);
  }
  return index.get(keyOf(namespace, name));
}

type Index = ReadonlyMap<string, CheckedObject>;

/** Few kinds are ever referred to: the others need no index. */
const indexes = onceARun((): Map<string, Index> => new Map());

function indexOf(objects: readonly CheckedObject[], kind: string): Index {
  const index = new Map<string, CheckedObject>();
  for (const object of objects) {
    const { manifest } = object;
    if (kindOf(manifest) === kind) index.set(keyOf(namespaceOf(manifest), nameOf(manifest)), object);
  }
  return index;
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}|${name}`;
}
