/** Nothing in, nothing out but DNS and what is stated. Callers are known late: a later one still opens the callee. */
import { cidrShape } from '../model/cidr';
import type { SettledDraft } from '../model/draft/settled';
import type { Endpoint } from '../model/endpoint';
import type { NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicyPort } from '../model/kubernetes/types';
import { workloadLabel } from '../model/names';
import { emitted } from '../model/object';
import { flag, labelValue, list, mapOf, object, orFalse, port, textShape } from '../model/shape';
import { Late } from '../model/value';
import { checkAllowed, listenedPorts, openedPorts, portOf } from './listened-ports';
import { networkPeer } from './network-peer';
import type { WorkloadFacts } from './facts';
import { definePattern, keys } from './pattern';

/** A caller from elsewhere: pods by labels, or a range of addresses. */
export interface AllowedFrom {
  /** Name of the caller's namespace. @default - the workload's own */
  readonly namespace?: string | undefined;
  /** Name of a workload of Charthouse. @default - told by `podLabels` */
  readonly workload?: string | undefined;
  /** Labels of the caller's pods. @default - every pod of the namespace */
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
  /** A range of addresses instead of pods, in CIDR notation. @default - pods */
  readonly cidr?: string | undefined;
  /** Ports of the pods, each one that a container declares. @default - all that the workload listens on */
  readonly ports?: readonly number[] | undefined;
}

/** What the network lets through besides DNS and stated connections. */
export interface NetworkProps {
  /** Whether pods may reach any address. @default false */
  readonly egressAnywhere?: boolean | undefined;
}

/** Who reaches whom. */
export interface NetworkKeys {
  /** What is let through, or `false` for no NetworkPolicy at all. @default - DNS, and the stated connections */
  readonly networkIsolation?: NetworkProps | false | undefined;
  /** Callers that are not in this tree. @default - none */
  readonly allowFrom?: readonly AllowedFrom[] | undefined;
}

/**
 * Emits a NetworkPolicy for both directions
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/).
 */
export const networkIsolation = definePattern({
  name: 'networkIsolation',
  fits: [],
  keys: keys<NetworkKeys>({
    networkIsolation: orFalse(object({ egressAnywhere: flag })),
    allowFrom: list(
      object({
        namespace: textShape,
        workload: textShape,
        podLabels: mapOf(labelValue),
        cidr: cidrShape,
        ports: list(port),
      }),
    ),
  }),
  reads: keys<{ readonly topology?: string | undefined }>({ topology: textShape }),
  defaults: { networkIsolation: { egressAnywhere: false } },
  apply(draft, settings) {
    for (const [index, allowed] of (settings.allowFrom ?? []).entries()) {
      draft.add('allowedCallers', `allowFrom ${index}`, { from: peerOf(allowed), ports: allowed.ports ?? [] }, 'props');
    }
  },
  emit(draft, settings, facts) {
    checkAllowed(settings.allowFrom ?? [], draft, facts.path);
    const anywhere = settings.networkIsolation.egressAnywhere;
    // Pods of a store that know of each other talk to each other, on ports that no Service stands in front of as well.
    const among = settings.topology === undefined ? [] : [{ podSelector: { matchLabels: { ...draft.selector } } }];
    return [
      emitted('NetworkPolicy', {
        spec: {
          podSelector: { matchLabels: { ...draft.selector } },
          policyTypes: ['Ingress', 'Egress'],
          ingress: new Late(() => [...rulesAmong('from', among, draft), ...ingressRules(draft, facts)]),
          egress: new Late(() => (anywhere ? [{}] : [...egressRules(draft, facts), ...rulesAmong('to', among, draft)])),
        },
      }),
    ];
  },
});

function peerOf({ namespace, workload, podLabels, cidr }: AllowedFrom): Readonly<Record<string, unknown>> {
  const labels = workload === undefined ? podLabels : { ...podLabels, [workloadLabel]: workload };
  return networkPeer({
    cidr,
    podLabels: labels ?? {},
    namespaceLabels: namespace === undefined ? undefined : { 'kubernetes.io/metadata.name': namespace },
  });
}

