/** Work in the background that nobody calls: a Deployment without a Service. */
import type { Because, ContainerSets, WorkloadProps } from '../house/core-props';
import { defineWorkload } from '../house/define-workload';
import type { BuiltinKeys } from '../house/keys';
import type { WorkloadOf } from '../house/workload-contract';

/** What a Worker is by nature. */
export type WorkerTraits = 'longRunning' | 'replicated' | 'scalable';

/** What the built-in patterns let a Worker say. */
export interface WorkerKeys extends BuiltinKeys<WorkerTraits> {}

/** What a Worker takes. At the least an image. */
export interface WorkerProps extends WorkloadProps, ContainerSets, WorkerKeys {
  /** Reasons, by field or by rule: for leaving a lock, for a relaxation, for waiving a finding. @default - none */
  readonly because?: Because<WorkerKeys> | undefined;
}

/** Work in the background that nobody calls. */
export const Worker = defineWorkload<WorkerProps, WorkerTraits>({
  name: 'Worker',
  controller: 'Deployment',
  traits: ['longRunning', 'replicated', 'scalable'],
});

/** Work in the background that nobody calls. */
export type Worker = WorkloadOf<WorkerTraits>;
