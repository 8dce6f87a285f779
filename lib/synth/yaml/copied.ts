/** Plain data as a copy of it has it: the keys of maps in order, by their UTF-16 code units, and no part shared. */

/** A copy of lists and maps; all else is taken as it is. */
function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  const map = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(keysInOrder(map).map((key) => [key, copied(map[key])]));
}

/** The same map with copies of its values. */
export function withCopiedValues(map: object): object {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, copied(value)]));
}

/** The keys of a map in the order in which a copy has them that got them sorted. */
export function keysInOrder(map: object): readonly string[] {
  const keys = Object.keys(map);
  let index = 1;
  while (index < keys.length && (keys[index - 1] ?? '') <= (keys[index] ?? '')) index += 1;
  if (index >= keys.length) return keys;
  // Objects have keys that are whole numbers before all others, by their size.
  const numbers = keys.findIndex((key) => !isIndex(key));
  return numbers === 0 ? keys.sort() : numbers < 0 ? keys : [...keys.slice(0, numbers), ...keys.slice(numbers).sort()];
}

/** Whether JavaScript takes a key for the index of a list. */
function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;
}
