/** A platform's peer in the words of a NetworkPolicy. */
import type { NetworkPolicyPeer } from '../model/kubernetes/types';
import type { NetworkPeer } from '../platforms/platform/network-peer';

/** Any address, of either version. */
export const anyAddress: readonly NetworkPeer[] = Object.freeze([{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }]);

/**
 * The peer as a NetworkPolicy names it. Both selectors stand in one item: pods with these labels in those namespaces.
 */
export function networkPeer(peer: NetworkPeer): NetworkPolicyPeer & Readonly<Record<string, unknown>> {
  if (peer.cidr !== undefined)
    return { ipBlock: { cidr: peer.cidr, ...(peer.except === undefined ? {} : { except: [...peer.except] }) } };
  return {
    ...(peer.namespaceLabels === undefined ? {} : { namespaceSelector: { matchLabels: { ...peer.namespaceLabels } } }),
    ...(peer.podLabels === undefined ? {} : { podSelector: { matchLabels: { ...peer.podLabels } } }),
  };
}
