/**
 * Empty plain objects to be filled key by key, in great number.
 *
 * V8 describes an object by the keys that it got, in their order, and shares the description among alike objects: it
 * notes at the description of `{}` which one follows with the first key. It notes 1,536 at the most. A tree of
 * constructs needs as many soon (`{}` is what children are kept in, by their ids), and then each further object that
 * begins as `{}` is described by itself, at some 150 bytes a key. Objects of a constructor of their own begin with a
 * description of their own; with the prototype of plain objects they are such in all else.
 */
function PlainMap(): void {
  // Nothing is in it yet.
}

PlainMap.prototype = Object.prototype;

/** An empty plain object. */
export function plainMap(): Record<string, unknown> {
  return new (PlainMap as unknown as new () => Record<string, unknown>)();
}
