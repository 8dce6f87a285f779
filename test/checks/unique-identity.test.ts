import { uniqueIdentity } from '../../lib/checks/unique-identity';
import { expectFindings, expectNothing, findingsOf, object, workload } from './tree';

const role = (namespace: string): ReturnType<typeof object> =>
  object('reader', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' }, namespace);

describe('the identity of an object', () => {
  test('is its own by group, kind, namespace and name', () => {
    expectNothing(uniqueIdentity, [
      workload('api'),
      workload('web'),
      workload('api', { namespace: 'other' }),
      workload('api', { kind: 'StatefulSet' }),
      workload('api', { apiVersion: 'example.com/v1' }),
    ]);
  });

  test('is reported the second time', () => {
    const second = { ...workload('api', { apiVersion: 'apps/v1beta1' }), path: 'shop/api/again', owner: 'shop/again' };
    expectFindings(uniqueIdentity, [workload('api'), second], [{
      path: 'shop/again',
      rule: 'unique-identity',
      severity: 'error',
      field: 'metadata.name',
      value: 'api',
      message: 'Deployment shop/api exists already, made at shop/api/Deployment',
      fix: 'rename one of the two (charthouse: pass `name` to the workload, as where a class makes it twice)',
    }]);
  });

  test('has no namespace where the kind has none, whatever the chart writes', () => {
    expect(findingsOf(uniqueIdentity, [role('a'), role('b')]).map((finding) => finding.object)).toEqual([
      'ClusterRole reader',
    ]);
  });

  test('is not judged where there is no name', () => {
    const nameless = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: undefined, generateName: 'x-' } };
    expectNothing(uniqueIdentity, [object('a', nameless), object('b', nameless)]);
    expectNothing(uniqueIdentity, [object('a', { metadata: undefined }), object('b', { metadata: undefined })]);
  });
});
