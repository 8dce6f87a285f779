/** Two objects of one identity: the second silently overwrites the first. */
import type { Check, CheckedObject, Problem } from './check';
import { identityKey, nameOf, objectText } from './object-identity';
import { objectsKindByKind } from './objects-by-kind';

export const uniqueIdentity: Check = {
  rule: 'unique-identity',
  severity: 'error',
  between: true,
  demand: 'No two objects of one cluster have the same API group, kind, namespace and name.',
  * run(input) {
    // Kind by kind: the names of a whole tree at once are much to remember.
    for (const objects of objectsKindByKind(input)) yield* ofOneKind(objects);
  },
};

function* ofOneKind(objects: readonly CheckedObject[]): Iterable<Problem> {
  const first = new Map<string, CheckedObject>();
  for (const at of objects) {
    const key = identityKey(at.manifest);
    const other = first.get(key);
    // What has no name gets one from the API server (`generateName`), or is refused.
    if (other !== undefined && nameOf(at.manifest) !== '') {
      yield {
        at,
        field: 'metadata.name',
        value: nameOf(at.manifest),
        message: `${objectText(at.manifest)} exists already, made at ${other.path}`,
        fix: 'rename one of the two (charthouse: pass `name` to the workload, as where a class makes it twice)',
      };
    }
    first.set(key, other ?? at);
  }
}
