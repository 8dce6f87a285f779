/** One service, in cdk8s alone: the objects of one-service-charthouse.ts. */
import { ApiObject, App, Chart } from 'cdk8s';

const selector = { 'charthouse.dev/workload': 'api' };
const labels = {
  ...selector,
  'app.kubernetes.io/instance': 'api',
  'app.kubernetes.io/managed-by': 'charthouse',
  'app.kubernetes.io/name': 'api',
  'app.kubernetes.io/part-of': 'shop',
  'app.kubernetes.io/version': '1.4.2',
  'charthouse.dev/owner': 'team-a',
};
const metadata = { name: 'api' };
const system = { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } };

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop', labels });

new ApiObject(chart, 'service-account', {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata,
  automountServiceAccountToken: false,
});

new ApiObject(chart, 'deployment', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: {
    selector: { matchLabels: selector },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: 'api',
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: 40,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{
          name: 'api',
          image: 'api:1.4.2',
          ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
          env: [{ name: 'LOG_LEVEL', value: 'info' }],
          resources: {
            requests: { cpu: '250m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
            limits: { memory: '512Mi', 'ephemeral-storage': '256Mi' },
          },
          startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 60 },
          readinessProbe: { tcpSocket: { port: 8080 } },
          livenessProbe: { httpGet: { path: '/alive', port: 8080 } },
          lifecycle: { preStop: { sleep: { seconds: 10 } } },
          securityContext: {
            allowPrivilegeEscalation: false,
            privileged: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          volumeMounts: [{ name: 'writable-tmp', mountPath: '/tmp' }],
        }],
        volumes: [{ name: 'writable-tmp', emptyDir: { sizeLimit: '64Mi' } }],
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [{
              weight: 100,
              podAffinityTerm: {
                labelSelector: { matchLabels: selector },
                topologyKey: 'kubernetes.io/hostname',
              },
            }],
          },
        },
        topologySpreadConstraints: [{
          labelSelector: { matchLabels: selector },
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
        }],
      },
    },
  },
});

new ApiObject(chart, 'service', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata,
  spec: {
    type: 'ClusterIP',
    selector,
    ports: [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: 'http' }],
  },
});

new ApiObject(chart, 'ingress', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata,
  spec: {
    ingressClassName: 'traefik',
    rules: [{
      host: 'api.example.com',
      http: {
        paths: [{
          path: '/',
          pathType: 'Prefix',
          backend: { service: { name: 'api', port: { number: 8080 } } },
        }],
      },
    }],
    tls: [{ hosts: ['api.example.com'] }],
  },
});

new ApiObject(chart, 'network-policy', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata,
  spec: {
    podSelector: { matchLabels: selector },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{
      from: [{
        namespaceSelector: system,
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'traefik' } },
      }],
      ports: [{ port: 8080, protocol: 'TCP' }],
    }],
    egress: [{
      to: [{ namespaceSelector: system, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
      ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
    }],
  },
});

new ApiObject(chart, 'disruption-budget', {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata,
  spec: {
    maxUnavailable: 1,
    selector: { matchLabels: selector },
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  },
});

new ApiObject(chart, 'autoscaler', {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata,
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
    minReplicas: 3,
    maxReplicas: 12,
    metrics: [{
      type: 'Resource',
      resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
    }],
    behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
  },
});

app.synth();
