import { draftPattern } from 'charthouse/testing';
import { placement } from '../../lib/patterns/placement';
import { expectRefused } from './support/errors';

const orders = {
  kind: 'workload', path: 'shop/orders', name: 'orders', namespace: 'shop', cluster: 'test', ports: [],
  selector: { 'charthouse.dev/workload': 'orders' },
};
const beside = (endpoint: object): unknown =>
  draftPattern(placement, { settings: { beside: { endpoint } } }).template;

describe('placement', () => {
  test('takes a scheduler and a priority', () => {
    const settings = { schedulerName: 'bin-packer', priorityClassName: 'high' };
    expect(draftPattern(placement, { settings }).template['spec']).toMatchObject(settings);
  });

  test('requires the node of the workload that it stands beside', () => {
    expect(beside(orders)).toHaveProperty('spec.affinity.podAffinity', {
      requiredDuringSchedulingIgnoredDuringExecution: [{
        labelSelector: { matchLabels: { 'charthouse.dev/workload': 'orders' } },
        topologyKey: 'kubernetes.io/hostname',
      }],
    });
  });

  test('refuses to stand beside a workload of another namespace or cluster, or beside no workload', () => {
    expectRefused(() => beside({ ...orders, namespace: 'bank' }), { field: 'beside', value: 'shop/orders' });
    expectRefused(() => beside({ ...orders, cluster: 'other' }), { field: 'beside', value: 'shop/orders' });
    expectRefused(() => draftPattern(placement, { settings: { beside: 'orders' } }),
      { field: 'beside', value: 'orders' });
  });
});
