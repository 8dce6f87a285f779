/** The workloads of a house: the six, and its own, each with the keys of the house's patterns in its type. */
import { bindWorkload } from '../house/define-workload';
import type { WorkloadClass } from '../house/workload-class';
import type { House } from '../house/house';
import type { Because, ContainerSets } from '../house/core-props';
import type { BuiltinKeys, ContainerProps } from '../house/keys';
import type { ContainerKeysFor, KeysFor } from '../patterns/keys-for';
import type { AnyPattern } from '../patterns/pattern';
import type { Trait } from '../patterns/traits';
import { CronTask } from './cron-task';
import { DaemonAgent } from './daemon-agent';
import { StatefulStore } from './stateful-store';
import { Task } from './task';
import { WebService } from './web-service';
import { Worker } from './worker';

/** The six workloads. */
const workloads = Object.freeze({ CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker });

/** A class with the keys of a house's patterns besides its own. */
export type BoundClass<Class, Patterns extends readonly AnyPattern[]> =
  Class extends WorkloadClass<infer Props, infer Traits extends Trait>
    ? WorkloadClass<
        Omit<Props, keyof ContainerSets | 'because'>
          & KeysFor<Patterns, Traits>
          & ContainerSets<ContainerProps & ContainerKeysFor<Patterns>>
          & {
            /** Reasons, by field or by rule: for leaving a lock, for a relaxation, for a waiver. @default - none */
            readonly because?: Because<BuiltinKeys<Traits> & KeysFor<Patterns, Traits>> | undefined;
          },
        Traits
      >
    : never;

/** The workloads of a house. */
export type ConstructsOf<Patterns extends readonly AnyPattern[], Workloads> = {
  readonly [Name in keyof (typeof workloads & Workloads)]: BoundClass<(typeof workloads & Workloads)[Name], Patterns>;
};

/**
 * The workloads of a house. They carry it with them: in a plain Chart it serves them, and under an Application of a
 * house
 * that is not it or an extension of it their constructor throws.
 *
 * @example const { WebService, Worker } = constructs(acme);
 */
export function constructs<TargetName extends string, Patterns extends readonly AnyPattern[], Workloads>(
  house: House<TargetName, Patterns, Workloads>,
): ConstructsOf<Patterns, Workloads> {
  const classes = { ...workloads, ...house.workloads } as Readonly<Record<string, WorkloadClass>>;
  const bound = Object.entries(classes).map(([name, each]) => [
    name,
    bindWorkload(each.definition, house as unknown as House),
  ]);
  return Object.freeze(Object.fromEntries(bound)) as ConstructsOf<Patterns, Workloads>;
}
