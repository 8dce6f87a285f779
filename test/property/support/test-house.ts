/** A house on two platforms that offer everything, so that every key has something to ask for. */
import { defineHouse, generic, k3s, type CloudIdentity, type Edge, type House, type StorageTier } from '../../../lib';
import { everyFeature } from '../../routes/support/served';

const accessModes = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'] as const;
const storage: Readonly<Record<string, StorageTier>> = {
  standard: { accessModes }, fast: { storageClassName: 'nvme', accessModes },
};
const identity: CloudIdentity = {
  annotations: (role) => ({ 'cloud.example.com/role': role }),
  podLabels: { 'cloud.example.com/identity': 'use' },
};
const trafficFrom = [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'edge' } }];
const gateway: Edge = {
  kind: 'gateway',
  gateway: { name: 'public', namespace: 'edge', sectionName: 'https', httpSectionName: 'http' },
  supportedFeatures: everyFeature,
  trafficFrom,
};
const ingress: Edge = {
  kind: 'ingress',
  className: 'traefik',
  features: {
    redirectHttp: () => ({ 'edge.example.com/redirect-http': 'true' }),
    regularExpressions: () => ({ 'edge.example.com/expressions': 'true' }),
    redirect: (redirect) => ({ 'edge.example.com/redirect': written(redirect) }),
    rewrite: (rewrite) => ({ 'edge.example.com/rewrite': written(rewrite) }),
    requestHeaders: ({ remove = [] }) => ({ 'edge.example.com/request-headers': remove.join() }),
    responseHeaders: ({ remove = [] }) => ({ 'edge.example.com/response-headers': remove.join() }),
    timeouts: (seconds) => ({ 'edge.example.com/timeouts': written(seconds) }),
  },
  trafficFrom,
};
const scrapedFrom = [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }];

/** As text, whatever the order in which the fields were said. */
function written(fields: object): string {
  return JSON.stringify(fields, Object.keys(fields).sort());
}

/** The house of the property tests. */
export const testHouse: House = defineHouse({
  name: 'test',
  version: '1',
  platforms: {
    gateway: generic({
      edge: gateway,
      storage,
      identity,
      dns: { kind: 'external-dns', annotationPrefix: 'dns.example.com/' },
      offers: { runtimeClasses: ['gvisor'] },
    }),
    ingress: k3s({
      edge: ingress,
      storage,
      identity,
      tls: { kind: 'cert-manager', clusterIssuer: 'public' },
      metrics: { kind: 'prometheus-operator', labels: { release: 'prometheus' }, scrapedFrom },
      offers: { apiGroups: ['monitoring.coreos.com', 'cert-manager.io'], runtimeClasses: ['gvisor'] },
    }),
  },
  targets: {
    test: { platform: 'ingress', environment: 'test' },
    prod: { platform: 'gateway', environment: 'prod', delivery: 'argocd' },
  },
});
