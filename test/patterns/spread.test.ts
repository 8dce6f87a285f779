import { draftPattern } from 'charthouse/testing';
import { spread } from '../../lib/patterns/spread';
import { expectRefused } from './support/errors';
import { withReplicas } from './support/facts';

const labelSelector = { matchLabels: { 'charthouse.dev/workload': 'api' } };
const zones = {
  maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector,
};
const hosts = { weight: 100, podAffinityTerm: { labelSelector, topologyKey: 'kubernetes.io/hostname' } };
const antiAffinity = 'spec.affinity.podAntiAffinity';

describe('spread', () => {
  test('prefers nodes and zones that have no pod yet, and requires nothing', () => {
    const { template } = draftPattern(spread);
    expect(template).toHaveProperty(antiAffinity, { preferredDuringSchedulingIgnoredDuringExecution: [hosts] });
    expect(template).toHaveProperty('spec.topologySpreadConstraints', [zones]);
  });

  test('says nothing of a single replica', () => {
    expect(draftPattern(spread, { others: withReplicas(1) }).template['spec'])
      .toEqual({ containers: [{ name: 'api' }] });
  });

  test('spreads two replicas, and those that load decides on', () => {
    expect(draftPattern(spread, { others: withReplicas(2) }).template)
      .toHaveProperty('spec.topologySpreadConstraints', [zones]);
  });

  test('ignores nodes, or zones, or takes another label and skew for these', () => {
    const noHosts = draftPattern(spread, { settings: { spread: { hosts: false } } }).template;
    expect(noHosts).not.toHaveProperty('spec.affinity');
    expect(noHosts).toHaveProperty('spec.topologySpreadConstraints', [zones]);
    const noZones = draftPattern(spread, { settings: { spread: { zones: false } } }).template;
    expect(noZones).not.toHaveProperty('spec.topologySpreadConstraints');
    expect(noZones).toHaveProperty(antiAffinity);
    expect(draftPattern(spread, { settings: { spread: { zones: 'rack', maxSkew: 2 } } }).template)
      .toHaveProperty('spec.topologySpreadConstraints', [{ ...zones, topologyKey: 'rack', maxSkew: 2 }]);
  });

  test('lets a pod wait that no zone can take, where that is said', () => {
    const { template } = draftPattern(spread, { settings: { spread: { whenUnsatisfiable: 'DoNotSchedule' } } });
    const waiting = { ...zones, whenUnsatisfiable: 'DoNotSchedule' };
    expect(template).toHaveProperty('spec.topologySpreadConstraints', [waiting]);
  });

  test('counts only pods that share a label, where that is said', () => {
    const matchLabelKeys = ['pod-template-hash'];
    const { template } = draftPattern(spread, { settings: { spread: { matchLabelKeys } } });
    expect(template).toHaveProperty('spec.topologySpreadConstraints', [{ ...zones, matchLabelKeys }]);
    expect(template).toHaveProperty(`${antiAffinity}.preferredDuringSchedulingIgnoredDuringExecution`, [
      { weight: 100, podAffinityTerm: { ...hosts.podAffinityTerm, matchLabelKeys } },
    ]);
    expect(draftPattern(spread, { settings: { spread: { matchLabelKeys: [] } } }).template)
      .toHaveProperty('spec.topologySpreadConstraints', [zones]);
  });

  test('refuses to count by the label that the pods are selected by', () => {
    const key = 'charthouse.dev/workload';
    expectRefused(() => draftPattern(spread, { settings: { spread: { matchLabelKeys: [key] } } }),
      { field: 'spread.matchLabelKeys', value: key });
  });

  test('is off by false', () => {
    expect(draftPattern(spread, { settings: { spread: false } }).template['spec'])
      .toEqual({ containers: [{ name: 'api' }] });
  });

  test('refuses a skew of nothing', () => {
    expectRefused(() => draftPattern(spread, { settings: { spread: { maxSkew: 0 } } }),
      { field: 'settings.spread.maxSkew', value: 0 });
  });
});
