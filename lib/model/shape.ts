/** Shapes check at run time what the types say at compile time: programs in JavaScript, and casts, reach us too. */
import { CharthouseError, nearest } from './error';
import { canJudge, isKnownOf, judging, shapeOf, wrong, type Shape, type ShapePlace } from './make-shape';
import { isReference } from './reference';
import { isDeferred, isLate, isPlainObject } from './value';

export {
  absolutePath,
  anything,
  configKey,
  flag,
  integer,
  integerOrPercent,
  labelValue,
  named,
  port,
  portName,
  textShape,
} from './leaf-shapes';
export { shapeOf, type Shape, type ShapePlace } from './make-shape';

/** One of a few words. */
export function oneOf(...words: readonly (string | number | boolean)[]): Shape {
  const all = words.map((word) => (typeof word === 'string' ? `'${word}'` : String(word)));
  const allowed = all.length === 1 ? all.join('') : `one of ${all.join(', ')}`;
  return shapeOf(allowed, (value) => words.some((word) => word === value), (value) => {
    const guess = typeof value === 'string' ? nearest(value, words.map(String)) : undefined;
    if (guess !== undefined) return `did you mean '${guess}'?`;
    return all.length === 1 ? 'give just that' : 'choose one of these';
  });
}

/** A list of items of one shape. */
export function list(item: Shape): Shape {
  const allowed = `a list, each item ${item.allowed}`;
  return {
    allowed,
    items: item,
    check(value, place) {
      if (!Array.isArray(value)) throw wrong(value, place, allowed, 'put it in [ ]');
      value.forEach((entry, index) => {
        if (!isKnownOf(item, entry)) item.check(entry, { path: place.path, field: `${place.field}[${index}]` });
      });
    },
  };
}

/** A map from any name to items of one shape. */
export function mapOf(item: Shape): Shape {
  const allowed = `a map, each entry ${item.allowed}`;
  return {
    allowed,
    entries: item,
    check(value, place) {
      if (!isPlainObject(value)) throw wrong(value, place, allowed, 'write it as { name: … }');
      for (const key of Object.keys(value)) {
        const entry = value[key];
        if (entry === undefined || isKnownOf(item, entry)) continue;
        item.check(entry, { path: place.path, field: `${place.field}.${key}` });
      }
    },
  };
}

/**
 * An object with known fields, all of them optional: which ones are needed is known only when all layers are merged.
 * Of its `alternatives` one at most is said.
 */
export function object(fields: Readonly<Record<string, Shape>>, alternatives?: readonly string[]): Shape {
  const names = Object.keys(fields);
  const allowed = `an object with ${names.join(', ')}`;
  return {
    allowed,
    fields,
    alternatives,
    check(value, place) {
      if (!isPlainObject(value)) {
        throw wrong(value, place, allowed, `write it as { ${names[0] ?? ''}: … }`);
      }
      checkFields(fields, value, place);
    },
  };
}

/** Checks the props of a function, such as `external` or `defineHouse`: those that it requires must be there. */
export function checkProps(
  fields: Readonly<Record<string, Shape>>,
  required: readonly string[],
  props: unknown,
  path: string,
): void {
  if (!isPlainObject(props)) object(fields).check(props, { path, field: 'props' });
  const given = props as Readonly<Record<string, unknown>>;
  checkFields(fields, given, { path, field: '' });
  for (const key of required) {
    if (given[key] !== undefined) continue;
    throw new CharthouseError({
      path, field: key, problem: 'is missing', allowed: fields[key]?.allowed, fix: `add ${key} to the props`,
    });
  }
}

/** What an error about somebody's props names: `pattern costLabels`, or `pattern` where not even the name is right. */
export function subjectOf(what: string, props: unknown): string {
  const name = isPlainObject(props) ? props['name'] : undefined;
  return typeof name === 'string' && name !== '' ? `${what} ${name}` : what;
}

function checkFields(
  fields: Readonly<Record<string, Shape>>,
  value: Readonly<Record<string, unknown>>,
  place: ShapePlace,
): void {
  for (const key of Object.keys(value)) {
    const entry = value[key];
    const shape = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (shape === undefined) throw unknownField(place, key, Object.keys(fields));
    // Most values are right: a place is made for those alone that are asked for what is wrong with them.
    if (entry === undefined || isKnownOf(shape, entry)) continue;
    shape.check(entry, { path: place.path, field: fieldOf(place, key) });
  }
}

function fieldOf(place: ShapePlace, key: string): string {
  return place.field === '' ? key : `${place.field}.${key}`;
}

/** Either of several shapes; the error is that of the first which found fault with something inside the value. */
export function anyOf(...shapes: readonly Shape[]): Shape {
  const allowed = shapes.map((shape) => shape.allowed).join(', or ');
  const structured = shapes.find((shape) => shape.fields !== undefined || shape.entries !== undefined);
  const listed = shapes.find((shape) => shape.items !== undefined);
  return {
    allowed,
    fields: structured?.fields,
    entries: structured?.entries,
    items: listed?.items,
    alternatives: structured?.alternatives,
    check(value, place) {
      if (shapes.some((shape) => isKnownOf(shape, value))) return;
      const failures: CharthouseError[] = [];
      // A shape that can say no without an error has said so, unless it alone can tell what is wrong.
      const others = shapes.filter((shape) => !canJudge(shape));
      for (const shape of others) {
        try {
          shape.check(value, place);
          return;
        } catch (failure) {
          failures.push(failure as CharthouseError);
        }
      }
      throw failures.find((failure) => failure.field !== place.field)
        ?? wrong(value, place, allowed, 'choose one of these');
    },
  };
}

/** `false`, or the shape. */
export function orFalse(shape: Shape): Shape {
  return anyOf(
    shapeOf('false', (value) => value === false),
    shape,
  );
}

/** The shape, or a value that comes later (a reference, an Output). */
export function valueOf(shape: Shape): Shape {
  const later = (value: unknown): boolean => isDeferred(value) || isReference(value) || isLate(value);
  const made: Shape = {
    allowed: `${shape.allowed}, a reference or an Output`,
    check(value, place) {
      if (!later(value)) shape.check(value, place);
    },
  };
  return canJudge(shape) ? judging(made, (value) => isKnownOf(shape, value) || later(value)) : made;
}

/** The error for a field or prop that nobody knows; names the nearest one. */
export function unknownField(place: ShapePlace, key: string, names: readonly string[]): CharthouseError {
  const guess = nearest(key, names);
  return new CharthouseError({
    path: place.path,
    field: fieldOf(place, key),
    problem: 'is not known',
    value: key,
    allowed: names.join(', '),
    fix: guess === undefined ? `use one of ${names.join(', ')}` : `did you mean '${guess}'?`,
  });
}
