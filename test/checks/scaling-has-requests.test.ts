import { scalingHasRequests } from '../../lib/checks/scaling-has-requests';
import { autoscaler, expectFindings, expectNothing, findingsOf, object, workload, type Fields, type WorkloadParts } from './tree';

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

  // As the controller judges; test/cluster/scaling-check.cluster.ts asks it.
  test.each<[string, WorkloadParts, string]>([
    ['the only container requests 0', { container: { resources: { requests: { cpu: '0m' } } } }, 'container main of'],
    ['the pod requests 0', { pod: { resources: { requests: { cpu: 0 } } } }, 'the pod of'],
  ])('is reported where %s, of which there is no share', (_case, parts, who) => {
    const [found] = findingsOf(scalingHasRequests, [workload('api', parts), autoscaler('api', metrics('cpu'))]);
    expect(found?.message)
      .toBe(`it measures cpu as a share of the request, but ${who} Deployment shop/api requests 0`);
  });

  test('is fine where one of several containers requests 0', () => {
    const api = workload('api', {
      container: { resources: { requests: { cpu: '100m' } } },
      pod: { initContainers: [{ name: 'proxy', restartPolicy: 'Always', resources: { requests: { cpu: 0 } } }] },
    });
    expectNothing(scalingHasRequests, [api, autoscaler('api', metrics('cpu'))]);
  });

  test('counts the requests that there are where the pod as a whole requests something else', () => {
    const initContainers = [{ name: 'proxy', restartPolicy: 'Always' }];
    const pod = { resources: { requests: { memory: '1Gi' } }, initContainers };
    const some = workload('api', { container: { resources: { requests: { cpu: 1 } } }, pod });
    expectNothing(scalingHasRequests, [some, autoscaler('api', metrics('cpu'))]);
    const [found] = findingsOf(scalingHasRequests, [workload('api', { pod }), autoscaler('api', metrics('cpu'))]);
    expect(found?.message).toContain('container proxy, container main of Deployment shop/api requests none');
  });

  test('does not count the request of the whole pod where one container is measured', () => {
    const source = { name: 'cpu', container: 'main', target: { type: 'Utilization' } };
    const one = { metrics: [{ type: 'ContainerResource', containerResource: source }] };
    const api = workload('api', { pod: { resources: { requests: { cpu: 1 } } } });
    const [found] = findingsOf(scalingHasRequests, [api, autoscaler('api', one)]);
    expect(found?.message).toContain('container main of Deployment shop/api requests none');
  });

  test('is not judged by other metrics, without its workload, or in an odd shape', () => {
    const bare = workload('api');
    expectNothing(scalingHasRequests, [bare, autoscaler('api', metrics('cpu', 'AverageValue'))]);
    expectNothing(scalingHasRequests, [
      bare,
      autoscaler('api', { metrics: [{ type: 'Pods' }, null, { resource: 1 }] }),
    ]);
    expectNothing(scalingHasRequests, [autoscaler('gone')]);
    const empty = workload('api', { pod: { containers: [] } });
    expectNothing(scalingHasRequests, [empty, autoscaler('api', metrics('cpu'))]);
    expectNothing(scalingHasRequests, [
      bare,
      object('x', { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }),
    ]);
  });
});
