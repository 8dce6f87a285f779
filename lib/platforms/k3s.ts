/** k3s, as it comes: Traefik as Ingress, local-path storage, no load balancer in front, no operator for metrics. */
import { definePlatform, type Platform } from './define-platform';
import { clusterDns, privateRanges } from './generic';
import type { PlatformProps } from './platform';

/** What k3s ships (https://docs.k3s.io/networking/networking-services, https://docs.k3s.io/storage). */
const defaults: PlatformProps = Object.freeze<PlatformProps>({
  name: 'k3s',
  kubernetes: '1.36',
  edge: {
    kind: 'ingress',
    className: 'traefik',
    trafficFrom: [
      {
        namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
        podLabels: { 'app.kubernetes.io/name': 'traefik' },
      },
    ],
  },
  tls: { kind: 'edge' },
  dns: { kind: 'wildcard' },
  storage: { standard: { storageClassName: 'local-path', accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'] } },
  network: {
    dns: { to: clusterDns, ports: [53] },
    // On its servers, under whichever addresses they have.
    apiServer: { to: [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }], ports: [6443] },
    externalHosts: { kind: 'any-public-address', except: privateRanges },
  },
  offers: { storageClasses: ['local-path'] },
});

/** The platform of a k3s cluster; `overrides` replace whole capabilities, and `undefined` takes one away. */
export function k3s(overrides: Partial<PlatformProps> = {}): Platform {
  return definePlatform({ ...defaults, ...overrides });
}
