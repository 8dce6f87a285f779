/** All traffic that NetworkPolicies allow among the workloads of a tree, and between them and what is outside. */
import type { CheckedObject } from '../../checks/check';
import { selectorText, type LabelSelector } from '../../checks/selects';
import { workloadLabel } from '../../model/names';
import { evaluate, peerMeans, policiesHolding, portsOfRule } from './evaluate';
import { endsOf, type NetworkEnd } from './network-end';
import { policiesOf, type Policy, type PolicyPeer, type PolicyRule } from './network-policy';
import { everyPort, portTexts, unionOf, type PortSet } from './port-set';

/** Traffic that is allowed from one end to another. */
export interface AllowedTraffic {
  /** Who connects: a workload such as `shop/web`, or what a policy names, such as `partners/*` or `10.0.0.0/8`. */
  readonly from: string;
  /** Whom it reaches. */
  readonly to: string;
  /** The ports of `to`: `8080/TCP`, `8000-8999/TCP`, `every UDP port`, `every port`. */
  readonly ports: readonly string[];
  /** Whether both ends are workloads of the manifests. */
  readonly inside: boolean;
}

/** What is outside of the manifests, as far as one policy says it. */
interface Outside {
  readonly name: string;
  readonly ports: PortSet;
  /** Ports by a name that only pods elsewhere could tell the number of. */
  readonly names: readonly string[];
}

/** The traffic that the policies of one cluster's objects allow, sorted by its ends. */
export function trafficAmong(objects: readonly CheckedObject[]): readonly AllowedTraffic[] {
  const policies = policiesOf(objects.map(({ manifest }) => manifest));
  const ends = endsOf(objects);
  // Namespaces of which the manifests show the pods.
  const known = new Set(ends.map(({ pods }) => pods?.namespace ?? ''));
  const inside = ends.flatMap((from) => ends.map((to): AllowedTraffic => ({
    from: from.name, to: to.name, ports: portTexts(evaluate(policies, from, to).ports), inside: true,
  })));
  const outside = ends.flatMap((end) => [
    ...outsideOf(policies, 'egress', end, ends, known).map(({ name, ...rest }): AllowedTraffic =>
      ({ from: end.name, to: name, ports: textsOf(rest), inside: false })),
    ...outsideOf(policies, 'ingress', end, ends, known).map(({ name, ...rest }): AllowedTraffic =>
      ({ from: name, to: end.name, ports: textsOf(rest), inside: false })),
  ]);
  return [...inside, ...outside].filter(({ ports }) => ports.length > 0)
    .sort((left, right) => compareText(left.from, right.from) || compareText(left.to, right.to));
}

/** Allowed traffic as a line: `shop/web -> shop/api: 8080/TCP`. */
export function trafficText({ from, to, ports }: AllowedTraffic): string {
  return `${from} -> ${to}: ${ports.join(', ')}`;
}

function outsideOf(
  policies: readonly Policy[],
  direction: 'egress' | 'ingress',
  end: NetworkEnd,
  ends: readonly NetworkEnd[],
  known: ReadonlySet<string>,
): readonly Outside[] {
  const holding = policiesHolding(policies, direction, end);
  if (holding.length === 0) return [{ name: 'anywhere', ports: everyPort, names: [] }];
  const found = new Map<string, Outside>();
  for (const policy of holding) {
    for (const rule of policy[direction] ?? []) {
      for (const name of outsideNames(policy, rule, ends, known)) {
        const before = found.get(name) ?? { name, ports: [], names: [] };
        const names = direction === 'ingress' ? [] : (rule.ports ?? []).flatMap(({ name: port }) => port ?? []);
        const ports = unionOf([before.ports, portsOfRule(rule, direction === 'ingress' ? end.pods : undefined)]);
        found.set(name, { name, ports, names: [...new Set([...before.names, ...names])] });
      }
    }
  }
  return [...found.values()];
}

function textsOf({ ports, names }: Omit<Outside, 'name'>): readonly string[] {
  return [...portTexts(ports), ...names.map((name) => `port ${name}`)];
}

/** The peers of a rule that may be somebody whom the manifests do not show. */
function outsideNames(
  policy: Policy,
  { peers }: PolicyRule,
  ends: readonly NetworkEnd[],
  known: ReadonlySet<string>,
): readonly string[] {
  if (peers === undefined) return ['anywhere'];
  return peers.filter((peer) => peer.kind === 'addresses' || reachesFurther(peer, known)
    || !ends.some(({ pods }) => pods !== undefined && peerMeans(policy, peer, pods)))
    .map((peer) => peerText(policy, peer));
}

/** Whether namespaces may be meant that the manifests do not show: all but those that are named one by one. */
function reachesFurther({ namespaces }: PolicyPeer & { readonly kind: 'pods' }, known: ReadonlySet<string>): boolean {
  if (namespaces === undefined) return false;
  const named = namespaces.find(({ key, operator }) => key === nameLabel && operator === 'In');
  return named === undefined || named.values.some((name) => !known.has(name));
}

const nameLabel = 'kubernetes.io/metadata.name';

/** A peer as `namespace/pods`: `partners/crm`, `kube-system/(k8s-app=kube-dns)`, `(team=a)/*`; or its addresses. */
function peerText(policy: Policy, peer: PolicyPeer): string {
  if (peer.kind === 'addresses') return peer.text;
  const namespace = peer.namespaces === undefined ? policy.namespace : selectorName(peer.namespaces, nameLabel);
  const pods = peer.pods === undefined ? '*' : selectorName(peer.pods, workloadLabel);
  return namespace === '' ? pods : `${namespace}/${pods}`;
}

/** A selector by the one name that it asks for, where it asks for no more. */
function selectorName(selector: LabelSelector, label: string): string {
  const [first, ...others] = selector;
  if (first === undefined) return '*';
  const named = first.key === label && first.operator === 'In' && first.values.length === 1 && others.length === 0;
  return named ? first.values[0] ?? '*' : `(${selectorText(selector)})`;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
