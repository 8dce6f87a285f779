/** One pod on each node: a DaemonSet. */
import type { Because, ContainerSets, WorkloadProps } from '../house/core-props';
import { defineWorkload } from '../house/define-workload';
import type { BuiltinKeys } from '../house/keys';
import type { WorkloadOf } from '../house/workload-contract';

/** What a DaemonAgent is by nature. */
export type DaemonAgentTraits = 'listens' | 'longRunning' | 'perNode';

/** What the built-in patterns let a DaemonAgent say. */
export interface DaemonAgentKeys extends BuiltinKeys<DaemonAgentTraits> {}

/** What a DaemonAgent takes. At the least an image. */
export interface DaemonAgentProps extends WorkloadProps, ContainerSets, DaemonAgentKeys {
  /**
   * Reasons, by field or by rule: for access to the node, for leaving a lock, for waiving a finding.
   * @default - none
   */
  readonly because?: Because<DaemonAgentKeys> | undefined;
}

/** One pod on each node. */
export const DaemonAgent = defineWorkload<DaemonAgentProps, DaemonAgentTraits>({
  name: 'DaemonAgent',
  controller: 'DaemonSet',
  traits: ['listens', 'longRunning', 'perNode'],
});

/** One pod on each node. */
export type DaemonAgent = WorkloadOf<DaemonAgentTraits>;
