/** Work that runs once for each version of it: a Job, named by what it runs. */
import type { Because, ContainerSets, WorkloadProps } from '../house/core-props';
import { defineWorkload } from '../house/define-workload';
import type { BuiltinKeys } from '../house/keys';
import type { WorkloadOf } from '../house/workload-contract';

/** What a Task is by nature. */
export type TaskTraits = 'runsOnce' | 'released';

/** What the built-in patterns let a Task say. */
export interface TaskKeys extends BuiltinKeys<TaskTraits> {}

/** What a Task takes. At the least an image. */
export interface TaskProps extends WorkloadProps, ContainerSets, TaskKeys {
  /** Reasons, by field or by rule: for leaving a lock, for a relaxation, for waiving a finding. @default - none */
  readonly because?: Because<TaskKeys> | undefined;
}

/** Work that runs once for each version of it. */
export const Task = defineWorkload<TaskProps, TaskTraits>({
  name: 'Task',
  controller: 'Job',
  traits: ['runsOnce', 'released'],
});

/** Work that runs once for each version of it. */
export type Task = WorkloadOf<TaskTraits>;
