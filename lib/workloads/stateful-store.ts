/** A store that keeps its data: a StatefulSet with a volume for each pod. */
import type { Because, ContainerSets, WorkloadProps } from '../house/core-props';
import { defineWorkload } from '../house/define-workload';
import type { BuiltinKeys } from '../house/keys';
import type { WorkloadOf } from '../house/workload-contract';

/** What a StatefulStore is by nature. */
export type StatefulStoreTraits = 'listens' | 'longRunning' | 'replicated' | 'stores';

/** What the built-in patterns let a StatefulStore say. */
export interface StatefulStoreKeys extends BuiltinKeys<StatefulStoreTraits> {}

/** What a StatefulStore takes. At the least an image and a port. */
export interface StatefulStoreProps extends WorkloadProps, ContainerSets, StatefulStoreKeys {
  /** The main port of the main container. */
  readonly port: number;
  /** Reasons, by field or by rule: for leaving a lock, for a relaxation, for waiving a finding. @default - none */
  readonly because?: Because<StatefulStoreKeys> | undefined;
}

/** A store that keeps its data. */
export const StatefulStore = defineWorkload<StatefulStoreProps, StatefulStoreTraits>({
  name: 'StatefulStore',
  controller: 'StatefulSet',
  traits: ['listens', 'longRunning', 'replicated', 'stores'],
  requires: ['image', 'port'],
  defaults: { portName: 'tcp', replicas: 1 },
});

/** A store that keeps its data. */
export type StatefulStore = WorkloadOf<StatefulStoreTraits>;
