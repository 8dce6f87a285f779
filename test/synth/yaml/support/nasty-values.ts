/** Random values of all that the writer takes, and of all that a manifest may hold. */
import fc from 'fast-check';

import { nastyText } from './nasty-text';

const number = fc.oneof(
  fc.integer(), fc.double(), fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(Number),
  fc.constantFrom(0, -0, 1e21, 1e-7, 123456789012345680000, 5e-324, Number.MAX_VALUE, NaN, Infinity, -Infinity),
);
const scalar = fc.oneof(
  { weight: 8, arbitrary: nastyText }, { weight: 2, arbitrary: number },
  { weight: 2, arbitrary: fc.constantFrom(true, false, null, undefined) },
);

/** Maps keep the order of their entries, and `__proto__` is a key as any other. */
function mapOf(key: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => Object.fromEntries(entries));
}

function treeOf(leaf: fc.Arbitrary<unknown>, key: fc.Arbitrary<string>, depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return leaf;
  const inner = treeOf(leaf, key, depth - 1);
  return fc.oneof(leaf, fc.array(inner, { maxLength: 4 }), mapOf(key, inner));
}

const tree = treeOf(scalar, nastyText, 4);

/** A tree in which some maps and lists stand more than once, the same objects; some hold themselves. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: tree },
  { weight: 1, arbitrary: fc.tuple(tree, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 })).map(shared) },
);

/** A zero has no minus: parsers lose it. */
const finite = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((each) => (each === 0 ? 0 : each));

/** A value as manifests have them: string keys, texts, finite numbers, booleans and null, each object once. */
export function plainValueOf(text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const leaf = fc.oneof(
    { weight: 6, arbitrary: text }, { weight: 1, arbitrary: fc.constantFrom(true, false, null) },
    { weight: 1, arbitrary: finite },
  );
  return treeOf(leaf, text, 3);
}

function shared([original, links]: readonly [unknown, readonly (readonly [number, number])[]]): unknown {
  const copy = structuredClone(original);
  const objects = objectsIn(copy);
  for (const [from, to] of objects.length === 0 ? [] : links) {
    const holder = objects[from % objects.length]!;
    const held = objects[to % objects.length];
    if (Array.isArray(holder)) holder.splice(to % (holder.length + 1), 0, held);
    else Object.assign(holder, { [`link${to}`]: held });
  }
  return copy;
}

function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}
