import type { CheckedObject, PlainManifest } from '../../lib/checks/check';
import { runChecks } from '../../lib/checks/run-checks';
import { autoscaler, budget, cronJob, object, service, workload, type Fields } from './tree';

const container = {
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  env: [{ name: 'A', value: 'b' }, { name: 'B', valueFrom: { secretKeyRef: { name: 'login', key: 'b' } } }],
  envFrom: [{ configMapRef: { name: 'files' } }],
  resources: { requests: { cpu: '1' }, limits: { cpu: '1' } },
  readinessProbe: { httpGet: { port: 'http' } },
  lifecycle: { preStop: { exec: { command: ['sleep', '5'] } }, postStart: { sleep: { seconds: 1 } } },
  volumeMounts: [{ name: 'data', mountPath: '/data' }],
};
const pod = {
  serviceAccountName: 'default',
  terminationGracePeriodSeconds: 30,
  imagePullSecrets: [{ name: 'login' }],
  initContainers: [{ name: 'first', restartPolicy: 'Always', resources: { limits: {} } }],
  volumes: [
    { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'all', projected: { sources: [{ secret: { name: 'login', items: [{ key: 'b' }] } }] } },
  ],
};
const metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }];

/** One object of each kind that a check looks into. */
const tree: readonly CheckedObject[] = [
  workload('api', { container, pod, spec: { replicas: 1, strategy: { type: 'Recreate' } } }),
  workload('store', {
    kind: 'StatefulSet',
    spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }] },
  }),
  workload('job', {
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: { manualSelector: true, selector: { matchExpressions: [{}] } },
  }),
  cronJob('nightly', { container }),
  service('api', { ports: [{ name: 'http', port: 80, targetPort: 'http' }] }),
  budget('api', { maxUnavailable: 1, minAvailable: '10%' }),
  autoscaler('api', { metrics }),
  object('keda', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', spec: { scaleTargetRef: { name: 'api' } } }),
  object('login', { apiVersion: 'v1', kind: 'Secret', data: { b: '' } }),
  object('data', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { accessModes: ['ReadWriteOnce'] } }),
  object('external', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    spec: { target: { name: 'x' }, data: [{ secretKey: 'a' }] },
  }),
  object('sealed', { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', spec: { encryptedData: { a: 'b' } } }),
  object('crd', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: { group: 'example.com' },
  }),
];

const oddities: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  NaN,
  '',
  'x',
  true,
  [],
  [null],
  [[]],
  {},
  { name: {} },
  () => 'late',
];

/** The manifest once for each of its fields and each oddity, which stands in the field's place. */
function* oddVersions(value: unknown): Iterable<unknown> {
  yield* oddities;
  if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(value)) {
      for (const odd of oddVersions(field)) {
        yield Array.isArray(value)
          ? value.map((item: unknown, index) => (String(index) === key ? odd : item))
          : { ...value as Fields, [key]: odd };
      }
    }
  }
}

describe('a manifest of any shape', () => {
  test.each(tree.map((item) => [item.path, item] as const))('makes no check throw: %s', (_path, changed) => {
    let runs = 0;
    for (const odd of oddVersions(changed.manifest)) {
      if (typeof odd === 'object' && odd !== null && !Array.isArray(odd)) {
        const objects = tree.map((item) => (item === changed ? { ...item, manifest: odd as PlainManifest } : item));
        const platform = {
          name: 'plain', kubernetes: '1.36', offers: { apiGroups: [], storageClasses: [] },
          network: { dns: { to: [], ports: [] }, externalHosts: { kind: 'any-public-address', except: [] } },
        } as const;
        expect(() => runChecks({ objects, declared: [], platform, reasons: [] })).not.toThrow();
        runs += 1;
      }
    }
    expect(runs).toBeGreaterThan(50);
  });
});
