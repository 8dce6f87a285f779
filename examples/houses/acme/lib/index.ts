/**
 * How ACME runs software. Applications take targets from `acme`, and workloads with ACME's own props from here.
 *
 * @packageDocumentation
 */
import { constructs } from 'charthouse';
import { acme } from './acme';

export { acme } from './acme';
export { costLabels, type CostLabelsKey, type CostLabelsProps } from './cost-labels';
export { telemetryAgent, type TelemetryKey, type TelemetryProps } from './telemetry-agent';
export type { GrpcServiceProps, GrpcServiceTraits } from './grpc-service';

export const { CronTask, DaemonAgent, GrpcService, StatefulStore, Task, WebService, Worker } = constructs(acme);

export type CronTask = InstanceType<typeof CronTask>;
export type DaemonAgent = InstanceType<typeof DaemonAgent>;
export type GrpcService = InstanceType<typeof GrpcService>;
export type StatefulStore = InstanceType<typeof StatefulStore>;
export type Task = InstanceType<typeof Task>;
export type WebService = InstanceType<typeof WebService>;
export type Worker = InstanceType<typeof Worker>;