function rulesAmong(direction: 'from' | 'to', among: readonly object[], draft: SettledDraft): object[] {
  const ports = listenedPorts(draft);
  return among.length === 0 || ports.length === 0 ? [] : [{ [direction]: among, ports }];
}

function ingressRules(draft: SettledDraft, facts: WorkloadFacts): NetworkPolicyIngressRule[] {
  const listened = listenedPorts(draft);
  const probes = (facts.platform.network.probesFrom ?? []).map((peer) => ({
    from: [networkPeer(peer)],
    ports: listened,
  }));
  const stated = draft.entries('allowedCallers').map(({ item }) => ({
    from: [item.from],
    ports: item.ports.length === 0 ? listened : item.ports.flatMap((number) => openedPorts(number, draft)),
  }));
  const callers = facts.connections
    .to(facts.path)
    .flatMap(({ from, to }) => to.ports.map((toPort) => ({ from, port: portOf(toPort) })));
  const byPort = new Map<string, { readonly port: NetworkPolicyPort; readonly from: Map<string, object> }>();
  for (const { from, port: number } of callers) {
    const rule = byPort.get(JSON.stringify(number)) ?? { port: number, from: new Map<string, object>() };
    rule.from.set(from.path, podsOf(from, facts));
    byPort.set(JSON.stringify(number), rule);
  }
  const connected = sortedValues(byPort).map((rule) => ({ from: sortedValues(rule.from), ports: [rule.port] }));
  return [...connected, ...stated, ...probes].filter((rule) => rule.ports.length > 0);
}

function egressRules(draft: SettledDraft, facts: WorkloadFacts): NetworkPolicyEgressRule[] {
  const { dns } = facts.platform.network;
  const dnsPorts = dns.ports.flatMap((number): NetworkPolicyPort[] => [
    { port: number, protocol: 'UDP' },
    { port: number, protocol: 'TCP' },
  ]);
  const rules = new Map<string, { readonly to: object[]; readonly ports: Map<string, NetworkPolicyPort> }>();
  for (const { to } of facts.connections.from(facts.path)) {
    const rule = rules.get(to.path) ?? { to: peersOf(to, facts), ports: new Map<string, NetworkPolicyPort>() };
    to.ports.forEach((each) => {
      rule.ports.set(`${String(each.podPort).padStart(5, '0')} ${each.protocol}`, portOf(each));
    });
    rules.set(to.path, rule);
  }
  const stated = sortedValues(rules).map((rule) => ({ to: rule.to, ports: sortedValues(rule.ports) }));
  const allowed = draft.entries('allowedCallees').map(({ item }) => ({
    to: [item.to],
    ports: item.ports.map((podPort) => portOf({ podPort, protocol: 'TCP' })),
  }));
  return [{ to: dns.to.map(networkPeer), ports: dnsPorts }, ...stated, ...allowed];
}

function peersOf(endpoint: Endpoint, facts: WorkloadFacts): object[] {
  if (endpoint.kind !== 'external') return [podsOf(endpoint, facts)];
  if (endpoint.cidr !== undefined) return [{ ipBlock: { cidr: endpoint.cidr } }];
  // v1 NetworkPolicy has no host names: any public address is let through, visibly, and nothing private.
  return [{ ipBlock: { cidr: '0.0.0.0/0', except: [...facts.platform.network.externalHosts.except] } }];
}

/** Pods of the same namespace by their labels alone; of another one with its name's label beside. */
function podsOf(
  endpoint: { readonly namespace: string | undefined; readonly selector: Readonly<Record<string, string>> },
  facts: WorkloadFacts,
): object {
  const podSelector = { matchLabels: { ...endpoint.selector } };
  if (endpoint.namespace === undefined || endpoint.namespace === facts.namespace) return { podSelector };
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': endpoint.namespace } }, podSelector };
}

/** By key, so that the order of construction shows nowhere. */
function sortedValues<T>(map: ReadonlyMap<string, T>): T[] {
  return [...map.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value);
}
