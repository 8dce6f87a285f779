import { apiVersionServed } from '../../lib/checks/api-version-served';
import { expectFindings, expectNothing, findingsOf, object, workload } from './tree';

describe('the API version of an object', () => {
  test('is fine where the Kubernetes of the platform serves it', () => {
    expectNothing(apiVersionServed, [workload('api'), object('api', { apiVersion: 'v1', kind: 'ConfigMap' })]);
  });

  test('is reported where that Kubernetes serves it no longer, with the one to write', () => {
    expectFindings(apiVersionServed, [object('api', { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget' })], [{
      path: 'shop/api',
      rule: 'api-version-served',
      severity: 'error',
      field: 'apiVersion',
      value: 'policy/v1beta1',
      message: 'Kubernetes 1.36 of platform plain does not serve PodDisruptionBudget in policy/v1beta1 '
        + '(it is served until before 1.25)',
      fix: 'write apiVersion: policy/v1',
    }]);
  });

  test('is reported where that Kubernetes does not serve it yet', () => {
    const address = object('address', { apiVersion: 'networking.k8s.io/v1', kind: 'IPAddress' });
    expectFindings(
      apiVersionServed,
      [address],
      [
        {
          path: 'shop/address',
          rule: 'api-version-served',
          severity: 'error',
          field: 'apiVersion',
          value: 'networking.k8s.io/v1',
          message:
            'Kubernetes 1.32 of platform plain does not serve IPAddress in networking.k8s.io/v1 '
              + '(it is served since 1.33)',
          fix: 'correct apiVersion and kind, or remove the object',
        },
      ],
      { platform: { kubernetes: '1.32' } },
    );
  });

  test('is not judged for a custom resource', () => {
    expectNothing(apiVersionServed, [object('api', { apiVersion: 'example.com/v1alpha1', kind: 'Thing' })]);
  });

  test('is reported where it is missing, or no text', () => {
    const odd = [object('a', { kind: 'ConfigMap' }), object('b', { apiVersion: 1, kind: null })];
    expect(findingsOf(apiVersionServed, odd).map(({ message }) => message)).toEqual([
      'Kubernetes 1.36 of platform plain does not serve ConfigMap in (no API version)',
      'Kubernetes 1.36 of platform plain does not serve (no kind) in (no API version)',
    ]);
  });
});
