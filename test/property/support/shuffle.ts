/** Other orders of the same: keys of maps, and patterns of a house. */
import fc from 'fast-check';
import type { House, Target } from '../../../lib';
import { isPlainObject } from '../../../lib/model/value';
import type { Props } from './arbitrary-container';

/** Maps whose order says something: variables see those before them, containers start in turn, the first port leads. */
const ordered: ReadonlySet<string> = new Set([
  'env', 'containers', 'initContainers', 'sidecars', 'ports', 'containerPorts', 'routes',
]);

/** A permutation: puts a list in another order, the same one for lists of the same length. */
export type Permutation = <T>(items: readonly T[]) => readonly T[];

/** Any permutation of up to 64 items. */
export const permutation: fc.Arbitrary<Permutation> = fc
  .array(fc.integer(), { minLength: 64, maxLength: 64 })
  .map((ranks) => (items) => items
    .map((item, index) => ({ item, rank: ranks[index] ?? 0 }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item));

/** The same props, with the keys of every map in another order where the order says nothing. */
export function withKeysIn(permute: Permutation, props: Props, key = ''): Props {
  const entries = Object.entries(props).map(([name, value]): readonly [string, unknown] =>
    [name, isPlainObject(value) ? withKeysIn(permute, value, name) : value]);
  return Object.fromEntries(ordered.has(key) ? entries : permute(entries));
}

/**
 * The same target of the same house, whose patterns run in another order. `defineHouse` sorts them, so that the order
 * in which a house lists them cannot show; here they stand as they are.
 */
export function withPatternsIn(permute: Permutation, target: Target): Target {
  const house = Object.create(target.house, { patterns: { value: permute(target.house.patterns) } }) as House;
  return Object.create(target, { house: { value: house } }) as Target;
}
