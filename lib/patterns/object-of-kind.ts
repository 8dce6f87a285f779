/** Objects that a pod names: one that exists, one of the tree, another library's, or `{ name }`. */
import { CharthouseError } from '../model/error';
import { checkName } from '../model/names';
import { named, type Shape } from '../model/shape';

/** An object with a name that the API server takes; one that knows its kind must be of this one. */
export function ofKind(kind: string): Shape {
  return {
    whole: true,
    allowed: `a ${kind}: ${named.allowed}`,
    check(value, place) {
      named.check(value, place);
      const { kind: actual, name } = value as { readonly kind?: unknown; readonly name: string };
      if (typeof actual !== 'string' || actual === kind) {
        checkName(name, kind, place.path, `${place.field}.name`);
        return;
      }
      throw new CharthouseError({
        ...place, problem: `must be a ${kind}, and is a ${actual}`, value: name, allowed: `a ${kind}`,
        fix: `name a ${kind}, or say what it is: ${actual.charAt(0).toLowerCase()}${actual.slice(1)}`,
      });
    },
  };
}
