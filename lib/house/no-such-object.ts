/** The error for an object that a workload does not make. */
import { CharthouseError } from '../model/error';

/** What is asked for: the kind and role of an object, and what the workload makes. */
export function noSuchObject(
  path: string,
  kind: string,
  role: string,
  objects: readonly { readonly kind: string; readonly role: string }[],
): CharthouseError {
  const there = objects.map((object) => (object.role === '' ? object.kind : `${object.kind} (role ${object.role})`));
  return new CharthouseError({
    path,
    field: `object ${kind}${role === '' ? '' : `/${role}`}`,
    problem: 'is not there: the workload makes no such object',
    value: role === '' ? kind : role,
    allowed: there.sort().join(', '),
    fix: 'name one of those that it makes',
  });
}
