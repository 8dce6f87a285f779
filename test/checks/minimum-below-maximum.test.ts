import { minimumBelowMaximum } from '../../lib/checks/minimum-below-maximum';
import { autoscaler, expectFindings, expectNothing, findingsOf, object } from './tree';

describe('the minimum of an autoscaler', () => {
  test('is fine below the maximum, or at it', () => {
    expectNothing(minimumBelowMaximum, [autoscaler('a', { minReplicas: 2 }), autoscaler('b', { minReplicas: 5 })]);
  });

  test('is reported above the maximum', () => {
    expectFindings(minimumBelowMaximum, [autoscaler('api', { minReplicas: 6 })], [{
      path: 'shop/api',
      rule: 'minimum-below-maximum',
      severity: 'error',
      field: 'spec.minReplicas',
      value: 6,
      message: 'the minimum of 6 is above the maximum of 5',
      fix: 'lower spec.minReplicas or raise spec.maxReplicas (charthouse: `scaling: { min, max }`)',
    }]);
  });

  test('is judged for KEDA, too', () => {
    const scaled = object('api', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      spec: { scaleTargetRef: { name: 'api' }, minReplicaCount: 200 },
    });
    expect(findingsOf(minimumBelowMaximum, [scaled]).map(({ field, value }) => [field, value]))
      .toEqual([['spec.minReplicaCount', 200]]);
  });

  test('is left alone where either is no number', () => {
    expectNothing(minimumBelowMaximum, [autoscaler('a', { minReplicas: '9' }), autoscaler('b', { maxReplicas: null })]);
  });
});
