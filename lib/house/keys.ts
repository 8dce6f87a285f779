/** The keys of the built-in patterns, as props get them by type. */
import type { ContainerKeysFor, KeysFor } from '../patterns/keys-for';
import type { Trait } from '../patterns/traits';
import type { builtin } from './builtin';

/** The keys of every built-in pattern that fits a workload with these traits. */
export type BuiltinKeys<Traits extends Trait> = KeysFor<typeof builtin, Traits>;

/** What a single container takes. At the least an image. */
export interface ContainerProps extends ContainerKeysFor<typeof builtin> {}
