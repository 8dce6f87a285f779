import { referenceKeysExist } from '../../lib/checks/reference-keys-exist';
import { declaredSecret, expectFindings, expectNothing, findingsOf, object, workload } from './tree';

const api = workload('api', { container: { env: [
  { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } },
] } });
const secretOf = (fields: Readonly<Record<string, unknown>>): ReturnType<typeof object> =>
  object('login', { apiVersion: 'v1', kind: 'Secret', ...fields });

describe('a key that a pod names', () => {
  test('is fine where the declared Secret has it', () => {
    expectNothing(referenceKeysExist, [api], { declared: [declaredSecret('login', ['password', 'user'])] });
  });

  test('is fine where the keys are not known', () => {
    expectNothing(referenceKeysExist, [api], { declared: [declaredSecret('login')] });
    expectNothing(referenceKeysExist, [api], {
      declared: [declaredSecret('login', ['user']), declaredSecret('login')],
    });
    expectNothing(referenceKeysExist, [api, secretOf({ type: 'kubernetes.io/service-account-token' })]);
    expectNothing(referenceKeysExist, [api]);
  });

  test('is reported where the declared Secret has others', () => {
    expectFindings(referenceKeysExist, [api], [{
      path: 'shop/api',
      rule: 'reference-keys-exist',
      severity: 'error',
      field: 'spec.template.spec.containers[main].env[PASSWORD].valueFrom.secretKeyRef.name',
      value: 'password',
      message: "Secret login has no key 'password'; it has user",
      fix: "correct the key, or add it to the Secret (charthouse: `existing.secret('login', ['password'])`)",
    }], { declared: [declaredSecret('login', ['user'])] });
  });

  test('is looked for in data and stringData of a Secret in the tree', () => {
    expectNothing(referenceKeysExist, [api, secretOf({ stringData: { password: '' } })]);
    expect(findingsOf(referenceKeysExist, [api, secretOf({ data: { passwd: '' } })])).toHaveLength(1);
  });

  test('is looked for in what an ExternalSecret lists, unless it merges or makes up others', () => {
    const external = (spec: Readonly<Record<string, unknown>>): ReturnType<typeof object> =>
      object('login', { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', spec });
    expectNothing(referenceKeysExist, [api, external({ data: [{ secretKey: 'password' }] })]);
    expectNothing(referenceKeysExist, [api, external({ data: [{ secretKey: 'x' }], dataFrom: [{}] })]);
    expectNothing(referenceKeysExist, [
      api,
      external({ data: [{ secretKey: 'x' }], target: { creationPolicy: 'Merge' } }),
    ]);
    expect(findingsOf(referenceKeysExist, [api, external({ data: [{ secretKey: 'x' }] })])).toHaveLength(1);
  });

  test('is judged in the items of volumes, for ConfigMaps as well', () => {
    const web = workload('web', {
      pod: {
        volumes: [
          { name: 'files', configMap: { name: 'files', items: [{ key: 'missing.conf', path: 'a' }] } },
          {
            name: 'all',
            projected: { sources: [{ configMap: { name: 'files', items: [{ key: 'a.conf', path: 'b' }] } }] },
          },
        ],
      },
    });
    const files = object('files', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: { 'a.conf': '' },
      binaryData: { b: '' },
    });
    expectFindings(referenceKeysExist, [web, files], [{
      path: 'shop/web',
      rule: 'reference-keys-exist',
      severity: 'error',
      field: 'spec.template.spec.volumes[files].configMap.name',
      value: 'missing.conf',
      message: "ConfigMap files has no key 'missing.conf'; it has a.conf, b",
      fix: 'correct the key, or add it to the ConfigMap',
    }]);
  });

  test('may be missing where it is optional, and of any shape in a foreign manifest', () => {
    const ref = { name: 'login', key: 'other', optional: true };
    expectNothing(referenceKeysExist, [
      workload('a', {
        container: { env: [{ valueFrom: { secretKeyRef: ref } }, { valueFrom: 'x' }, { valueFrom: null }] },
      }),
      workload('b', { container: { env: [{ valueFrom: { secretKeyRef: { name: 'login', key: 7 } } }] } }),
      secretOf({ data: { password: '' } }),
    ]);
  });
});
