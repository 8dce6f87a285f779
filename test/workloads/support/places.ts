/** Where the whole workloads are tried: a platform each, and the house that silences linters. */
import { defineHouse, definePlatform, generic, hardened, k3s, type Target } from 'charthouse';

/** A cluster with a Gateway, the Prometheus operator, cert-manager, external-dns, tiers of storage, and a cloud. */
const operator = definePlatform({
  ...generic(),
  name: 'operator',
  edge: {
    kind: 'gateway',
    gateway: { name: 'edge', namespace: 'istio-ingress', sectionName: 'https' },
    trafficFrom: [{
      namespaceLabels: { 'kubernetes.io/metadata.name': 'istio-ingress' },
      podLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' },
    }],
    drainSeconds: 25,
  },
  tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' },
  dns: { kind: 'external-dns', annotationPrefix: 'external-dns.kubernetes.io/' },
  storage: { standard: { storageClassName: 'gp3' }, fast: { storageClassName: 'io2' } },
  identity: { annotations: (arn) => ({ 'eks.amazonaws.com/role-arn': arn }) },
  metrics: {
    kind: 'prometheus-operator',
    labels: { release: 'prometheus' },
    scrapedFrom: [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }],
  },
});

const place = { environment: 'prod', domain: 'example.com' };
const plain = defineHouse({
  name: 'plain',
  version: '1',
  platforms: { generic: generic(), k3s: k3s(), operator },
  targets: {
    generic: { platform: 'generic', ...place },
    k3s: { platform: 'k3s', ...place },
    operator: { platform: 'operator', ...place },
  },
});
const strict = defineHouse({
  name: 'strict',
  version: '1',
  extends: hardened,
  platforms: { generic: generic() },
  targets: { hardened: { platform: 'generic', ...place } },
});

/** The places by name; `generic` is what the others are compared with. */
export const places: Readonly<Record<'generic' | 'k3s' | 'operator' | 'hardened', Target>> = {
  generic: plain.target('generic'),
  k3s: plain.target('k3s'),
  operator: plain.target('operator'),
  hardened: strict.target('hardened'),
};
