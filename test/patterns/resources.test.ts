import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import type { ContainerFacts } from '../../lib/patterns/facts';
import { settledLimits } from '../../lib/patterns/resource-limits';
import { resources } from '../../lib/patterns/resources';
import { expectRefused } from './support/errors';

const resourcesOf = (given: object): unknown =>
  draftPattern(resources, { settings: { resources: given } }).container['resources'];

describe('resources', () => {
  test('reserve what is used, limit memory to the request, and leave CPU unlimited', () => {
    expect(draftPattern(resources).container['resources']).toEqual({
      requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
      limits: { memory: '256Mi', 'ephemeral-storage': '256Mi' },
    });
  });

  test.each(['main', 'container', 'sidecar', 'init'] as const)('are stated for a container of role %s', (role) => {
    expect(draftPattern(resources, { role }).container).toHaveProperty('resources.requests.memory', '256Mi');
  });

  test('let the limit of memory follow its request', () => {
    expect(resourcesOf({ requests: { memory: '1Gi' } })).toMatchObject({
      requests: { cpu: '100m', memory: '1Gi' }, limits: { memory: '1Gi' },
    });
  });

  test('take limits of their own, of CPU too', () => {
    expect(resourcesOf({ limits: { memory: '512Mi', cpu: 2 } })).toMatchObject({
      requests: { memory: '256Mi' }, limits: { memory: '512Mi', cpu: 2 },
    });
  });

  test('limit an extended resource to its request, as the API server demands', () => {
    expect(resourcesOf({ requests: { 'nvidia.com/gpu': 1 } })).toHaveProperty(['limits', 'nvidia.com/gpu'], 1);
    expect(resourcesOf({ limits: { 'nvidia.com/gpu': 2 } })).toHaveProperty(['limits', 'nvidia.com/gpu'], 2);
  });

  test('limit huge pages to their request, and take ephemeral storage as stated', () => {
    expect(resourcesOf({ requests: { 'hugepages-2Mi': '64Mi', 'ephemeral-storage': '1Gi' },
      limits: { 'ephemeral-storage': '2Gi' } })).toMatchObject({
      requests: { 'hugepages-2Mi': '64Mi', 'ephemeral-storage': '1Gi' },
      limits: { 'hugepages-2Mi': '64Mi', 'ephemeral-storage': '2Gi' },
    });
  });

  test('refuse a limit above the request of what is never shared, and half of a thing', () => {
    expectRefused(() => resourcesOf({ requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } }),
      { field: 'resources.limits.nvidia.com/gpu', value: 2 });
    expectRefused(() => resourcesOf({ requests: { 'hugepages-2Mi': '2Mi' }, limits: { 'hugepages-2Mi': '4Mi' } }),
      { field: 'resources.limits.hugepages-2Mi', value: '4Mi' });
    expectRefused(() => resourcesOf({ limits: { 'nvidia.com/gpu': '500m' } }),
      { field: 'resources.limits.nvidia.com/gpu', value: '500m' });
    expectRefused(() => resourcesOf({ requests: { 'nvidia.com/gpu': 0.5 } }),
      { field: 'resources.requests.nvidia.com/gpu', value: 0.5 });
  });

  test.each(['Memory', 'gpu', 'storage', 'example.kubernetes.io/gpu', 'requests.example.com/gpu', 'hugepages-2'])(
    'refuse a resource that no container has: %s', (name) => {
      expectRefused(() => resourcesOf({ requests: { [name]: 1 } }),
        { field: `resources.requests.${name}`, value: name });
      expectRefused(() => resourcesOf({ limits: { [name]: 1 } }), { field: `resources.limits.${name}`, value: name });
    });

  test('say what becomes of the container when it is resized, by the name of the resource', () => {
    const settings = { resizePolicy: { memory: 'RestartContainer', cpu: 'NotRequired' } };
    for (const role of ['main', 'container', 'sidecar'] as const) {
      expect(draftPattern(resources, { settings, role }).container['resizePolicy']).toEqual([
        { resourceName: 'cpu', restartPolicy: 'NotRequired' },
        { resourceName: 'memory', restartPolicy: 'RestartContainer' },
      ]);
    }
    expect(draftPattern(resources, { settings: { resizePolicy: {} } }).container).not.toHaveProperty('resizePolicy');
  });

  test('refuse to restart what is never restarted, or runs to its end', () => {
    const neverRestarted: DraftPatternOptions['others'] = (draft) => { draft.claimPod({ restartPolicy: 'Never' }); };
    const tried = (resizePolicy: object, options: DraftPatternOptions = {}): unknown =>
      draftPattern(resources, { ...options, settings: { resizePolicy } }).container['resizePolicy'];
    expectRefused(() => tried({ memory: 'RestartContainer' }, { others: neverRestarted }),
      { field: 'resizePolicy.memory', value: 'RestartContainer' });
    expect(tried({ memory: 'NotRequired' }, { others: neverRestarted })).toHaveLength(1);
    expectRefused(() => tried({ cpu: 'NotRequired' }, { role: 'init' }),
      { field: 'initContainers.beside.resizePolicy' });
    expectRefused(() => tried({ storage: 'NotRequired' }), { field: 'settings.resizePolicy.storage' });
  });

  test('are not stated at all by false', () => {
    expect(draftPattern(resources, { settings: { resources: false } }).container).toEqual({ name: 'api' });
  });

  test('refuse a limit under the request, in whatever units', () => {
    expectRefused(() => resourcesOf({ limits: { memory: '255Mi' } }),
      { field: 'resources.limits.memory', value: '255Mi' });
    expectRefused(() => resourcesOf({ requests: { cpu: '1500m' }, limits: { cpu: 1 } }),
      { field: 'resources.limits.cpu', value: 1 });
    expect(resourcesOf({ requests: { memory: '1Gi' }, limits: { memory: '1024Mi' } }))
      .toHaveProperty('limits.memory', '1024Mi');
  });

  test('refuse what is no quantity', () => {
    expectRefused(() => resourcesOf({ requests: { memory: '1GB' } }),
      { field: 'settings.resources.requests.memory', value: '1GB' });
  });
});

describe('huge pages', () => {
  const facts = { name: 'api', role: 'main', workload: { path: 'shop/api' } } as ContainerFacts;
  const pages = { 'hugepages-2Mi': '4Mi' };

  test('are refused where a house takes away all that the scheduler counts by', () => {
    expectRefused(() => settledLimits({}, pages, facts),
      { field: 'resources.limits.hugepages-2Mi', value: '4Mi' });
    expectRefused(() => settledLimits({ ...pages, 'ephemeral-storage': '1Gi' }, {}, facts),
      { field: 'resources.limits.hugepages-2Mi', value: '4Mi' });
  });

  test.each([[{ cpu: 1 }, {}], [{}, { memory: '1Gi' }]])('go with cpu or memory: %j, %j', (requests, limits) => {
    expect(settledLimits({ ...pages, ...requests }, limits, facts)).toMatchObject(pages);
  });
});
