/** A service as production runs it, in eight finished objects: plain data, the same for whoever synthesizes them. */

/** A manifest. */
export type Manifest = Readonly<Record<string, unknown>> & {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
};

/** The objects of a service. */
export function productionObjects(name: string): readonly Manifest[] {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name, 'example.com/owner': 'team-a' };
  const metadata = { name, namespace: name, labels, annotations: { 'example.com/on-call': '#team-a' } };
  const selector = { matchLabels: { 'app.kubernetes.io/name': name } };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: 'v1', kind: 'ConfigMap', metadata,
      data: { 'settings.yaml': 'level: info\nport: 8080\ncaches:\n  - users\n  - orders\n', FLAGS: 'yes', SIZE: '5' },
    },
    { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: { TOKEN: 'bm90IGEgdG9rZW4=' } },
    {
      apiVersion: 'v1', kind: 'Service', metadata,
      spec: {
        selector: selector.matchLabels, ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }],
      },
    },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deployment(name, labels, selector) },
    {
      apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata,
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: [`${name}.example.com`], secretName: `${name}-tls` }],
        rules: [{ host: `${name}.example.com`, http: { paths: [{ path: '/', pathType: 'Prefix', backend: {
          service: { name, port: { name: 'http' } },
        } }] } }],
      },
    },
    {
      apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, minReplicas: 3, maxReplicas: 12,
        metrics: [{
          type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
        }],
      },
    },
    {
      apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata,
      spec: { maxUnavailable: 1, selector, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    },
  ];
}

function deployment(name: string, labels: object, selector: object): object {
  return {
    selector,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    template: {
      metadata: { labels, annotations: { 'example.com/checksum': `sha256-${name}` } },
      spec: {
        serviceAccountName: name,
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 35,
        securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{
          name: 'main',
          image: `registry.example.com/${name}:1.4.2`,
          args: ['--listen', ':8080', '--verbose=false'],
          env: [{ name: 'LOG_LEVEL', value: 'info' }, { name: 'REGION', value: 'eu-central-1' }],
          envFrom: [{ configMapRef: { name } }, { secretRef: { name } }],
          ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
          readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5 },
          livenessProbe: { httpGet: { path: '/alive', port: 'http' }, periodSeconds: 20, failureThreshold: 5 },
          resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '512Mi' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        }],
        volumes: [{ name: 'tmp', emptyDir: {} }],
        topologySpreadConstraints: [{
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: selector,
        }],
      },
    },
  };
}
