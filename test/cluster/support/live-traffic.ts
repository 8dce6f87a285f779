/**
 * Which pods of a cluster may call which, as its NetworkPolicies have it: computed here from what the API server has,
 * by the rules of https://kubernetes.io/docs/concepts/services-networking/network-policies/ and by nothing of ours.
 */
import { BlockList, isIPv6 } from 'node:net';

import type { Api, KubernetesObject } from './api';

type Labels = Readonly<Record<string, string>>;

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly Requirement[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface PolicyPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly PolicyPort[];
}

interface PolicySpec {
  readonly podSelector: Selector;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** A port of a pod. */
export interface PodPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: string;
}

/** A pod, as policies see it. */
export interface LivePod {
  readonly namespace: string;
  readonly labels: Labels;
  readonly addresses: readonly string[];
  readonly ports: readonly PodPort[];
}

/** The rules of a cluster. */
export class LiveRules {
  private constructor(
    private readonly policies: readonly KubernetesObject[],
    private readonly namespaces: ReadonlyMap<string, Labels>,
  ) {}

  /** Reads them. */
  public static async of(api: Api): Promise<LiveRules> {
    const namespaces = await api.list('v1', 'Namespace');
    const labels = namespaces.map(({ metadata }): [string, Labels] => [metadata.name, metadata.labels ?? {}]);
    return new LiveRules(await api.list('networking.k8s.io/v1', 'NetworkPolicy'), new Map(labels));
  }

  /** The ports of a pod that another one may call. */
  public between(from: LivePod, to: LivePod): readonly PodPort[] {
    return to.ports.filter((port) =>
      this.lets('Egress', from, to, port, to) && this.lets('Ingress', to, from, port, to));
  }

  /** Whether the policies that hold a pod let it exchange with the other one; those that hold none let everything. */
  private lets(type: 'Egress' | 'Ingress', held: LivePod, other: LivePod, port: PodPort, callee: LivePod): boolean {
    const holding = this.policies.filter(({ metadata, spec }) => {
      const { podSelector, policyTypes } = spec as PolicySpec;
      return metadata.namespace === held.namespace && policyTypes.includes(type) && selects(podSelector, held.labels);
    });
    return holding.length === 0 || holding.some(({ metadata, spec }) => {
      const { egress = [], ingress = [] } = spec as PolicySpec;
      return (type === 'Egress' ? egress : ingress).some(({ to, from, ports }) => {
        const peers = type === 'Egress' ? to : from;
        return (peers === undefined || peers.some((peer) => this.means(peer, other, metadata.namespace ?? '')))
          && (ports === undefined || ports.some((each) => opens(each, port, callee)));
      });
    });
  }

  private means({ podSelector, namespaceSelector, ipBlock }: Peer, pod: LivePod, namespace: string): boolean {
    if (ipBlock !== undefined) return pod.addresses.some((address) => isIn(ipBlock, address));
    const there = namespaceSelector === undefined
      ? pod.namespace === namespace
      : selects(namespaceSelector, this.namespaces.get(pod.namespace) ?? {});
    return there && (podSelector === undefined || selects(podSelector, pod.labels));
  }
}

function opens({ port: wanted, endPort, protocol = 'TCP' }: PolicyPort, asked: PodPort, callee: LivePod): boolean {
  if (protocol !== asked.protocol) return false;
  if (wanted === undefined) return true;
  if (typeof wanted === 'number') return asked.port >= wanted && asked.port <= (endPort ?? wanted);
  return callee.ports.some(({ name, port }) => name === wanted && port === asked.port);
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const among = value !== undefined && values.includes(value);
      return operator === 'In' ? among : !among;
    });
}

function isIn({ cidr, except = [] }: NonNullable<Peer['ipBlock']>, address: string): boolean {
  return within(cidr, address) && !except.some((range) => within(range, address));
}

function within(range: string, address: string): boolean {
  const [network = '', bits] = range.split('/');
  if (isIPv6(network) !== isIPv6(address)) return false;
  const list = new BlockList();
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}
