/**
 * An endpoint is what a connection ends in: a workload of this tree, something elsewhere in the cluster, or outside.
 */

/** A port that an endpoint listens on. */
export interface EndpointPort {
  /** The number that callers use: the Service's. */
  readonly port: number;
  /** The number that the pods listen on, which NetworkPolicies name. */
  readonly podPort: number;
  /** The last number of a range that begins with `port`. @default - the one number */
  readonly endPort?: number | undefined;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** Pods, as selectors see them. */
export interface PodsAt {
  /** Which cluster they are in. */
  readonly cluster: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
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
  /** Whether another library made it: what it says is read late. @default false */
  readonly foreign?: boolean | undefined;
  /** Whether these pods are behind it, where it is a Service of others. @default - it is a workload itself */
  selects?(pods: PodsAt): boolean;
}

/** Something else in the cluster, which is not in this tree: made by `peer`. */
export interface PeerEndpoint {
  readonly kind: 'peer';
  readonly path: string;
  readonly name: string;
  /** Undefined where an object of this tree is meant that has none: it is where the caller is. */
  readonly namespace: string | undefined;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly EndpointPort[];
  /** Whether it is an object of this tree, which is read late. @default false */
  readonly foreign?: boolean | undefined;
  /** Whether these pods are behind it, where it is a Service of this tree. @default - it is not in the tree */
  selects?(pods: PodsAt): boolean;
}

/** Something outside the cluster: made by `external`. */
export interface ExternalEndpoint {
  readonly kind: 'external';
  readonly path: string;
  readonly name: string;
  /** Which cluster its name is known in. @default - any */
  readonly cluster?: string | undefined;
  /** The range of addresses; undefined where only a host name is known. */
  readonly cidr: string | undefined;
  /** Ranges inside `cidr` that are left out. @default - none */
  readonly except?: readonly string[] | undefined;
  readonly ports: readonly EndpointPort[];
}

/** What a connection ends in. */
export type Endpoint = WorkloadEndpoint | PeerEndpoint | ExternalEndpoint;
