/**
 * Who owns which fields of an object, as the server keeps it. What was created without apply is taken over by the first
 * apply, or the fields that go would stay: the real provider creates with a plain request, under one name for all, and
 * applies later under the object's own.
 */
import { isMap, listAt, textAt, type Properties, type Value } from './values';

/** The provider's own plain requests. */
const plainly = ['pulumi-kubernetes', 'pulumi-kubernetes.exe', 'pulumi-resource-kubernetes'];

/** Owners whose fields are taken over, by how their names begin; those of `kubectl` however they were written. */
const former = [...plainly, 'kubectl', 'before-first-apply'].map((manager) => ({ manager, operation: 'Update' }));
const formerAppliers = [{ manager: 'kubectl', operation: 'Apply' }];

/** Whether plain requests of the provider own fields. */
export function createdPlainly(live: Properties): boolean {
  return listAt(live, 'metadata', 'managedFields').some((entry) =>
    textAt(entry, 'operation') === 'Update' && plainly.includes(textAt(entry, 'manager')));
}

/** The owners once the former ones' fields are the manager's; undefined where nothing is to be taken over. */
export function takenOver(live: Properties, manager: string): readonly Value[] | undefined {
  const entries = listAt(live, 'metadata', 'managedFields');
  const isFormer = (entry: Value): boolean =>
    textAt(entry, 'subresource') === '' && [...former, ...formerAppliers].some(({ manager: name, operation }) =>
      textAt(entry, 'manager').startsWith(name) && textAt(entry, 'operation') === operation);
  const isOurs = (entry: Value): boolean =>
    textAt(entry, 'manager') === manager && textAt(entry, 'operation') === 'Apply';
  const taken = entries.filter(isFormer);
  const [first] = taken;
  if (!isMap(first)) return undefined;
  const fields = [...taken, ...entries.filter(isOurs)].map(fieldsOf).reduce(united);
  const ours = { ...first, manager, operation: 'Apply', fieldsV1: fields };
  return [...entries.filter((entry) => !isFormer(entry) && !isOurs(entry)), ours];
}

/** Whether a field, by the names on its path, is somebody's. */
export function isOwned(live: Properties, path: readonly string[], by: (manager: string) => boolean): boolean {
  return listAt(live, 'metadata', 'managedFields').some((entry) => by(textAt(entry, 'manager'))
    && path.reduce<Value | undefined>((from, name) => isMap(from) ? from[`f:${name}`] : undefined, fieldsOf(entry))
    !== undefined);
}

function fieldsOf(entry: Value): Properties {
  const fields = isMap(entry) ? entry['fieldsV1'] : undefined;
  return isMap(fields) ? fields : {};
}

function united(one: Properties, other: Properties): Properties {
  const both = Object.entries(other).map(([name, value]) => {
    const before = one[name];
    return [name, isMap(before) && isMap(value) ? united(before, value) : value] as const;
  });
  return { ...one, ...Object.fromEntries(both) };
}
