/**
 * Any conforming cluster: what Kubernetes itself promises, and a Gateway `public` as the way in, which the house
 * replaces by its own.
 */
import { definePlatform, type Platform } from './define-platform';
import type { NetworkPeer, PlatformProps } from './platform';

/** The cluster's DNS, where kubeadm and most others put it. */
export const clusterDns: readonly NetworkPeer[] = Object.freeze([
  { namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' }, podLabels: { 'k8s-app': 'kube-dns' } },
]);

/** Ranges that are nobody's public address: private networks, link-local, carrier-grade NAT, loopback. */
export const privateRanges: readonly string[] = Object.freeze([
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
]);

/** Everything of the platform that a house may say otherwise. */
const defaults: PlatformProps = Object.freeze<PlatformProps>({
  name: 'generic',
  kubernetes: '1.36',
  edge: {
    kind: 'gateway',
    gateway: { name: 'public', namespace: 'gateway-system' },
    trafficFrom: [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'gateway-system' } }],
  },
  tls: { kind: 'edge' },
  dns: { kind: 'wildcard' },
  storage: { standard: {} },
  metrics: {
    kind: 'annotations',
    scrapedFrom: [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }],
  },
  network: {
    dns: { to: clusterDns, ports: [53] },
    externalHosts: { kind: 'any-public-address', except: privateRanges },
  },
});

/** The platform of any conforming cluster; `overrides` replace whole capabilities, and `undefined` takes one away. */
export function generic(overrides: Partial<PlatformProps> = {}): Platform {
  return definePlatform({ ...defaults, ...overrides });
}
