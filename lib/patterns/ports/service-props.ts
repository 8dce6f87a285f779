/** The Service of a workload: what an application may say of it. */
import { cidrShape } from '../../model/cidr';
import type { ServiceSpec } from '../../model/kubernetes/types';
import { isKnownOf } from '../../model/make-shape';
import { dnsLabel, labelKey } from '../../model/name-shapes';
import { flag, integer, list, object, oneOf, port, shapeOf } from '../../model/shape';
import type { Value } from '../../model/value';
import { annotationMap } from '../annotations';

/** The Service of a workload (https://kubernetes.io/docs/concepts/services-networking/service/). */
export interface ServiceProps {
  /** The Service's port in front of the main port. @default - the same number */
  readonly port?: number | undefined;
  /** What the Service calls the main port. @default - as the container does, by `portName` */
  readonly portName?: string | undefined;
  /** What the main port speaks, such as `kubernetes.io/h2c`. @default - not said */
  readonly appProtocol?: string | undefined;
  /** The nodes' port that leads to the main port, from 30000 to 32767. @default - one that the cluster chooses */
  readonly nodePort?: number | undefined;
  /**
   * Who reaches it: pods of the cluster; or whoever reaches a node (`NodePort`) or a load balancer that the cluster's
   * provider makes (`LoadBalancer`), which the NetworkPolicy then lets in too.
   *
   * @example service: { type: 'LoadBalancer', port: 443, externalTrafficPolicy: 'Local' }
   * @default 'ClusterIP'
   */
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | undefined;
  /**
   * Whether it has no address of its own (`clusterIP: None`): its name gives the addresses of all pods, for callers who
   * choose among them. Nobody translates ports then: its ports are those of the pods.
   * @default false
   */
  readonly headless?: boolean | undefined;
  /** Whether a caller comes to the same pod each time, by its address. @default 'None' */
  readonly sessionAffinity?: 'ClientIP' | 'None' | undefined;
  /** For how many seconds after the last connection, with `sessionAffinity: 'ClientIP'`. @default 10800 */
  readonly sessionAffinityTimeoutSeconds?: number | undefined;
  /**
   * Whether connections from outside go to pods of any node, or of the node where they arrive (`Local`), which keeps
   * the caller's address. Of a NodePort or LoadBalancer.
   * @default 'Cluster'
   */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local' | undefined;
  /** Whether connections from pods go to pods of any node, or of their own (`Local`). @default 'Cluster' */
  readonly internalTrafficPolicy?: 'Cluster' | 'Local' | undefined;
  /**
   * Which pods are preferred: those of the caller's zone, or node. `PreferSameZone` and `PreferSameNode` take
   * Kubernetes 1.34.
   * @default - all alike
   */
  readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode' | undefined;
  /** Who makes the load balancer, such as `service.k8s.aws/nlb`. @default - the cluster's default one */
  readonly loadBalancerClass?: string | undefined;
  /**
   * Ranges of addresses that the load balancer serves. With `externalTrafficPolicy: 'Local'` the NetworkPolicy holds
   * them too; otherwise connections arrive from addresses of nodes, which the platform says by `network.nodes`.
   *
   * @example service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'] }
   * @default - any
   */
  readonly loadBalancerSourceRanges?: readonly string[] | undefined;
  /** Whether a load balancer gets ports of the nodes as well. @default true */
  readonly allocateLoadBalancerNodePorts?: boolean | undefined;
  /** Whether pods are found before they are ready. @default false */
  readonly publishNotReadyAddresses?: boolean | undefined;
  /** Whether it has an address of IPv4, of IPv6, or of both. @default - one, of the cluster's first family */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack' | undefined;
  /** The families of its addresses, the first one first. @default - as the cluster has them */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[] | undefined;
  /** Annotations of the Service. @default - none */
  readonly annotations?: Readonly<Record<string, Value<string>>> | undefined;
}

/** A port of the nodes. */
export const nodePort = integer(30000, 32767);

/** What a port speaks. */
export const appProtocol = shapeOf(
  'what a port speaks, such as https or kubernetes.io/h2c',
  (value) => isKnownOf(labelKey, value),
  'write a name, and before it, if anything, a DNS name and /',
);

const policy = oneOf('Cluster', 'Local');

/** The shape of a Service's props. */
export const serviceShape = object({
  port,
  portName: dnsLabel,
  appProtocol,
  nodePort,
  type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer'),
  headless: flag,
  sessionAffinity: oneOf('ClientIP', 'None'),
  sessionAffinityTimeoutSeconds: integer(1, 86400),
  externalTrafficPolicy: policy,
  internalTrafficPolicy: policy,
  trafficDistribution: oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'),
  loadBalancerClass: labelKey,
  // To Kubernetes no ranges are any address.
  loadBalancerSourceRanges: {
    ...list(cidrShape),
    check(value, place) {
      shapeOf('at least one range of addresses', (given) => !Array.isArray(given) || given.length > 0,
        'name a range, or leave it out for any address').check(value, place);
      list(cidrShape).check(value, place);
    },
  },
  allocateLoadBalancerNodePorts: flag,
  publishNotReadyAddresses: flag,
  ipFamilyPolicy: oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
  ipFamilies: list(oneOf('IPv4', 'IPv6')),
  annotations: annotationMap,
});

/** The Service's own fields, besides its selector and ports. */
export function serviceFields(props: ServiceProps): Omit<ServiceSpec, 'selector' | 'ports'> {
  const timeoutSeconds = props.sessionAffinityTimeoutSeconds;
  return {
    type: props.type,
    clusterIP: props.headless === true ? 'None' : undefined,
    sessionAffinity: props.sessionAffinity,
    sessionAffinityConfig: timeoutSeconds === undefined ? undefined : { clientIP: { timeoutSeconds } },
    externalTrafficPolicy: props.externalTrafficPolicy,
    internalTrafficPolicy: props.internalTrafficPolicy,
    trafficDistribution: props.trafficDistribution,
    loadBalancerClass: props.loadBalancerClass,
    loadBalancerSourceRanges: copied(props.loadBalancerSourceRanges),
    allocateLoadBalancerNodePorts: props.allocateLoadBalancerNodePorts,
    publishNotReadyAddresses: props.publishNotReadyAddresses,
    ...familyFields(props),
  };
}

/** Which addresses a Service has, which holds for the one that names a store's pods as well. */
export function familyFields({ ipFamilyPolicy, ipFamilies }: ServiceProps): Pick<
  ServiceSpec, 'ipFamilyPolicy' | 'ipFamilies'
> {
  return { ipFamilyPolicy, ipFamilies: copied(ipFamilies) };
}

function copied<T>(items: readonly T[] | undefined): T[] | undefined {
  return items === undefined ? undefined : [...items];
}
