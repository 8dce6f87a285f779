/**
 * An endpoint is what a connection ends in: a workload of this tree, something elsewhere in the cluster, or outside.
 */

/** A port that an endpoint listens on. */
export interface EndpointPort {
  /** The number that callers use: the Service's. */
  readonly port: number;
  /** The number that the pods listen on, which NetworkPolicies name. */
  readonly podPort: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** A workload of this tree. */
export interface WorkloadEndpoint {
  readonly kind: 'workload';
  /** Path of the callee's construct. */
  readonly path: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Which cluster it is in: the target's name, or the outermost chart. */
  readonly cluster: string;
  /** The labels that its pods are selected by. */
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly EndpointPort[];
}

/** Something else in the cluster, which is not in this tree: made by `peer`. */
export interface PeerEndpoint {
  readonly kind: 'peer';
  readonly path: string;
  readonly name: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly EndpointPort[];
}

/** Something outside the cluster: made by `external`. */
export interface ExternalEndpoint {
  readonly kind: 'external';
  readonly path: string;
  readonly name: string;
  /** The range of addresses; undefined where only a host name is known. */
  readonly cidr: string | undefined;
  readonly ports: readonly EndpointPort[];
}

/** What a connection ends in. */
export type Endpoint = WorkloadEndpoint | PeerEndpoint | ExternalEndpoint;
