import type { DeclaredObject } from '../../lib/checks/check';
import { referencesExist } from '../../lib/checks/references-exist';
import { declaredSecret, expectFindings, expectNothing, findingsOf, object, workload, type Fields } from './tree';

const usesSecret = workload('api', { container: { envFrom: [{ secretRef: { name: 'login' } }] } });

/** A pod that names one object of each kind, in each way. */
const usesAll = workload('api', {
  container: {
    env: [
      { name: 'A', valueFrom: { secretKeyRef: { name: 's1', key: 'a' } } },
      { name: 'B', valueFrom: { configMapKeyRef: { name: 'c1', key: 'b' } } },
    ],
    envFrom: [{ configMapRef: { name: 'c2' } }, { secretRef: { name: 's2' } }],
  },
  pod: {
    serviceAccountName: 'api',
    priorityClassName: 'high',
    runtimeClassName: 'gvisor',
    volumes: [
      { name: 'v1', secret: { secretName: 's3' } },
      { name: 'v2', configMap: { name: 'c3' } },
      { name: 'v3', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'v4', projected: { sources: [{ secret: { name: 's4' } }, { configMap: { name: 'c4' } }] } },
    ],
  },
});

describe('an object that a pod names', () => {
  test('is reported where nobody has it, whatever its kind and wherever it is named', () => {
    const spec = 'spec.template.spec';
    expect(findingsOf(referencesExist, [usesAll]).map(({ field, value, message }) => [field, value, message])).toEqual([
      [`${spec}.containers[main].envFrom[0].configMapRef.name`, 'c2', 'there is no ConfigMap c2 in namespace shop'],
      [`${spec}.containers[main].envFrom[1].secretRef.name`, 's2', 'there is no Secret s2 in namespace shop'],
      [`${spec}.containers[main].env[A].valueFrom.secretKeyRef.name`, 's1', 'there is no Secret s1 in namespace shop'],
      [
        `${spec}.containers[main].env[B].valueFrom.configMapKeyRef.name`,
        'c1',
        'there is no ConfigMap c1 in namespace shop',
      ],
      [`${spec}.priorityClassName`, 'high', 'there is no PriorityClass high'],
      [`${spec}.runtimeClassName`, 'gvisor', 'there is no RuntimeClass gvisor'],
      [`${spec}.serviceAccountName`, 'api', 'there is no ServiceAccount api in namespace shop'],
      [`${spec}.volumes[v1].secret.secretName`, 's3', 'there is no Secret s3 in namespace shop'],
      [`${spec}.volumes[v2].configMap.name`, 'c3', 'there is no ConfigMap c3 in namespace shop'],
      [
        `${spec}.volumes[v3].persistentVolumeClaim.claimName`,
        'data',
        'there is no PersistentVolumeClaim data in namespace shop',
      ],
      [`${spec}.volumes[v4].projected.sources[0].secret.name`, 's4', 'there is no Secret s4 in namespace shop'],
      [`${spec}.volumes[v4].projected.sources[1].configMap.name`, 'c4', 'there is no ConfigMap c4 in namespace shop'],
    ]);
  });

  test('is reported with what to do', () => {
    expectFindings(referencesExist, [usesSecret], [{
      path: 'shop/api',
      rule: 'references-exist',
      severity: 'error',
      field: 'spec.template.spec.containers[main].envFrom[0].secretRef.name',
      value: 'login',
      message: 'there is no Secret login in namespace shop',
      fix: "correct the name, create it, or declare it (charthouse: `existing.secret('login')`)",
    }]);
    expectFindings(referencesExist, [workload('api', { pod: { priorityClassName: 'high' } })], [{
      path: 'shop/api',
      rule: 'references-exist',
      severity: 'error',
      field: 'spec.template.spec.priorityClassName',
      value: 'high',
      message: 'there is no PriorityClass high',
      fix: 'correct the name, create it, or add it to offers.priorityClasses of the platform',
    }]);
  });

  test('is fine where the tree has it', () => {
    const made = (
      apiVersion: string,
      kind: string,
      ...names: readonly string[]
    ): readonly ReturnType<typeof object>[] => names.map((name) => object(name, { apiVersion, kind }));
    expectNothing(referencesExist, [
      usesAll,
      ...made('v1', 'Secret', 's1', 's2', 's3', 's4'),
      ...made('v1', 'ConfigMap', 'c1', 'c2', 'c3', 'c4'),
      ...made('v1', 'ServiceAccount', 'api'),
      ...made('v1', 'PersistentVolumeClaim', 'data'),
      ...made('scheduling.k8s.io/v1', 'PriorityClass', 'high'),
      ...made('node.k8s.io/v1', 'RuntimeClass', 'gvisor'),
    ]);
  });

  test('is fine where it is declared, or offered by the platform', () => {
    const names: readonly [DeclaredObject['kind'], string][] = [
      ['Secret', 's1'],
      ['Secret', 's2'],
      ['Secret', 's3'],
      ['Secret', 's4'],
      ['ServiceAccount', 'api'],
      ['ConfigMap', 'c1'],
      ['ConfigMap', 'c2'],
      ['ConfigMap', 'c3'],
      ['ConfigMap', 'c4'],
      ['PersistentVolumeClaim', 'data'],
    ];
    expectNothing(referencesExist, [usesAll], {
      declared: names.map(([kind, name]) => ({ kind, name })),
      platform: { offers: { priorityClasses: ['high'], runtimeClasses: ['gvisor'] } },
    });
  });

  test('is not found in another namespace, nor under another group', () => {
    const elsewhere = object('login', { apiVersion: 'v1', kind: 'Secret' }, 'other');
    const foreign = object('login', { apiVersion: 'example.com/v1', kind: 'Secret' });
    const declared = [{ ...declaredSecret('login'), namespace: 'other' }];
    expect(findingsOf(referencesExist, [usesSecret, elsewhere, foreign], { declared })).toHaveLength(1);
  });

  test('may be what Kubernetes itself brings', () => {
    expectNothing(referencesExist, [workload('api', {
      container: { envFrom: [{ configMapRef: { name: 'kube-root-ca.crt' } }] },
      pod: { serviceAccountName: 'default', priorityClassName: 'system-node-critical' },
    })]);
  });

  test('may be missing where it is optional', () => {
    expectNothing(referencesExist, [workload('api', {
      container: { envFrom: [{ secretRef: { name: 'x', optional: true } }] },
      pod: { volumes: [{ name: 'v', configMap: { name: 'x', optional: true } }] },
    })]);
  });

  test.each<[string, string, string, Fields]>([
    ['an ExternalSecret with a target', 'external-secrets.io/v1', 'ExternalSecret', { target: { name: 'login' } }],
    ['an ExternalSecret of that name', 'external-secrets.io/v1beta1', 'ExternalSecret', {}],
    ['a ClusterExternalSecret', 'external-secrets.io/v1', 'ClusterExternalSecret', { externalSecretName: 'login' }],
    ['a Certificate', 'cert-manager.io/v1', 'Certificate', { secretName: 'login' }],
    ['a SealedSecret', 'bitnami.com/v1alpha1', 'SealedSecret', { encryptedData: {} }],
    [
      'a SecretProviderClass',
      'secrets-store.csi.x-k8s.io/v1',
      'SecretProviderClass',
      { secretObjects: [{ secretName: 'login' }] },
    ],
    ['a VaultStaticSecret', 'secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', { destination: { name: 'login' } }],
  ])('may be made by %s', (_case, apiVersion, kind, spec) => {
    expectNothing(referencesExist, [usesSecret, object('login', { apiVersion, kind, spec })]);
  });

  test('may be a claim that a StatefulSet makes', () => {
    const store = workload('orders', {
      kind: 'StatefulSet',
      spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
    });
    const backup = (claimName: string): ReturnType<typeof workload> =>
      workload('backup', { pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] } });
    expectNothing(referencesExist, [store, backup('data-orders-0')]);
    expect(findingsOf(referencesExist, [store, backup('data-orders')])).toHaveLength(1);
    expect(findingsOf(referencesExist, [store, backup('data-store-0')])).toHaveLength(1);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(referencesExist, [
      workload('api', {
        container: {
          env: [{ valueFrom: { secretKeyRef: { name: { later: true } } } }],
          envFrom: [null, { secretRef: 'x' }],
        },
        pod: {
          serviceAccountName: 7,
          volumes: [{ secret: [] }, { projected: { sources: 'x' } }, { persistentVolumeClaim: 1 }],
        },
      }),
    ]);
  });
});

