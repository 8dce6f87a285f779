/** What a kind of workload is made of, and the class that comes of it. */
import type { Construct } from 'constructs';
import type { DefaultsChange } from '../model/defaults-by-month';
import type { ControllerKind, Trait } from '../patterns/traits';
import type { WorkloadOf } from './workload-contract';

/** Names of the library's own workloads, for which a house may have defaults. */
export const builtinWorkloads: readonly string[] = Object.freeze([
  'CronTask',
  'DaemonAgent',
  'StatefulStore',
  'Task',
  'WebService',
  'Worker',
]);

/** What a kind of workload is made of. */
export interface WorkloadDefinition<Traits extends Trait = Trait> {
  /** Name of its class, such as `WebService`. */
  readonly name: string;
  /** The kind that supervises its pods. */
  readonly controller: ControllerKind;
  readonly traits: readonly Traits[];
  /** Props without which it cannot be. */
  readonly requires: readonly string[];
  /** Defaults in the shape of its props. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** What the defaults were before, by month. @default - they never changed */
  readonly changes?: readonly DefaultsChange[] | undefined;
}

/** A class of workloads. `TraitSet` and `Props` are what it is and what it takes. */
export interface WorkloadClass<Props = never, Traits extends Trait = Trait> {
  new (scope: Construct, id: string, props: Props): WorkloadOf<Traits>;
  readonly definition: WorkloadDefinition<Traits>;
}
