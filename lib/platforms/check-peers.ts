/** Where traffic comes from and goes to, as a platform says it: nothing that a NetworkPolicy could not say. */
import { checkExcept } from '../model/cidr';
import { CharthouseError } from '../model/error';
import type { Network, NetworkPeer, PlatformProps } from './platform';

/** Throws where a peer names nobody, or leaves out what it never had. */
export function checkPeers(path: string, { edge, metrics, network }: PlatformProps): void {
  const { apiServer, dns, nodes, probesFrom, externalHosts } = network;
  const peers: Readonly<Record<string, readonly NetworkPeer[] | undefined>> = {
    'edge.trafficFrom': edge?.trafficFrom,
    'metrics.scrapedFrom': metrics?.scrapedFrom,
    'network.apiServer.to': apiServer?.to,
    'network.dns.to': dns.to,
    'network.nodes': nodes,
    'network.probesFrom': probesFrom,
  };
  for (const [field, list = []] of Object.entries(peers)) {
    for (const [index, peer] of list.entries()) checkPeer(peer, path, `${field}[${index}]`);
  }
  if (apiServer !== undefined) checkReached(apiServer, path, 'network.apiServer');
  const field = 'network.externalHosts';
  checkExcept('0.0.0.0/0', externalHosts.except, { path, field: `${field}.except` });
  checkExcept('::/0', externalHosts.exceptIPv6 ?? [], { path, field: `${field}.exceptIPv6` });
}

function checkReached({ to, ports }: Partial<NonNullable<Network['apiServer']>>, path: string, field: string): void {
  const missing = (to ?? []).length === 0 ? 'to' : (ports ?? []).length === 0 ? 'ports' : undefined;
  if (missing === undefined) return;
  throw new CharthouseError({
    path,
    field: `${field}.${missing}`,
    problem: 'is missing',
    allowed: `${field}: { to, ports }, with at least one of each`,
    fix: `add ${missing}, or leave ${field} out`,
  });
}

function checkPeer(peer: NetworkPeer, path: string, field: string): void {
  const labels = peer.namespaceLabels ?? peer.podLabels;
  checkExcept(peer.cidr, peer.except ?? [], { path, field: `${field}.except` });
  if ((labels === undefined) !== (peer.cidr === undefined)) return;
  throw new CharthouseError({
    path,
    field,
    problem: labels === undefined ? 'names nobody' : 'names pods and addresses at once',
    value: peer,
    allowed: 'namespaceLabels, podLabels or both; or cidr',
    fix: labels === undefined ? 'say who it is by labels, or by cidr' : 'make two peers of it',
  });
}
