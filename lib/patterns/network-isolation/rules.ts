/** The rules of a NetworkPolicy: who is let in, and whom pods reach. Read late, when every connection is there. */
import type { Connection } from '../../model/connections';
import type { SettledDraft } from '../../model/draft/settled';
import type { Endpoint } from '../../model/endpoint';
import type {
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../../model/kubernetes/types';
import type { WorkloadFacts } from '../facts';
import { listenedPorts, openedPorts, portOf } from '../listened-ports';
import { networkPeer } from '../network-peer';
import { podsAt } from '../pods-at';

/** Rules among the pods of one workload. */
export function rulesAmong(direction: 'from' | 'to', among: readonly object[], draft: SettledDraft): object[] {
  const ports = listenedPorts(draft);
  return among.length === 0 || ports.length === 0 ? [] : [{ [direction]: among, ports }];
}

/** Callers of the tree, those that are stated, and the kubelet's probes. */
export function ingressRules(draft: SettledDraft, facts: WorkloadFacts): NetworkPolicyIngressRule[] {
  const listened = listenedPorts(draft);
  const probes = (facts.platform.network.probesFrom ?? []).map((peer) => ({
    from: [networkPeer(peer)],
    ports: listened,
  }));
  const stated = draft.entries('allowedCallers').map(({ item, owner }) => ({
    ...(item.from === undefined ? {} : { from: [item.from] }),
    // What other patterns open need not be declared; of `allowFrom`, what is not is said by a house of others.
    ports: item.ports.length === 0
      ? listened
      : item.ports.flatMap((port) => openedPorts(port, draft, owner === 'networkIsolation')),
  }));
  return [...connectedRules(draft, facts), ...stated, ...probes].filter((rule) => rule.ports.length > 0);
}

/** One rule for each port, with everybody who calls it. */
function connectedRules(draft: SettledDraft, facts: WorkloadFacts): { from: object[]; ports: NetworkPolicyPort[] }[] {
  const byPort = new Map<string, { readonly port: NetworkPolicyPort; readonly from: Map<string, object> }>();
  for (const connection of facts.connections.to(facts.path, podsAt(draft, facts))) {
    for (const port of connection.to.ports.map(portOf)) {
      const rule = byPort.get(JSON.stringify(port)) ?? { port, from: new Map<string, object>() };
      for (const [key, sender] of sendersOf(connection, facts)) rule.from.set(key, sender);
      byPort.set(JSON.stringify(port), rule);
    }
  }
  return sortedValues(byPort)
    // A rule that names nobody lets everybody in.
    .filter((rule) => rule.from.size > 0)
    .map((rule) => ({ from: sortedValues(rule.from), ports: [rule.port] }));
}

/** Who sends: the caller's pods, or whoever does it in their stead. */
function sendersOf({ from, sentBy }: Connection, facts: WorkloadFacts): readonly (readonly [string, object])[] {
  if (sentBy === undefined) return [[from.path, podsOf(from, facts)]];
  return sentBy.map((peer) => [`sent by ${JSON.stringify(peer)}`, peer]);
}

/** DNS, callees of the tree and elsewhere, and what patterns ask for. */
export function egressRules(draft: SettledDraft, facts: WorkloadFacts): NetworkPolicyEgressRule[] {
  const { dns } = facts.platform.network;
  const dnsPorts = dns.ports.flatMap((number): NetworkPolicyPort[] => [
    { port: number, protocol: 'UDP' },
    { port: number, protocol: 'TCP' },
  ]);
  const rules = new Map<string, { readonly to: object[]; readonly ports: Map<string, NetworkPolicyPort> }>();
  for (const { to, sentBy } of facts.connections.from(facts.path, podsAt(draft, facts))) {
    if (sentBy !== undefined) continue;
    const peers = peersOf(to, facts);
    // Two ranges of one host are two rules: each range has its own ports.
    const key = `${to.path}\0${JSON.stringify(peers)}`;
    const rule = rules.get(key) ?? { to: peers, ports: new Map<string, NetworkPolicyPort>() };
    to.ports.forEach((each) => {
      rule.ports.set(`${String(each.podPort).padStart(5, '0')} ${each.protocol} ${each.endPort ?? ''}`, portOf(each));
    });
    rules.set(key, rule);
  }
  const stated = sortedValues(rules).map((rule) => ({ to: rule.to, ports: sortedValues(rule.ports) }));
  const allowed = draft.entries('allowedCallees').map(({ item }) => ({
    to: [item.to],
    ports: item.ports.flatMap((podPort) =>
      (item.protocols ?? ['TCP' as const]).map((protocol) => portOf({ podPort, protocol }))),
  }));
  return [{ to: dns.to.map(networkPeer), ports: dnsPorts }, ...stated, ...allowed];
}

function peersOf(endpoint: Endpoint, facts: WorkloadFacts): NetworkPolicyPeer[] {
  if (endpoint.kind !== 'external') return [podsOf(endpoint, facts)];
  const { cidr, except } = endpoint;
  if (cidr !== undefined) return [networkPeer({ cidr, except })];
  // v1 NetworkPolicy has no host names: any public address is let through, visibly, and nothing private.
  const { externalHosts } = facts.platform.network;
  const public4 = networkPeer({ cidr: '0.0.0.0/0', except: externalHosts.except });
  const { exceptIPv6 } = externalHosts;
  return exceptIPv6 === undefined ? [public4] : [public4, networkPeer({ cidr: '::/0', except: exceptIPv6 })];
}

/** Pods of the same namespace by their labels alone; of another one with its name's label beside. */
function podsOf(
  endpoint: { readonly namespace: string | undefined; readonly selector: Readonly<Record<string, string>> },
  facts: WorkloadFacts,
): NetworkPolicyPeer {
  const podSelector = { matchLabels: { ...endpoint.selector } };
  if (endpoint.namespace === undefined || endpoint.namespace === facts.namespace) return { podSelector };
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': endpoint.namespace } }, podSelector };
}

/** By key, so that the order of construction shows nowhere. */
function sortedValues<T>(map: ReadonlyMap<string, T>): T[] {
  return [...map.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value);
}
