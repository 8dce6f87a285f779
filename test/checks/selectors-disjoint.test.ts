import { selectorsDisjoint } from '../../lib/checks/selectors-disjoint';
import { budget, cronJob, expectFindings, expectNothing, findingsOf, object, pod, workload } from './tree';

const fix = 'select by a label that only the pods of one workload have '
  + '(charthouse: `charthouse.dev/workload`, on every pod of ours)';

describe('the selectors of controllers and budgets', () => {
  test('are fine where each has the pods of one workload', () => {
    expectNothing(selectorsDisjoint, [
      workload('api'), workload('web'), cronJob('nightly'), budget('api', {}), budget('nothing', {}),
    ]);
  });

  test('are reported where a job has the labels of a Deployment', () => {
    const nightly = cronJob('nightly', { labels: { app: 'api', job: 'nightly' } });
    expectFindings(selectorsDisjoint, [workload('api'), nightly], [{
      path: 'shop/api',
      rule: 'selectors-disjoint',
      severity: 'error',
      field: 'spec.selector',
      value: 'app=api',
      message: 'the selector app=api matches the pods of Deployment shop/api and of CronJob shop/nightly',
      fix,
    }]);
  });

  test('are reported at both of two Deployments with one selector', () => {
    const objects = [workload('a', { labels: { app: 'x' } }), workload('b', { labels: { app: 'x' } })];
    expect(findingsOf(selectorsDisjoint, objects).map(({ path, message }) => [path, message])).toEqual([
      ['shop/a', 'the selector app=x matches the pods of Deployment shop/a and of Deployment shop/b'],
      ['shop/b', 'the selector app=x matches the pods of Deployment shop/b and of Deployment shop/a'],
    ]);
  });

  test('are reported for a budget of several workloads', () => {
    const objects = [workload('a'), workload('b'), budget('all', { selector: {} })];
    expectFindings(selectorsDisjoint, objects, [{
      path: 'shop/all',
      rule: 'selectors-disjoint',
      severity: 'error',
      field: 'spec.selector',
      value: '(everything)',
      message: 'the selector (everything) matches the pods of Deployment shop/a and of Deployment shop/b',
      fix,
    }]);
  });

  test('are reported for a bare pod, and compared by expressions', () => {
    const expression = (operator: string, values?: readonly string[]): ReturnType<typeof workload> =>
      workload('api', { spec: { selector: { matchExpressions: [{ key: 'app', operator, values }] } } });
    const tool = pod('tool', { labels: { app: 'web' } });
    expect(findingsOf(selectorsDisjoint, [expression('In', ['web', 'api']), tool]).map(({ value }) => value))
      .toEqual(['app In (web,api)']);
    expect(findingsOf(selectorsDisjoint, [expression('Exists'), tool]).map(({ value }) => value)).toEqual([
      'app Exists',
    ]);
    expectNothing(selectorsDisjoint, [expression('NotIn', ['web']), tool]);
  });

  test('are no matter across namespaces, nor for two objects of one identity', () => {
    expectNothing(selectorsDisjoint, [workload('api'), workload('api', { namespace: 'other' })]);
    expectNothing(selectorsDisjoint, [workload('api'), workload('api')]);
  });

  test('name a few of many', () => {
    const many = Array.from({ length: 50 }, (_item, index) => pod(`pod-${index}`, { labels: { app: 'api' } }));
    const [finding] = findingsOf(selectorsDisjoint, [workload('api'), ...many]);
    expect(finding?.message.match(/Pod shop/g)).toHaveLength(3);
  });

  test('of a job are judged only where it makes its own', () => {
    const job = (spec: Readonly<Record<string, unknown>>): ReturnType<typeof workload> =>
      workload('job', { apiVersion: 'batch/v1', kind: 'Job', labels: { app: 'x' }, spec });
    const other = cronJob('other', { labels: { app: 'x' } });
    const selector = { matchLabels: { app: 'x' } };
    expectNothing(selectorsDisjoint, [job({ selector }), other]);
    expect(findingsOf(selectorsDisjoint, [job({ selector, manualSelector: true }), other])).toHaveLength(1);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(selectorsDisjoint, [
      workload('a', { spec: { selector: 'app=a' } }), workload('b', { spec: { selector: { matchLabels: [] } } }),
      object('c', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: [] }),
    ]);
  });
});
