/** A map that several layers say, of which some come later as a whole: it is merged when they are known. */
import { unset } from './rule';
import { isDeferred, isPlainObject, type Deferred } from './value';

/** What one layer says. A name that it takes away is `unset` in it. */
type MapOfLayer = Readonly<Record<string, unknown>> | Deferred<unknown>;

/** What the layers say, from the lowest to the highest. */
export class LayeredMap {
  public constructor(public readonly maps: readonly MapOfLayer[]) {}
}

/** What each layer says, from the lowest to the highest; of those that are plain all may be one already. */
export function mapsOf(value: unknown): readonly MapOfLayer[] {
  if (value instanceof LayeredMap) return value.maps;
  return isDeferred(value) || isPlainObject(value) ? [value] : [];
}

/** The names that a layer takes away. */
export function namesTakenAway(map: Readonly<Record<string, unknown>>): Readonly<Record<string, typeof unset>> {
  const names = Object.keys(map).filter((name) => map[name] === unset);
  return Object.fromEntries(names.map((name) => [name, unset]));
}

/** What a map says of a name, once it is known. */
export function entryOf(map: unknown, name: string): unknown {
  return isPlainObject(map) && Object.hasOwn(map, name) ? map[name] : undefined;
}
