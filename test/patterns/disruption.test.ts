import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
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

  test('says how many must stay, instead of how many may go', () => {
    const body = (minAvailable: number | string, replicas: number): unknown =>
      draftPattern(disruption, { settings: { disruption: { minAvailable } }, others: withReplicas(replicas) })
        .objects[0]?.body;
    for (const [minAvailable, replicas] of [[2, 3], ['50%', 3], [1, 2], [5, 0]] as const) {
      expect(body(minAvailable, replicas))
        .toEqual({ spec: { minAvailable, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector } });
    }
    for (const [minAvailable, replicas] of [[3, 3], ['67%', 3], ['51%', 2], [1, 1], [4, 3]] as const) {
      expectRefused(() => body(minAvailable, replicas), { field: 'disruption.minAvailable', value: minAvailable });
    }
  });

  test('counts the fewest pods where load decides', () => {
    const others: DraftPatternOptions['others'] = (draft) => { draft.need('fewestPods', 2); };
    const settings = { disruption: { minAvailable: 2 } };
    expectRefused(() => draftPattern(disruption, { settings, others }), { field: 'disruption.minAvailable', value: 2 });
  });

  test.each([{ minAvailable: 2 }, { maxUnavailable: 0 }, { maxUnavailable: '0%' }])(
    'holds every pod only with a reason: %p', (given) => {
      const options = { settings: { disruption: given }, others: withReplicas(2) };
      expect(() => draftPattern(disruption, options)).toThrow("because: { 'budget-lets-pods-go': '…' }");
      const { objects, reasons } =
        draftPattern(disruption, { ...options, because: { 'budget-lets-pods-go': 'moved by hand' } });
      expect(objects[0]?.body).toMatchObject({ spec: given });
      expect(reasons).toMatchObject([{ subject: 'budget-lets-pods-go', needed: true }]);
    });

  test('holds a single pod where somebody means that pod, not by a default for all', () => {
    const options = { settings: { disruption: { minAvailable: 1 } }, others: withReplicas(1) };
    const because = { 'budget-lets-pods-go': 'moved by hand' };
    expect(draftPattern(disruption, { ...options, because }).objects).toHaveLength(1);
    expect(draftPattern(disruption, { ...options, facts: { statedBy: () => undefined } }).objects).toEqual([]);
  });

  test('refuses both of the two', () => {
    expectRefused(() => draftPattern(disruption, { settings: { disruption: { minAvailable: 1, maxUnavailable: 1 } } }),
      { field: 'disruption.minAvailable', value: 1 });
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
