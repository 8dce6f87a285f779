/** Work that runs at times: a CronJob. */
import type { Because, ContainerSets, WorkloadProps } from '../house/core-props';
import { defineWorkload } from '../house/define-workload';
import type { BuiltinKeys } from '../house/keys';
import type { WorkloadOf } from '../house/workload-contract';

/** What a CronTask is by nature. */
export type CronTaskTraits = 'runsOnce' | 'scheduled';

/** What the built-in patterns let a CronTask say. */
export interface CronTaskKeys extends BuiltinKeys<CronTaskTraits> {}

/** What a CronTask takes. At the least an image and a schedule. */
export interface CronTaskProps extends WorkloadProps, ContainerSets, CronTaskKeys {
  /**
   * Five fields, minute first, such as `30 3 * * *`; or how often: `@hourly`, `@daily`, `@weekly`, `@monthly` or
   * `@yearly`, of which each job has a minute (hour, day) of its own, by its name. `@midnight` is midnight.
   */
  readonly schedule: string;
  /** Reasons, by field or by rule: for leaving a lock, for a relaxation, for waiving a finding. @default - none */
  readonly because?: Because<CronTaskKeys> | undefined;
}

/** Work that runs at times. */
export const CronTask = defineWorkload<CronTaskProps, CronTaskTraits>({
  name: 'CronTask',
  controller: 'CronJob',
  traits: ['runsOnce', 'scheduled'],
  requires: ['image', 'schedule'],
});

/** Work that runs at times. */
export type CronTask = WorkloadOf<CronTaskTraits>;
