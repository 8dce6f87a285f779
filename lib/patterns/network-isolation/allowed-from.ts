/** Callers that are not in the tree: what an application says of them, and how a NetworkPolicy names them. */
import { checkExcept, cidrShape } from '../../model/cidr';
import { CharthouseError } from '../../model/error';
import { isForeignObject } from '../../model/foreign-object';
import type { NetworkPolicyPeer, NetworkPolicyPort } from '../../model/kubernetes/types';
import { dnsLabel, labelMap } from '../../model/name-shapes';
import { workloadLabel } from '../../model/names';
import { anyOf, list, object, oneOf, port, shapeOf } from '../../model/shape';
import { networkPeer } from '../network-peer';

/** A range of ports that no container needs to declare, such as those of calls by RTP. */
export interface PortRange {
  /** The first. */
  readonly port: number;
  /** The last. */
  readonly endPort: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
}

/** A caller from elsewhere: pods by labels, or a range of addresses. */
export interface AllowedFrom {
  /** Name of the caller's namespace. @default - the workload's own */
  readonly namespace?: string | undefined;
  /**
   * Labels of the caller's namespaces, where there are several, or where none is known by name.
   * @default - told by `namespace`
   */
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
  /** Name of a workload of Charthouse. @default - told by `podLabels` */
  readonly workload?: string | undefined;
  /** Labels of the caller's pods. @default - every pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
  /** A range of addresses instead of pods, of IPv4 or IPv6, such as `10.20.0.0/16`. @default - pods */
  readonly cidr?: string | undefined;
  /** Ranges inside `cidr` that are left out, such as `['10.20.9.0/24']`. @default - none */
  readonly except?: readonly string[] | undefined;
  /**
   * Ports of the pods, each one that a container declares, or ranges: `[8080, { port: 30000, endPort: 30100 }]`.
   * @default - all that the workload listens on
   */
  readonly ports?: readonly (number | PortRange)[] | undefined;
}

const protocol = oneOf('TCP', 'UDP', 'SCTP');

const foreign = Object.freeze({
  whole: true,
  ...shapeOf('an object of cdk8s or cdk8s-plus that makes pods', isForeignObject),
});

/** The shape of a list of callers. */
export const allowedFromShape = list(
  anyOf(foreign, object({
    namespace: dnsLabel,
    namespaceLabels: labelMap,
    workload: dnsLabel,
    podLabels: labelMap,
    cidr: cidrShape,
    except: list(cidrShape),
    ports: list(anyOf(object({ port, endPort: port, protocol }), port)),
  })),
);

/** The caller as a NetworkPolicy names it. Throws where it says who it is in two ways that exclude each other. */
export function peerOf(caller: AllowedFrom, path: string, field: string): NetworkPolicyPeer {
  const { namespace, namespaceLabels, workload, podLabels, cidr, except } = caller;
  checkExcept(cidr, except ?? [], { path, field: `${field}.except` });
  const pods = { namespace, namespaceLabels, workload, podLabels };
  const other = Object.entries(pods).find(([, value]) => value !== undefined);
  if (cidr !== undefined && other !== undefined)
    throw twice(path, `${field}.${other[0]}`, other[1], 'pods, or a range of addresses', 'make two callers of it');
  if (namespace !== undefined && namespaceLabels !== undefined)
    throw twice(path, `${field}.namespaceLabels`, namespaceLabels, 'a name or labels', 'leave one of the two out');
  const labels = workload === undefined ? podLabels : { ...podLabels, [workloadLabel]: workload };
  return networkPeer({
    cidr,
    except,
    podLabels: labels ?? {},
    namespaceLabels: namespace === undefined ? namespaceLabels : { 'kubernetes.io/metadata.name': namespace },
  });
}

function twice(path: string, field: string, value: unknown, allowed: string, fix: string): CharthouseError {
  return new CharthouseError({ path, field, problem: 'says who calls a second time', value, allowed, fix });
}

/** The ports of a caller as a NetworkPolicy names them. Throws for a range that ends before it begins. */
export function allowedPorts(ports: AllowedFrom['ports'], path: string, field: string): (number | NetworkPolicyPort)[] {
  return (ports ?? []).map((given, index) => {
    if (typeof given === 'number') return given;
    const { port: first, endPort, protocol: spoken = 'TCP' }: Partial<PortRange> = given;
    if (first !== undefined && endPort !== undefined && endPort >= first)
      return { port: first, endPort, protocol: spoken };
    throw new CharthouseError({
      path,
      field: `${field}[${index}]`,
      problem: 'is no range of ports',
      value: given,
      allowed: '{ port, endPort }, the last at least as high as the first',
      fix: 'give both; a single port is a number by itself',
    });
  });
}
