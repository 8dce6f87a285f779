import { selectorMatchesTemplate } from '../../lib/checks/selector-matches-template';
import type { object } from './tree';
import { cronJob, expectFindings, expectNothing, findingsOf, pod, workload, type Fields } from './tree';

describe('the selector of a controller', () => {
  test.each<[string, Fields]>([
    ['labels', { matchLabels: { app: 'api' } }],
    ['In', { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }],
    ['NotIn', { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['edge'] }] }],
    ['Exists', { matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
    ['DoesNotExist', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }],
  ])('is fine where its pods meet it, by %s', (_case, selector) => {
    expectNothing(selectorMatchesTemplate, [workload('api', { spec: { selector } })]);
  });

  test('is reported where its pods have other labels', () => {
    const api = workload('api', { spec: { selector: { matchLabels: { app: 'web' } } } });
    expectFindings(selectorMatchesTemplate, [api], [{
      path: 'shop/api',
      rule: 'selector-matches-template',
      severity: 'error',
      field: 'spec.selector',
      value: 'app=web',
      message: 'the selector app=web does not match the labels of the pods (app=api)',
      fix: "put the selector's labels on spec.template.metadata.labels "
        + '(charthouse: both come from the workload; `adopt: { selector }` keeps those of an object that runs)',
    }]);
  });

  test.each<[string, Fields]>([
    ['In', { key: 'app', operator: 'In', values: ['web'] }],
    ['NotIn', { key: 'app', operator: 'NotIn', values: ['api'] }],
    ['Exists', { key: 'tier', operator: 'Exists' }],
    ['DoesNotExist', { key: 'app', operator: 'DoesNotExist' }],
    ['an operator that there is not', { key: 'app', operator: 'Like', values: ['api'] }],
  ])('is reported where its pods do not meet it, by %s', (_case, expression) => {
    const selector = { matchLabels: { app: 'api' }, matchExpressions: [expression] };
    expect(
      findingsOf(selectorMatchesTemplate, [workload('api', { kind: 'StatefulSet', spec: { selector } })]),
    ).toHaveLength(1);
  });

  test.each([
    [undefined, 'missing'],
    [{}, 'empty'],
    ['app=api', 'missing'],
  ])('is reported as %p: it is %s', (selector, word) => {
    expectFindings(
      selectorMatchesTemplate,
      [workload('api', { kind: 'DaemonSet', spec: { selector } })],
      [
        {
          path: 'shop/api',
          rule: 'selector-matches-template',
          severity: 'error',
          field: 'spec.selector',
          value: selector,
          message: `the selector is ${word}`,
          fix: 'write matchLabels with labels that only these pods have, such as app=api',
        },
      ],
    );
  });

  test('is not wanted of jobs and pods', () => {
    const job = workload('job', { apiVersion: 'batch/v1', kind: 'Job' });
    expectNothing(selectorMatchesTemplate, [job, cronJob('nightly'), pod('tool')]);
  });

  test('is judged for foreign controllers that have one', () => {
    const rollout = (matchLabels: Fields): ReturnType<typeof workload> =>
      workload('api', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { selector: { matchLabels } } });
    expectNothing(selectorMatchesTemplate, [rollout({ app: 'api' })]);
    expect(findingsOf(selectorMatchesTemplate, [rollout({ app: 'web' })])).toHaveLength(1);
    const replication = (selector: Fields): ReturnType<typeof object> =>
      workload('old', { apiVersion: 'v1', kind: 'ReplicationController', spec: { selector } });
    expectNothing(selectorMatchesTemplate, [replication({ app: 'old' })]);
    expect(findingsOf(selectorMatchesTemplate, [replication({ app: 'new' })])).toHaveLength(1);
  });

  test('may stand beside labels of any shape', () => {
    expect(findingsOf(selectorMatchesTemplate, [workload('api', { labels: { app: 7 } })])).toHaveLength(1);
  });
});
