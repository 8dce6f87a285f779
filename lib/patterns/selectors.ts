/** Selectors of pods and nodes by their labels, as the API server takes them. */
import { CharthouseError } from '../model/error';
import { dnsName, labelKey, labelMap } from '../model/name-shapes';
import { integer, labelValue, list, object, oneOf, type Shape, type ShapePlace } from '../model/shape';

type Fields = Readonly<Record<string, unknown>>;

/** The shape, and what must hold between its fields: `rule` throws where it does not. */
export function withRule(shape: Shape, rule: (value: Fields, place: ShapePlace) => void): Shape {
  return {
    ...shape,
    check(value, place) {
      shape.check(value, place);
      rule(value as Fields, place);
    },
  };
}

/** An object in which these fields must be there. */
export function complete(fields: Readonly<Record<string, Shape>>, required: readonly string[]): Shape {
  return withRule(object(fields), (value, place) => {
    for (const key of required) {
      if (value[key] !== undefined) continue;
      const { allowed } = fields[key] ?? {};
      const field = `${place.field}.${key}`;
      throw new CharthouseError({ path: place.path, field, problem: 'is missing', allowed, fix: `add ${key}` });
    }
  });
}

/** How much a preference counts among the others. */
export const weight: Shape = integer(1, 100);

/** Label selectors of pods and namespaces. */
export const labelSelector: Shape = object({
  matchLabels: labelMap,
  matchExpressions: list(requirement(labelKey, ['In', 'NotIn', 'Exists', 'DoesNotExist'])),
});

/** Terms that a node meets, by its labels and by its name. */
export const nodeSelectorTerm: Shape = withRule(
  object({
    matchExpressions: list(requirement(labelKey, ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'])),
    matchFields: list(withRule(requirement(oneOf('metadata.name'), ['In', 'NotIn'], dnsName), (value, place) => {
      if ((value['values'] as readonly string[]).length !== 1) throw wrongValues(value, place, 'one name of a node');
    })),
  }),
  (term, { path, field }) => {
    if ([term['matchExpressions'], term['matchFields']].some((each) => Array.isArray(each) && each.length > 0)) return;
    throw new CharthouseError({
      path,
      field,
      problem: 'matches no node: it says nothing',
      value: term,
      allowed: 'at least one of matchExpressions and matchFields',
      fix: 'say what the node must have, or leave the term out',
    });
  },
);

/** What is demanded of one label or field: the operator says whether there are values. */
function requirement(key: Shape, operators: readonly string[], value: Shape = labelValue): Shape {
  const fields = { key, operator: oneOf(...operators), values: list(value) };
  return withRule(complete(fields, ['key', 'operator']), (given, place) => {
    const { operator, values = [] } = given as { readonly operator: string; readonly values?: readonly string[] };
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) throw wrongValues(given, place, 'at least one value');
    } else if (operator === 'Gt' || operator === 'Lt') {
      if (values.length !== 1 || !/^-?\d+$/.test(values[0] ?? '')) throw wrongValues(given, place, 'one whole number');
    } else if (values.length > 0) {
      throw wrongValues(given, place, 'no values');
    }
  });
}

function wrongValues(given: Fields, { path, field }: ShapePlace, allowed: string): CharthouseError {
  return new CharthouseError({
    path,
    field: `${field}.values`,
    problem: `must be ${allowed} for operator ${String(given['operator'])}`,
    value: given['values'],
    allowed,
    fix: allowed === 'no values' ? 'leave the values out' : `give ${allowed}, as text`,
  });
}
