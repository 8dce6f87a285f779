/** Reading manifests of any shape: foreign objects are judged too, and none of them may make a check throw. */

/** An object of a manifest, whose fields may hold anything. */
export type Fields = Readonly<Record<string, unknown>>;

const nothing: Fields = Object.freeze({});

/** The value as an object; an empty one where it is something else. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : nothing;
}

/** The value as a list; an empty one where it is something else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The items of a list that are objects, each with its place in the list. */
export function itemsOf(value: unknown): readonly (readonly [item: Fields, index: number])[] {
  if (!Array.isArray(value) || value.length === 0) return noItems;
  const items: (readonly [Fields, number])[] = [];
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    if (isObject(item)) items.push([item, index]);
  }
  return items;
}

const noItems: readonly (readonly [item: Fields, index: number])[] = Object.freeze([]);

/** The value where it is text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value where it is a finite number. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The field under a dotted path, such as `spec.template.metadata`. */
export function fieldAt(value: unknown, path: string): unknown {
  let current = value;
  for (const name of stepsOf(path)) current = fieldsOf(current)[name];
  return current;
}

/** Checks ask for the same few paths of every object. */
const known = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  let steps = known.get(path);
  if (steps === undefined) {
    steps = path.split('.');
    known.set(path, steps);
  }
  return steps;
}

/** The text values of a map such as labels; a Map, for a key may be called `constructor`. */
export function textMapOf(value: unknown): ReadonlyMap<string, string> {
  const fields = fieldsOf(value);
  const texts = new Map<string, string>();
  for (const key of Object.keys(fields)) {
    const text = fields[key];
    if (typeof text === 'string') texts.set(key, text);
  }
  return texts;
}

/** An item of a list as a field path shows it: by its key where it has one, else by its place. */
export function itemField(list: string, key: unknown, index: number): string {
  return `${list}[${textOf(key) ?? (typeof key === 'number' ? key : index)}]`;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
