import { scalingTargetExists } from '../../lib/checks/scaling-target-exists';
import { autoscaler, expectFindings, expectNothing, findingsOf, object, workload } from './tree';

describe('the target of an autoscaler', () => {
  test('is fine where it is in the tree', () => {
    expectNothing(scalingTargetExists, [workload('api'), autoscaler('api')]);
  });

  test('is reported where it is not', () => {
    expectFindings(scalingTargetExists, [workload('web'), autoscaler('api')], [{
      path: 'shop/api',
      rule: 'scaling-target-exists',
      severity: 'warning',
      field: 'spec.scaleTargetRef',
      value: 'Deployment api',
      message: 'it scales Deployment api, which is not in the tree',
      fix: 'correct kind and name (charthouse: give `scaling` to the workload)',
    }]);
  });

  test('is not found in another namespace', () => {
    expect(findingsOf(scalingTargetExists, [workload('api', { namespace: 'other' }), autoscaler('api')])).toHaveLength(
      1,
    );
  });

  test('may be of a foreign kind, or of any shape', () => {
    const rollout = workload('api', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' });
    const spec = { scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'api' } };
    expectNothing(scalingTargetExists, [rollout, autoscaler('api', spec)]);
    const odd = object('odd', { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec: null });
    expect(findingsOf(scalingTargetExists, [odd]).map(({ value }) => value)).toEqual(['Deployment (no name)']);
  });
});
