/** The objects of a kind, found without a look at all the others: most checks are about one kind. */
import type { CheckedObject, CheckInput } from './check';
import { groupOf, kindOf } from './object-identity';
import { onceARun } from './once-a-run';

/** The objects of this group and kind, in the order of the run. */
export function objectsOfKind(
  { objects }: Pick<CheckInput, 'objects'>, group: string, kind: string,
): readonly CheckedObject[] {
  return byKind(objects).get(keyOf(group, kind)) ?? none;
}

/** The objects of this group, whatever their kind, kind by kind. */
export function objectsOfGroup({ objects }: Pick<CheckInput, 'objects'>, group: string): readonly CheckedObject[] {
  return [...byKind(objects).values()].filter(([first]) => first !== undefined && groupOf(first.manifest) === group)
    .flat();
}

/** The objects of the run, those of each group and kind by themselves. */
export function objectsKindByKind({ objects }: Pick<CheckInput, 'objects'>): Iterable<readonly CheckedObject[]> {
  return byKind(objects).values();
}

const none: readonly CheckedObject[] = Object.freeze([]);

const byKind = onceARun((objects): ReadonlyMap<string, readonly CheckedObject[]> => {
  const found = new Map<string, CheckedObject[]>();
  for (const object of objects) {
    const key = keyOf(groupOf(object.manifest), kindOf(object.manifest));
    const list = found.get(key);
    if (list === undefined) found.set(key, [object]);
    else list.push(object);
  }
  return found;
});

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`;
}
