/** How the keys of patterns reach the props of workloads, by type. */
import type { AnyPattern, Pattern } from './pattern';
import type { Trait } from './traits';

type Intersected<Union> = (Union extends unknown ? (member: Union) => void : never) extends (member: infer All) => void
  ? All
  : never;

type KeysOfPattern<P, Traits extends Trait> =
  P extends Pattern<infer Keys, infer ContainerKeys, infer Fits>
    ? [Fits] extends [Traits]
      ? Keys & ContainerKeys
      : never
    : never;

type ContainerKeysOfPattern<P> = P extends Pattern<infer _Keys, infer ContainerKeys> ? ContainerKeys : never;

/** The keys of every pattern of the list that fits a workload with these traits. */
export type KeysFor<List extends readonly AnyPattern[], Traits extends Trait> = Intersected<
  { readonly [Index in keyof List]: KeysOfPattern<List[Index], Traits> }[number]
>;

/** The keys of a single container, by every pattern of the list. */
export type ContainerKeysFor<List extends readonly AnyPattern[]> = Intersected<
  { readonly [Index in keyof List]: ContainerKeysOfPattern<List[Index]> }[number]
>;
