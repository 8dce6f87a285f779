/**
 * How ACME runs what handles payments. Applications take targets from `payments`, and workloads from here.
 *
 * @packageDocumentation
 */
import { constructs } from 'charthouse';
import { payments } from './acme-payments';

export { payments } from './acme-payments';
export { scrubbedTelemetry } from './scrubbed-telemetry';

export const { CronTask, DaemonAgent, GrpcService, StatefulStore, Task, WebService, Worker } = constructs(payments);

export type CronTask = InstanceType<typeof CronTask>;
export type DaemonAgent = InstanceType<typeof DaemonAgent>;
export type GrpcService = InstanceType<typeof GrpcService>;
export type StatefulStore = InstanceType<typeof StatefulStore>;
export type Task = InstanceType<typeof Task>;
export type WebService = InstanceType<typeof WebService>;
export type Worker = InstanceType<typeof Worker>;
