import { scalingHasRequests } from '../../lib/checks/scaling-has-requests';
import { autoscaler, expectFindings, expectNothing, findingsOf, object, workload, type Fields } from './tree';

const metrics = (name: string, type = 'Utilization'): Fields =>
  ({ metrics: [{ type: 'Resource', resource: { name, target: { type, averageUtilization: 70 } } }] });
const requesting = (resources: Fields): ReturnType<typeof workload> => workload('api', { container: { resources } });

describe('an autoscaler by utilisation', () => {
  test.each<[string, Fields]>([
    ['the container requests the resource', { requests: { cpu: '100m' } }],
    ['the limit is the request', { limits: { cpu: '1' } }],
  ])('is fine where %s', (_case, resources) => {
    expectNothing(scalingHasRequests, [requesting(resources), autoscaler('api', metrics('cpu'))]);
  });

  test('is reported where a container requests nothing', () => {
    const api = workload('api', {
      container: { resources: { requests: { cpu: '100m' } } },
      pod: { initContainers: [{ name: 'first' }, { name: 'proxy', restartPolicy: 'Always' }] },
    });
    expectFindings(scalingHasRequests, [api, autoscaler('api', metrics('cpu'))], [{
      path: 'shop/api',
      rule: 'scaling-has-requests',
      severity: 'error',
      field: 'spec.metrics[0].resource',
      value: 'cpu',
      message: 'it measures cpu as a share of the request, but container proxy of Deployment shop/api requests none',
      fix: 'set resources.requests.cpu there (charthouse: `resources`)',
    }]);
  });

  test('is reported for the other resource than the one that is requested', () => {
    expect(findingsOf(scalingHasRequests, [requesting({ requests: { cpu: 1 } }), autoscaler('api', metrics('memory'))])
      .map(({ value }) => value)).toEqual(['memory']);
  });

  test.each<[string, string, Fields]>([
    ['nothing, which means CPU', 'autoscaling/v2', {}],
    ['nothing, in version 1', 'autoscaling/v1', {}],
    ['a share of the CPU, in version 1', 'autoscaling/v1', { targetCPUUtilizationPercentage: 80 }],
  ])('is reported where it says %s', (_case, apiVersion, spec) => {
    const made = { ...autoscaler('api', spec), manifest: { ...autoscaler('api', spec).manifest, apiVersion } };
    expect(findingsOf(scalingHasRequests, [workload('api'), made]).map(({ value }) => value)).toEqual(['cpu']);
  });

  test('judges one container where it measures one', () => {
    const one = (container: string): Fields => ({ metrics: [
      { type: 'ContainerResource', containerResource: { name: 'cpu', container, target: { type: 'Utilization' } } },
    ] });
    const api = workload('api', {
      container: { resources: { requests: { cpu: 1 } } },
      pod: { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] },
    });
    expectNothing(scalingHasRequests, [api, autoscaler('api', one('main'))]);
    const found = findingsOf(scalingHasRequests, [api, autoscaler('api', one('gone'))]);
    expect(found.map(({ message }) => message)).toEqual([
      'it measures cpu as a share of the request, but container gone (which is not there) of Deployment shop/api '
        + 'requests none',
    ]);
  });

  test('is fine where the pod as a whole requests the resource', () => {
    const api = workload('api', { pod: { resources: { requests: { cpu: 1 } } } });
    expectNothing(scalingHasRequests, [api, autoscaler('api', metrics('cpu'))]);
  });

  test('is not judged by other metrics, without its workload, or in an odd shape', () => {
    const bare = workload('api');
    expectNothing(scalingHasRequests, [bare, autoscaler('api', metrics('cpu', 'AverageValue'))]);
    expectNothing(scalingHasRequests, [
      bare,
      autoscaler('api', { metrics: [{ type: 'Pods' }, null, { resource: 1 }] }),
    ]);
    expectNothing(scalingHasRequests, [autoscaler('gone')]);
    expectNothing(scalingHasRequests, [
      bare,
      object('x', { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }),
    ]);
  });
});
