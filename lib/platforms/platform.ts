/** What a cluster offers, as data: patterns ask this contract, and never know which preset answers. */
import type { Edge } from './platform/edge';
import type { NetworkPeer } from './platform/network-peer';

export type {
  Edge,
  GatewayEdge,
  IngressEdge,
  IngressFeatures,
  RouteAnnotations,
  RouteFeature,
  RouteSeconds,
} from './platform/edge';
export type { NetworkPeer } from './platform/network-peer';

/**
 * Who makes the certificate of a host. An Ingress names it; at a Gateway it belongs to the listener, which is the
 * platform's own.
 */
export type Tls =
  | { /** The edge has a certificate for the domain already. */ readonly kind: 'edge' }
  | { /** cert-manager makes one for each host. */ readonly kind: 'cert-manager'; readonly clusterIssuer: string }
  | { /** A Secret in the namespace holds it. */ readonly kind: 'secret'; readonly secretName: string }
  | { /** Traffic arrives unencrypted. */ readonly kind: 'none' };

/** Who writes the DNS record of a host. */
export type Dns =
  | {
      /** external-dns, by annotations under this prefix (`external-dns.kubernetes.io/` since 0.22). */
      readonly kind: 'external-dns';
      readonly annotationPrefix: string;
    }
  | { /** A wildcard record points to the edge already. */ readonly kind: 'wildcard' };

/** A tier of storage: what an application asks for by what it needs, not by a class. */
export interface StorageTier {
  /**
   * Name of the StorageClass.
   * @default - the cluster's default class
   */
  readonly storageClassName?: string | undefined;
  /**
   * The access modes that the class can serve.
   * @default ['ReadWriteOnce']
   */
  readonly accessModes?:
    readonly ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[] | undefined;
}

/** How a pod gets an identity in the cloud that the cluster runs in. */
export interface CloudIdentity {
  /**
   * Annotations of the ServiceAccount for an identity, such as the role's ARN. Their keys are the same for each: an
   * identity may come later, and which annotations there are is asked before.
   */
  annotations(identity: string): Readonly<Record<string, string>>;
  /**
   * Labels that the pod needs besides.
   * @default - none
   */
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
  /**
   * Where pods get their credentials, such as a metadata server: let through for workloads with a cloud identity.
   * @default - nowhere that a NetworkPolicy would hold back
   */
  readonly reaches?: readonly { readonly to: NetworkPeer; readonly ports: readonly number[] }[] | undefined;
}

/** How metrics are collected. */
export type Metrics =
  | {
      /** The Prometheus operator, by PodMonitors with these labels. */
      readonly kind: 'prometheus-operator';
      /** Labels that the operator selects PodMonitors by. @default - none */
      readonly labels?: Readonly<Record<string, string>> | undefined;
      /** Where the collector's connections come from. */
      readonly scrapedFrom: readonly NetworkPeer[];
    }
  | {
      /** A Prometheus that reads `prometheus.io/*` annotations of pods. */
      readonly kind: 'annotations';
      readonly scrapedFrom: readonly NetworkPeer[];
    };

/** What the cluster's network does. */
export interface Network {
  /** Where DNS queries go, with the ports that are listened on there. */
  readonly dns: { readonly to: readonly NetworkPeer[]; readonly ports: readonly number[] };
  /**
   * Where the kubelet's probes come from, for networks whose policies hold back the node's own traffic.
   * @default - nothing: the network lets a node reach its own pods
   */
  readonly probesFrom?: readonly NetworkPeer[] | undefined;
  /**
   * Where the nodes' own addresses are: from there come connections through a port of the nodes or a load balancer,
   * unless the Service has `externalTrafficPolicy: 'Local'`, which keeps the caller's address.
   * @default - not known: such a Service lets in anybody on its ports
   */
  readonly nodes?: readonly NetworkPeer[] | undefined;
  /**
   * Where the API server is, as NetworkPolicies see it: mostly an address of a node or of the cloud, on its own port,
   * not that of the Service `kubernetes`. Who has `access`, or gets a token, reaches it. Write the narrowest range that
   * is true.
   * @default - any address, on the ports 443 and 6443: true of every cluster, and more than most need
   */
  readonly apiServer?: { readonly to: readonly NetworkPeer[]; readonly ports: readonly number[] } | undefined;
  /**
   * How an address outside the cluster that is known by host name only is let through: v1 NetworkPolicy has no names.
   */
  readonly externalHosts: ExternalHosts;
}

/** Any address is let through that is nobody's own: neither of the cluster, nor of the networks around it. */
export interface ExternalHosts {
  readonly kind: 'any-public-address';
  /** Ranges of IPv4 that are not public: private networks, link-local, carrier-grade NAT, loopback. */
  readonly except: readonly string[];
  /**
   * Ranges of IPv6 that are not public: `fc00::/7`, `fe80::/10`, `::1/128`, and those of the cluster's own pods,
   * Services and nodes, which often have public ones. Where they are said, a host may be reached by IPv6 too.
   * @default - no address of IPv6 is let through
   */
  readonly exceptIPv6?: readonly string[] | undefined;
}

/** What exists in every cluster of the platform and may be named without being declared. */
export interface Offered {
  /** @default - `system-cluster-critical`, `system-node-critical` */
  readonly priorityClasses?: readonly string[] | undefined;
  /** @default - none */
  readonly storageClasses?: readonly string[] | undefined;
  /** @default - none */
  readonly runtimeClasses?: readonly string[] | undefined;
  /** API groups of installed custom resources, such as `cert-manager.io`. @default - none */
  readonly apiGroups?: readonly string[] | undefined;
}

/** What a platform is made of. A capability that is left out is one that the platform has not. */
export interface PlatformProps {
  /** Name of the platform, as errors show it. */
  readonly name: string;
  /** Minor version of Kubernetes, such as `1.36`. */
  readonly kubernetes: string;
  /** @default - no way in: a workload with a `host` is refused */
  readonly edge?: Edge | undefined;
  /** @default - the edge has a certificate for the domain */
  readonly tls?: Tls | undefined;
  /** @default - a wildcard record points to the edge */
  readonly dns?: Dns | undefined;
  /** Storage by tier; `standard` serves what names no tier. @default - no storage: a StatefulStore is refused */
  readonly storage?: Readonly<Record<string, StorageTier>> | undefined;
  /** @default - none: a workload with a cloud identity is refused */
  readonly identity?: CloudIdentity | undefined;
  /** @default - none: a workload with `metrics` is refused */
  readonly metrics?: Metrics | undefined;
  readonly network: Network;
  /** @default - nothing but what Kubernetes itself brings */
  readonly offers?: Offered | undefined;
  /**
   * Whether admission sets user and group of each pod by itself (OpenShift), so that none may be stated.
   * @default false
   */
  readonly assignsUsers?: boolean | undefined;
}
