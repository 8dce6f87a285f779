/**
 * What NetworkPolicies let through between two ends, port by port, as the API describes it
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/): policies only add up, a pod that none
 * selects is open, and both sides must agree.
 */
import { selects } from '../../checks/selects';
import { holdsAddresses, holdsEveryAddress, type AddressSet } from './address-set';
import type { EndPods, NetworkEnd } from './network-end';
import type { Policy, PolicyPeer, PolicyPort, PolicyRule } from './network-policy';
import { elementaryRanges, everyPort, intersectionOf, noPort, portsFrom, unionOf, type PortSet } from './port-set';

/** What one side says. */
export interface SideVerdict {
  /** The policies that hold the pods in this direction; none leaves them open. */
  readonly policies: readonly Policy[];
  readonly ports: PortSet;
}

/** What both sides say. */
export interface Verdict {
  readonly egress: SideVerdict;
  readonly ingress: SideVerdict;
  /** The ports that both let through. */
  readonly ports: PortSet;
}

/** Which ports of `to` can be reached from `from`. */
export function evaluate(policies: readonly Policy[], from: NetworkEnd, to: NetworkEnd): Verdict {
  const egress = sideOf(policies, 'egress', from, to);
  const ingress = sideOf(policies, 'ingress', to, from);
  return { egress, ingress, ports: intersectionOf(egress.ports, ingress.ports) };
}

/** The policies that hold the end in a direction: those of its namespace that select its pods. */
export function policiesHolding(
  policies: readonly Policy[], direction: 'egress' | 'ingress', { pods }: NetworkEnd,
): readonly Policy[] {
  if (pods === undefined || pods.hostNetwork) return [];
  return policies.filter((policy) => policy[direction] !== undefined
    && policy.namespace === pods.namespace && selects(policy.pods, pods.labels));
}

function sideOf(
  policies: readonly Policy[], direction: 'egress' | 'ingress', held: NetworkEnd, other: NetworkEnd,
): SideVerdict {
  const holding = policiesHolding(policies, direction, held);
  if (holding.length === 0) return { policies: [], ports: everyPort };
  // The ports are always those of the side that is called.
  const called = direction === 'ingress' ? held : other;
  const rules = holding.flatMap((policy) => (policy[direction] ?? []).map((rule) => ({ policy, rule })));
  const open = rules.filter(({ policy, rule }) => meansPods(policy, rule, other))
    .map(({ rule }) => portsOfRule(rule, called.pods));
  const blocks = rules.flatMap(({ rule }) => {
    const addresses = (rule.peers ?? []).flatMap((peer) => (peer.kind === 'addresses' ? peer.addresses : []));
    return addresses.length === 0 ? [] : [{ addresses, ports: portsOfRule(rule, called.pods) }];
  });
  return { policies: holding, ports: unionOf([...open, portsToAddresses(blocks, other)]) };
}

/** Whether a rule means the pods by their labels, or anybody. */
function meansPods(policy: Policy, { peers }: PolicyRule, { pods }: NetworkEnd): boolean {
  if (peers === undefined) return true;
  return pods !== undefined && !pods.hostNetwork && peers.some((peer) => peerMeans(policy, peer, pods));
}

/** Both selectors of a peer must hold; without one of namespaces it is the policy's own. */
export function peerMeans(policy: Policy, peer: PolicyPeer, pods: EndPods): boolean {
  if (peer.kind === 'addresses') return false;
  const inNamespace = peer.namespaces === undefined
    ? pods.namespace === policy.namespace
    : selects(peer.namespaces, pods.namespaceLabels);
  return inNamespace && (peer.pods === undefined || selects(peer.pods, pods.labels));
}

/** Ports on which blocks of addresses, taken together, hold every address of the end. */
function portsToAddresses(
  blocks: readonly { readonly addresses: AddressSet; readonly ports: PortSet }[], end: NetworkEnd,
): PortSet {
  return unionOf(elementaryRanges(blocks.map(({ ports }) => ports)).map((range): PortSet => {
    const addresses = blocks.filter(({ ports }) => intersectionOf(ports, [range]).length > 0)
      .flatMap((block) => block.addresses);
    // Nobody knows the addresses of pods before they run: only a block of all addresses is sure to hold them.
    const holds = end.addresses === undefined
      ? holdsEveryAddress(addresses)
      : holdsAddresses(addresses, end.addresses);
    return holds ? [range] : noPort;
  }));
}

/** A name is that of a port of the called pods, with the same protocol; elsewhere it means nothing. */
export function portsOfRule({ ports }: PolicyRule, called: EndPods | undefined): PortSet {
  return ports === undefined ? everyPort : unionOf(ports.map((port) => numbersOf(port, called)));
}

function numbersOf(port: PolicyPort, called: EndPods | undefined): PortSet {
  if (port.name === undefined) return port.set;
  return unionOf((called?.ports ?? [])
    .filter(({ name, protocol }) => name === port.name && protocol === port.protocol)
    .map(({ number }) => (typeof number === 'number' ? portsFrom(port.protocol, number, number) : noPort)));
}
