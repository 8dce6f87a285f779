/** Merges a patch into a manifest, strictly: lists by the schema's keys, and nothing that hits nothing. */
import { CharthouseError, nearest } from '../error';
import {
  definitionOf,
  fieldOf,
  itemOf,
  listKeysOf,
  type Definition,
  type Field,
  type ListKeys,
} from '../kubernetes/schema';
import { isPlainObject } from '../value';

/** What an error of a patch names. */
export interface PatchPlace {
  readonly path: string;
  /** What is patched: `transform of Deployment`. */
  readonly subject: string;
  /** Whether fields outside the schema may be set. */
  readonly unknownFields: boolean;
}

/** The manifest with the patch merged into it; `null` removes a field. Neither argument is changed. */
export function mergePatch(
  manifest: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
  definition: Definition | undefined,
  place: PatchPlace,
  field = '',
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...manifest };
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const at = field === '' ? key : `${field}.${key}`;
    const schema = fieldSchema(definition, key, place, at);
    if (value === null) {
      if (!(key in manifest)) throw absent(place, at, 'is not there to be removed', Object.keys(manifest));
      Reflect.deleteProperty(result, key);
    } else {
      result[key] = mergeValue(manifest[key], value, schema, place, at);
    }
  }
  return result;
}

function fieldSchema(
  definition: Definition | undefined,
  key: string,
  place: PatchPlace,
  at: string,
): Field | undefined {
  if (definition === undefined) return undefined;
  const schema = fieldOf(definition, key);
  if (schema !== undefined || place.unknownFields) return schema;
  const names = Object.keys(definition.fields);
  const guess = nearest(key, names);
  throw new CharthouseError({
    path: place.path,
    field: `${place.subject}: ${at}`,
    problem: "is not a field of the kind's schema",
    value: key,
    allowed: names.join(', '),
    fix: guess === undefined
      ? 'correct it, or call transform(kind, patch, { unknownFields: true })'
      : `did you mean '${guess}'? A field that the schema lacks takes { unknownFields: true }`,
  });
}

function mergeValue(base: unknown, value: unknown, schema: Field | undefined, place: PatchPlace, at: string): unknown {
  if (isPlainObject(value)) {
    const item = schema === undefined ? undefined : itemOf(schema);
    // The names in a map are free: its values have the schema, not its keys.
    if (item !== undefined) return mergeMap(isPlainObject(base) ? base : {}, value, item, place, at);
    return mergePatch(
      isPlainObject(base) ? base : {},
      value,
      schema === undefined ? undefined : definitionOf(schema),
      place,
      at,
    );
  }
  const keys = schema === undefined ? undefined : listKeysOf(schema);
  if (Array.isArray(value) && Array.isArray(base) && schema !== undefined && keys !== undefined) {
    return mergeList(base as unknown[], value as unknown[], keys, itemOf(schema), place, at);
  }
  return value;
}

function mergeMap(
  base: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
  item: Field,
  place: PatchPlace,
  at: string,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null && !(key in base))
      throw absent(place, `${at}.${key}`, 'is not there to be removed', Object.keys(base));
    if (value === null) Reflect.deleteProperty(result, key);
    else if (value !== undefined) result[key] = mergeValue(base[key], value, item, place, `${at}.${key}`);
  }
  return result;
}

function mergeList(
  base: readonly unknown[],
  patch: readonly unknown[],
  { keys, defaults }: ListKeys,
  item: Field | undefined,
  place: PatchPlace,
  at: string,
): unknown[] {
  const identity = (entry: unknown): string =>
    keys.map((key) => text((isPlainObject(entry) ? entry[key] : undefined) ?? defaults[key])).join('/');
  const result = [...base];
  for (const entry of patch) {
    const index = result.findIndex((existing) => identity(existing) === identity(entry));
    if (index < 0 || !isPlainObject(entry)) {
      throw absent(
        place,
        `${at}[${identity(entry)}]`,
        `is not there: a patch addresses items by ${keys.join(' and ')}`,
        base.map(identity),
      );
    }
    const definition = item === undefined ? undefined : definitionOf(item);
    result[index] = mergePatch(
      result[index] as Record<string, unknown>,
      entry,
      definition,
      place,
      `${at}[${identity(entry)}]`,
    );
  }
  return result;
}

function text(key: unknown): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : '';
}

function absent(place: PatchPlace, at: string, problem: string, there: readonly string[]): CharthouseError {
  return new CharthouseError({
    path: place.path,
    field: `${place.subject}: ${at}`,
    problem,
    value: at,
    allowed: `what is there: ${there.join(', ')}`,
    fix: 'address something that is there; to add an item to a list, transform with a function: (object) => { … }',
  });
}
