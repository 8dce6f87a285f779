import { budgetLetsPodsGo } from '../../lib/checks/budget-lets-pods-go';
import { autoscaler, budget, expectFindings, expectNothing, findingsOf, object, workload, type Fields } from './tree';

const api = workload('api', { spec: { replicas: 3 } });
const fix = 'write maxUnavailable: 1 (charthouse: `disruption: { maxUnavailable: 1 }`, or `disruption: false`)';

describe('a PodDisruptionBudget', () => {
  test.each<[string, Fields]>([
    ['one pod may be away', { maxUnavailable: 1 }],
    ['a share may be away, which is rounded up', { maxUnavailable: '1%' }],
    ['two of three must stay', { minAvailable: 2 }],
    ['half of them must stay', { minAvailable: '50%' }],
  ])('is fine where %s', (_case, spec) => {
    expectNothing(budgetLetsPodsGo, [api, budget('api', spec)]);
  });

  test.each([0, '0%'])('is reported where none may be away: maxUnavailable %p', (maxUnavailable) => {
    expectFindings(budgetLetsPodsGo, [api, budget('api', { maxUnavailable })], [{
      path: 'shop/api',
      rule: 'budget-lets-pods-go',
      severity: 'error',
      field: 'spec.maxUnavailable',
      value: maxUnavailable,
      message: `maxUnavailable ${maxUnavailable} never lets a pod go`,
      fix,
    }]);
  });

  test.each([3, 4, '100%', '67%'])('is reported where all of three must stay: minAvailable %p', (minAvailable) => {
    expectFindings(budgetLetsPodsGo, [api, budget('api', { minAvailable })], [{
      path: 'shop/api',
      rule: 'budget-lets-pods-go',
      severity: 'error',
      field: 'spec.minAvailable',
      value: minAvailable,
      message: `minAvailable ${minAvailable} never lets a pod go: it selects 3 at the lowest, and must leave at least `
        + 'one free',
      fix,
    }]);
  });

  // The controller counts no pods then; test/cluster/disruption-check.cluster.ts asks it.
  test('is reported where it says no number', () => {
    expectFindings(budgetLetsPodsGo, [api, budget('api', {})], [{
      path: 'shop/api',
      rule: 'budget-lets-pods-go',
      severity: 'error',
      field: 'spec.maxUnavailable',
      value: undefined,
      message: 'without minAvailable and maxUnavailable it never lets a pod go',
      fix,
    }]);
    expectNothing(budgetLetsPodsGo, [workload('api', { spec: { replicas: 0 } }), budget('api', {})]);
  });

  test('counts the one pod of a workload that says no number', () => {
    expect(findingsOf(budgetLetsPodsGo, [workload('api'), budget('api', { minAvailable: 1 })])).toHaveLength(1);
  });

  test('counts the minimum of an autoscaler', () => {
    const objects = [workload('api'), autoscaler('api', { minReplicas: 2 })];
    expect(findingsOf(budgetLetsPodsGo, [...objects, budget('api', { minAvailable: 2 })])).toHaveLength(1);
    expectNothing(budgetLetsPodsGo, [...objects, budget('api', { minAvailable: 1 })]);
  });

  test('is fine over a workload that is scaled to nothing', () => {
    expectNothing(budgetLetsPodsGo, [workload('api', { spec: { replicas: 0 } }), budget('api', { minAvailable: 1 })]);
  });

  test('is reported where a second one holds the same pods', () => {
    const objects = [
      api,
      budget('api', { maxUnavailable: 1 }, 'first'),
      budget('api', { maxUnavailable: 1 }, 'second'),
    ];
    expectFindings(budgetLetsPodsGo, objects, [{
      path: 'shop/api',
      rule: 'budget-lets-pods-go',
      severity: 'error',
      field: 'spec.selector',
      value: 'PodDisruptionBudget shop/first',
      message: 'it holds the pods of Deployment shop/api, as PodDisruptionBudget shop/first does: '
        + 'a pod in two budgets can never be evicted',
      fix: 'remove one of the two, or narrow its selector (charthouse: `disruption: false` where you bring your own)',
    }]);
  });

  test('of a foreign controller is judged only where every pod must stay, for their number is not known', () => {
    const rollout = workload('api', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec: { replicas: 2 } });
    expectNothing(budgetLetsPodsGo, [rollout, budget('api', { minAvailable: 2 })]);
    expect(findingsOf(budgetLetsPodsGo, [rollout, budget('api', { minAvailable: '100%' })])).toHaveLength(1);
  });

  test('that says nothing that can be read is left to others', () => {
    const odd = object('odd', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: 'none' });
    expectNothing(budgetLetsPodsGo, [api, odd, budget('api', { minAvailable: 'all', selector: null })]);
  });
});
