/**
 * The run-time half of Kubernetes' types: which fields a kind has, and by which keys its lists merge. It is generated
 * with `types.ts`, for the kinds that Charthouse emits and all that they refer to, and is read at the first question.
 */

/** A scalar; `any` is an object that may hold anything. */
export type Scalar = 'any' | 'boolean' | 'int-or-string' | 'integer' | 'number' | 'quantity' | 'string' | 'time';

/**
 * What a field holds: a scalar in lower case, the name of a definition in upper case, one of some values, a list or a
 * map. A list without `keys` and without `set` is atomic: it is replaced as a whole.
 */
export type Field = Scalar | (string & {}) | EnumField | ListField | MapField;

/** One of the values that the API accepts. */
export interface EnumField {
  readonly enum: readonly (string | number)[];
}

/** A list: of items with keys, of unique scalars (`set`), or atomic. */
export interface ListField {
  readonly list: Field;
  /** The fields that tell items apart, each with the default that the API server fills in, or null. */
  readonly keys?: Readonly<Record<string, unknown>>;
  readonly set?: true;
}

/** A map from names to values. */
export interface MapField {
  readonly map: Field;
  /** A server-side apply replaces it as a whole. */
  readonly atomic?: true;
}

/** An object with fields of its own. */
export interface Definition {
  readonly fields: Readonly<Record<string, Field>>;
  /** The fields that an object must have, those with a server default included. */
  readonly required?: readonly string[];
  /** A server-side apply replaces it as a whole. */
  readonly atomic?: true;
  /** It takes fields besides those listed. */
  readonly open?: true;
}

/** The fields by which a list's items are told apart, and the defaults that stand for absent ones. */
export interface ListKeys {
  readonly keys: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
}

interface Table {
  readonly kinds: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, Definition>>;
}

let table: Table | undefined;

/** The definition of a kind; undefined for a kind that Charthouse has no types for, such as most custom resources. */
export function kindSchema(apiVersion: string, kind: string): Definition | undefined {
  const name = own(loaded().kinds, `${apiVersion}/${kind}`);
  return name === undefined ? undefined : definitionOf(name);
}

/** What a definition's field holds; undefined where it has no such field, `any` where it takes every field. */
export function fieldOf(definition: Definition, name: string): Field | undefined {
  return own(definition.fields, name) ?? (definition.open ? 'any' : undefined);
}

/** The definition of the object that a field holds; undefined when it holds a scalar, a list, a map or anything. */
export function definitionOf(field: Field): Definition | undefined {
  return typeof field === 'string' ? own(loaded().definitions, field) : undefined;
}

/** What a list's items or a map's values are; undefined for other fields. */
export function itemOf(field: Field): Field | undefined {
  if (typeof field === 'string') return undefined;
  if ('list' in field) return field.list;
  return 'map' in field ? field.map : undefined;
}

/** The keys of a list whose items merge; undefined for a field that is no list, and for a list replaced as a whole. */
export function listKeysOf(field: Field): ListKeys | undefined {
  if (typeof field === 'string' || !('list' in field) || field.keys === undefined) return undefined;
  const defaults = Object.entries(field.keys).filter(([, value]) => value !== null);
  return { keys: Object.keys(field.keys), defaults: Object.fromEntries(defaults) };
}

/** Not at import: most programs never ask, and pay nothing. */
function loaded(): Table {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at start
  table ??= require('./schema.json') as Table;
  return table;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