describe('a storage class', () => {
  const claim = (storageClassName: unknown): ReturnType<typeof object> =>
    object('data', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { storageClassName } });
  const offers = {
    platform: { offers: { storageClasses: ['fast'] }, storage: { standard: { storageClassName: 'plain' } } },
  };

  test('is not judged where the platform lists none', () => {
    expectNothing(referencesExist, [claim('quick')]);
  });

  test.each([['fast'], ['plain'], [''], [undefined]])(
    'is fine as %p, which the platform offers or which is none',
    (name) => {
      expectNothing(referencesExist, [claim(name)], offers);
    },
  );

  test('is reported where the platform does not offer it', () => {
    const store = workload('orders', { kind: 'StatefulSet', spec: {
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storageClassName: 'slow' } }],
    } });
    expectFindings(referencesExist, [claim('quick'), store], [
      {
        path: 'shop/data',
        rule: 'references-exist',
        severity: 'error',
        field: 'spec.storageClassName',
        value: 'quick',
        message: 'there is no StorageClass quick',
        fix: 'correct the name, create it, or add it to offers.storageClasses of the platform',
      },
      {
        path: 'shop/orders',
        rule: 'references-exist',
        severity: 'error',
        field: 'spec.volumeClaimTemplates[data].spec.storageClassName',
        value: 'slow',
        message: 'there is no StorageClass slow',
        fix: 'correct the name, create it, or add it to offers.storageClasses of the platform',
      },
    ], offers);
  });
});
