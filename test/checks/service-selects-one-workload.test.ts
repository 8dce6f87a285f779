import { serviceSelectsOneWorkload } from '../../lib/checks/service-selects-one-workload';
import { cronJob, expectFindings, expectNothing, findingsOf, object, service, workload } from './tree';

describe('a Service', () => {
  test('is fine over the pods of one workload', () => {
    expectNothing(serviceSelectsOneWorkload, [workload('api'), workload('web'), service('api')]);
  });

  test('is reported over the pods of a job besides', () => {
    expectFindings(
      serviceSelectsOneWorkload,
      [workload('api'), cronJob('nightly', { labels: { app: 'api' } }), service('api')],
      [
        {
          path: 'shop/api',
          rule: 'service-selects-one-workload',
          severity: 'warning',
          field: 'spec.selector',
          value: 'app=api',
          message: 'the selector app=api selects the pods of Deployment shop/api and of CronJob shop/nightly',
          fix:
            'select by a label that only one of them has (charthouse: `charthouse.dev/workload`), or state why: '
            + "`because: { 'service-selects-one-workload': … }`",
        },
      ],
    );
  });

  test('names three of many', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => workload(name, { labels: { app: 'api' } }));
    expect(findingsOf(serviceSelectsOneWorkload, [...many, service('api')])[0]?.message)
      .toMatch(/Deployment shop\/c and of 2 more$/);
  });

  test('may be of any shape in a foreign manifest', () => {
    const odd = object('odd', { apiVersion: 'v1', kind: 'Service', spec: { selector: ['app'] } });
    expectNothing(serviceSelectsOneWorkload, [workload('api'), workload('web'), odd, service('x', { selector: {} })]);
  });
});
