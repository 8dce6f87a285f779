/** A service that speaks gRPC: a workload of ACME's own, served by every pattern that serves a WebService. */
import {
  defineWorkload,
  type Because,
  type BuiltinKeys,
  type ContainerSets,
  type WorkloadOf,
  type WorkloadProps,
} from 'charthouse';

/** What a GrpcService is by nature. */
export type GrpcServiceTraits = 'listens' | 'longRunning' | 'replicated' | 'scalable';

/** What the built-in patterns let a GrpcService say. */
export interface GrpcServiceKeys extends BuiltinKeys<GrpcServiceTraits> {}

/** What a GrpcService takes. At the least an image and a port. */
export interface GrpcServiceProps extends WorkloadProps, ContainerSets, GrpcServiceKeys {
  /** The port that gRPC and its health service are on. */
  readonly port: number;
  /** Reasons, by field or by rule: for leaving a lock, for a relaxation, for waiving a finding. @default - none */
  readonly because?: Because<GrpcServiceKeys> | undefined;
}

/** A service that speaks gRPC, its health service included (https://grpc.io/docs/guides/health-checking/). */
export const GrpcService = defineWorkload<GrpcServiceProps, GrpcServiceTraits>({
  name: 'GrpcService',
  controller: 'Deployment',
  traits: ['listens', 'longRunning', 'replicated', 'scalable'],
  requires: ['image', 'port'],
  defaults: {
    portName: 'grpc',
    service: { appProtocol: 'kubernetes.io/h2c' },
    probes: { readiness: { grpc: {} }, startup: { grpc: {} } },
  },
});

/** A service that speaks gRPC. */
export type GrpcService = WorkloadOf<GrpcServiceTraits>;
