import { draftPattern } from 'charthouse/testing';
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
