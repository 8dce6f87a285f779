/** A house on two platforms that offer everything, so that every key has something to ask for. */
import { defineHouse, generic, k3s, type CloudIdentity, type House, type StorageTier } from '../../../lib';

const accessModes = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'] as const;
const storage: Readonly<Record<string, StorageTier>> = {
  standard: { accessModes }, fast: { storageClassName: 'nvme', accessModes },
};
const identity: CloudIdentity = {
  annotations: (role) => ({ 'cloud.example.com/role': role }),
  podLabels: { 'cloud.example.com/identity': 'use' },
};
const scrapedFrom = [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }];

/** The house of the property tests. */
export const testHouse: House = defineHouse({
  name: 'test',
  version: '1',
  platforms: {
    gateway: generic({ storage, identity, dns: { kind: 'external-dns', annotationPrefix: 'dns.example.com/' } }),
    ingress: k3s({
      storage,
      identity,
      tls: { kind: 'cert-manager', clusterIssuer: 'public' },
      metrics: { kind: 'prometheus-operator', labels: { release: 'prometheus' }, scrapedFrom },
      offers: { apiGroups: ['monitoring.coreos.com', 'cert-manager.io'] },
    }),
  },
  targets: {
    test: { platform: 'ingress', environment: 'test' },
    prod: { platform: 'gateway', environment: 'prod', delivery: 'argocd' },
  },
});
