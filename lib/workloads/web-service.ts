/** A service that others call: a Deployment, a Service, and everything that keeps it up. */
import type { Because, ContainerSets, WorkloadProps } from '../house/core-props';
import type { BuiltinKeys } from '../house/keys';
import { defineWorkload } from '../house/define-workload';
import type { WorkloadOf } from '../house/workload-contract';

/** What a WebService is by nature. */
export type WebServiceTraits = 'listens' | 'longRunning' | 'replicated' | 'scalable';

/** What the built-in patterns let a WebService say. */
export interface WebServiceKeys extends BuiltinKeys<WebServiceTraits> {}

/** What a WebService takes. At the least an image and a port. */
export interface WebServiceProps extends WorkloadProps, ContainerSets, WebServiceKeys {
  /** The main port of the main container. */
  readonly port: number;
  /** Reasons, by field or by rule: for leaving a lock, for a relaxation, for waiving a finding. @default - none */
  readonly because?: Because<WebServiceKeys> | undefined;
}

/** A service that others call. */
export const WebService = defineWorkload<WebServiceProps, WebServiceTraits>({
  name: 'WebService',
  controller: 'Deployment',
  traits: ['listens', 'longRunning', 'replicated', 'scalable'],
  requires: ['image', 'port'],
});

/** A service that others call. */
export type WebService = WorkloadOf<WebServiceTraits>;
