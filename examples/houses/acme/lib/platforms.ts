/** The two kinds of clusters that ACME has. */
import { generic, k3s } from 'charthouse';

const monitoring = [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }];

/** The clusters in the cloud. */
export const cloud = generic({
  name: 'cloud',
  kubernetes: '1.36',
  edge: {
    kind: 'gateway',
    gateway: { name: 'public', namespace: 'edge', sectionName: 'https' },
    trafficFrom: [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'edge' } }],
    // The load balancer in front goes on sending for that long.
    drainSeconds: 20,
  },
  tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' },
  dns: { kind: 'external-dns', annotationPrefix: 'external-dns.kubernetes.io/' },
  storage: { standard: { storageClassName: 'balanced' }, fast: { storageClassName: 'ssd' } },
  metrics: { kind: 'prometheus-operator', labels: { team: 'platform' }, scrapedFrom: monitoring },
  offers: {
    priorityClasses: ['business-critical'],
    storageClasses: ['balanced', 'ssd'],
    apiGroups: ['gateway.networking.k8s.io', 'monitoring.coreos.com', 'cert-manager.io'],
  },
});

/** The machine in each store: k3s as it comes, and a Prometheus that reads annotations. */
export const store = k3s({ name: 'store', metrics: { kind: 'annotations', scrapedFrom: monitoring } });
