import { draftPattern } from 'charthouse/testing';
import { disruption } from '../../lib/patterns/disruption';
import { withReplicas } from './support/facts';
import { expectRefused } from './support/errors';

const selector = { matchLabels: { 'charthouse.dev/workload': 'api' } };

describe('disruption', () => {
  test('lets one pod go at a time, and a pod that is not ready always', () => {
    expect(draftPattern(disruption).objects).toEqual([{
      kind: 'PodDisruptionBudget',
      role: '',
      body: { spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector } },
    }]);
  });

  test('takes a percentage, and the stricter policy for pods that are not ready', () => {
    const settings = { disruption: { maxUnavailable: '25%', unhealthyPodEvictionPolicy: 'IfHealthyBudget' } };
    expect(draftPattern(disruption, { settings }).objects[0]?.body).toEqual({
      spec: { maxUnavailable: '25%', unhealthyPodEvictionPolicy: 'IfHealthyBudget', selector },
    });
  });

  test('says nothing of a single replica, and speaks from the second on', () => {
    expect(draftPattern(disruption, { others: withReplicas(1) }).objects).toEqual([]);
    expect(draftPattern(disruption, { others: withReplicas(2) }).objects).toHaveLength(1);
  });

  test('selects by the labels that an adopted workload has', () => {
    const { objects } = draftPattern(disruption, { facts: { selector: { app: 'old' } } });
    expect(objects[0]?.body).toHaveProperty('spec.selector', { matchLabels: { app: 'old' } });
  });

  test('is off by false', () => {
    expect(draftPattern(disruption, { settings: { disruption: false } }).objects).toEqual([]);
  });

  test('writes nothing to the pods', () => {
    expect(draftPattern(disruption).template).toEqual(
      { metadata: { labels: selector.matchLabels }, spec: { containers: [{ name: 'api' }] } });
  });

  test('refuses a share that is none', () => {
    expectRefused(() => draftPattern(disruption, { settings: { disruption: { maxUnavailable: '120%' } } }),
      { field: 'settings.disruption.maxUnavailable', value: '120%' });
  });
});
