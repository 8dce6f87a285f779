/** NetworkPolicies as the API server reads them: its defaults applied, both directions apart. */
import type { PlainManifest } from '../../checks/check';
import { fieldsOf, itemsOf, listOf, numberOf, textOf, type Fields } from '../../checks/fields';
import { isKind, nameOf, namespaceOf } from '../../checks/object-identity';
import { labelSelectorOf, type LabelSelector } from '../../checks/selects';
import { addressesOf, addressesWithout, type AddressSet } from './address-set';
import { portsFrom, type PortSet, type Protocol } from './port-set';

/** A NetworkPolicy. */
export interface Policy {
  readonly name: string;
  readonly namespace: string;
  /** The pods that it is about. */
  readonly pods: LabelSelector;
  /** What may come in; undefined where the policy says nothing of that direction. */
  readonly ingress: readonly PolicyRule[] | undefined;
  /** Where they may go; undefined where the policy says nothing of that direction. */
  readonly egress: readonly PolicyRule[] | undefined;
}

/** One thing that a policy allows. */
export interface PolicyRule {
  /** The other sides; undefined for any. */
  readonly peers: readonly PolicyPeer[] | undefined;
  /** The ports of the side that is called; undefined for all. */
  readonly ports: readonly PolicyPort[] | undefined;
}

/** Ports by number, or a port by the name that the called pod gives it. */
export type PolicyPort =
  | { readonly name: string; readonly protocol: Protocol }
  | { readonly name: undefined; readonly set: PortSet };

/** Who is on the other side: addresses, or pods. */
export type PolicyPeer =
  | { readonly kind: 'addresses'; readonly addresses: AddressSet; readonly text: string }
  | {
      readonly kind: 'pods';
      /** Undefined for the namespace of the policy. */
      readonly namespaces: LabelSelector | undefined;
      /** Undefined for all pods. */
      readonly pods: LabelSelector | undefined;
    };

/** The policies among the manifests. */
export function policiesOf(manifests: readonly PlainManifest[]): readonly Policy[] {
  return manifests.filter((each) => isKind(each, 'networking.k8s.io', 'NetworkPolicy')).map(policyOf);
}

function policyOf(manifest: PlainManifest): Policy {
  const { podSelector, policyTypes, ingress, egress } = fieldsOf(manifest['spec']);
  const stated = listOf(policyTypes);
  // Where no types are stated, ingress is always meant, and egress where there is a rule for it.
  const types = stated.length > 0 ? stated : ['Ingress', ...listOf(egress).length > 0 ? ['Egress'] : []];
  return {
    name: nameOf(manifest),
    namespace: namespaceOf(manifest),
    pods: labelSelectorOf(podSelector) ?? [],
    ingress: types.includes('Ingress') ? itemsOf(ingress).map(([rule]) => ruleOf(rule, rule['from'])) : undefined,
    egress: types.includes('Egress') ? itemsOf(egress).map(([rule]) => ruleOf(rule, rule['to'])) : undefined,
  };
}

/** A list that is empty or absent leaves nobody and nothing out. */
function ruleOf(rule: Fields, peers: unknown): PolicyRule {
  const [others, ports] = [itemsOf(peers), itemsOf(rule['ports'])];
  const [anybody, anyPort] = [listOf(peers).length === 0, listOf(rule['ports']).length === 0];
  return {
    peers: anybody ? undefined : others.flatMap(([peer]) => peerOf(peer)),
    ports: anyPort ? undefined : ports.map(([port]) => portOf(port)),
  };
}

function peerOf(peer: Fields): readonly PolicyPeer[] {
  const { ipBlock = null } = peer;
  if (ipBlock !== null) {
    const block = fieldsOf(ipBlock);
    const cidr = textOf(block['cidr']) ?? '';
    const except = listOf(block['except']).filter((each) => typeof each === 'string');
    const addresses = addressesWithout(addressesOf(cidr), except.flatMap(addressesOf));
    return [{ kind: 'addresses', addresses, text: except.length === 0 ? cidr : `${cidr} except ${except.join(', ')}` }];
  }
  const [namespaces, pods] = [labelSelectorOf(peer['namespaceSelector']), labelSelectorOf(peer['podSelector'])];
  // The API server refuses a peer that says nothing: it is nobody.
  return namespaces === undefined && pods === undefined ? [] : [{ kind: 'pods', namespaces, pods }];
}

function portOf(port: Fields): PolicyPort {
  const protocol = (textOf(port['protocol']) ?? 'TCP') as Protocol;
  const name = textOf(port['port']);
  if (name !== undefined) return { name, protocol };
  const first = numberOf(port['port']);
  if (first === undefined) return { name: undefined, set: portsFrom(protocol) };
  return { name: undefined, set: portsFrom(protocol, first, numberOf(port['endPort']) ?? first) };
}
