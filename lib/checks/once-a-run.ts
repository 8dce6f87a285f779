/** What several checks ask of the same objects is found out once: each of them runs over the list as it was given. */
import type { CheckedObject } from './check';

/** The same function, which remembers what it found for a list of objects as long as that is in use. */
export function onceARun<T extends object>(
  find: (objects: readonly CheckedObject[]) => T,
): (objects: readonly CheckedObject[]) => T {
  const found = new WeakMap<readonly CheckedObject[], T>();
  return (objects) => {
    const known = found.get(objects) ?? find(objects);
    found.set(objects, known);
    return known;
  };
}
