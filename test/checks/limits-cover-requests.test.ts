import { limitsCoverRequests } from '../../lib/checks/limits-cover-requests';
import { expectFindings, expectNothing, findingsOf, pod, workload } from './tree';

describe('a limit', () => {
  test('is fine at its request or above, however they are written', () => {
    expectNothing(limitsCoverRequests, [workload('api', { container: { resources: {
      requests: { cpu: '1000m', memory: '1Gi', 'example.com/gpu': 1 },
      limits: { cpu: 1, memory: '1024Mi', 'example.com/gpu': '1', 'ephemeral-storage': '1e9' },
    } } })]);
  });

  test('is reported under its request', () => {
    const resources = { requests: { memory: '1Gi' }, limits: { memory: '1G' } };
    expectFindings(limitsCoverRequests, [workload('api', { container: { resources } })], [{
      path: 'shop/api',
      rule: 'limits-cover-requests',
      severity: 'error',
      field: 'spec.template.spec.containers[main].resources.limits.memory',
      value: '1G',
      message: 'the memory limit 1G is under the request 1Gi',
      fix: 'raise the limit to at least 1Gi, or lower the request (charthouse: `resources`)',
    }]);
  });

  test('is judged in init containers, of the pod as a whole, and for other resources', () => {
    const resources = { requests: { 'example.com/gpu': 2 }, limits: { 'example.com/gpu': 1 } };
    expect(findingsOf(limitsCoverRequests, [
      pod('tool', { pod: { resources, initContainers: [{ name: 'first', resources }] } }),
    ]).map(({ field }) => field)).toEqual([
      'spec.initContainers[first].resources.limits[example.com/gpu]',
      'spec.resources.limits[example.com/gpu]',
    ]);
  });

  test('is reported where it is no quantity', () => {
    expectFindings(
      limitsCoverRequests,
      [workload('api', { container: { resources: { limits: { memory: '1GB' } } } })],
      [
        {
          path: 'shop/api',
          rule: 'limits-cover-requests',
          severity: 'error',
          field: 'spec.template.spec.containers[main].resources.limits.memory',
          value: '1GB',
          message: '"1GB" is no quantity of memory',
          fix: 'write one such as 100m, 0.5, 256Mi or 2G (charthouse: `resources`)',
        },
      ],
    );
  });

  test('may be missing, come later, or stand in any shape', () => {
    expectNothing(limitsCoverRequests, [
      workload('a', { container: { resources: { limits: null, requests: [] } } }),
      workload('b', { container: { resources: { limits: { cpu: { later: true }, memory: null } } } }),
      workload('c', { container: { resources: { limits: { constructor: '1' }, requests: { cpu: '1' } } } }),
    ]);
  });
});
