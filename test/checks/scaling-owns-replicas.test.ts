import { scalingOwnsReplicas } from '../../lib/checks/scaling-owns-replicas';
import { autoscaler, expectFindings, expectNothing, findingsOf, object, workload } from './tree';

describe('a workload with an autoscaler', () => {
  test('is fine without replicas', () => {
    expectNothing(scalingOwnsReplicas, [
      workload('api'),
      autoscaler('api'),
      workload('web', { spec: { replicas: 2 } }),
    ]);
  });

  test('is reported with replicas', () => {
    expectFindings(scalingOwnsReplicas, [workload('api', { spec: { replicas: 2 } }), autoscaler('api')], [{
      path: 'shop/api',
      rule: 'scaling-owns-replicas',
      severity: 'error',
      field: 'spec.replicas',
      value: 2,
      message: 'replicas 2 beside HorizontalPodAutoscaler shop/api, which sets the number of pods',
      fix: 'remove replicas (charthouse: give `scaling` or `replicas`, not both)',
    }]);
  });

  test('is reported with a second autoscaler', () => {
    expectFindings(
      scalingOwnsReplicas,
      [workload('api'), autoscaler('api', {}, 'cpu'), autoscaler('api', {}, 'memory')],
      [
        {
          path: 'shop/api',
          rule: 'scaling-owns-replicas',
          severity: 'error',
          field: 'spec.scaleTargetRef',
          value: 'Deployment api',
          message: 'Deployment api is scaled by HorizontalPodAutoscaler shop/cpu already',
          fix: 'remove one of the two autoscalers, and put its metrics in the other',
        },
      ],
    );
  });

  test('is judged for KEDA, too, whose target is a Deployment where no kind is said', () => {
    const scaled = object('x', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      spec: { scaleTargetRef: { name: 'api' } },
    });
    expect(findingsOf(scalingOwnsReplicas, [workload('api', { spec: { replicas: 2 } }), scaled])).toHaveLength(1);
  });

  test('may be of any shape in a foreign manifest', () => {
    const odd = object('odd', {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: { scaleTargetRef: [] },
    });
    expectNothing(scalingOwnsReplicas, [workload('api', { spec: { replicas: null } }), autoscaler('api'), odd]);
  });

  test('is the last of those of its name, whatever their groups', () => {
    const placed = (path: string, at: ReturnType<typeof workload>): typeof at => ({ ...at, path });
    const deployments = [
      placed('shop/a', workload('other')),
      placed('shop/b', workload('api', { apiVersion: 'example.com/v1' })),
      placed('shop/c', workload('api', { spec: { replicas: 2 } })),
    ];
    expect(findingsOf(scalingOwnsReplicas, [...deployments, autoscaler('api')])).toHaveLength(1);
  });
});
