import type { PlatformProps } from 'charthouse';
import { draftPattern, type DraftedPattern } from 'charthouse/testing';
import { storage } from '../../lib/patterns/storage';
import { expectRefused } from './support/errors';
import { on, onK3s, store } from './support/facts';

const data = { path: '/var/lib/data', size: '20Gi' };
const tiers: NonNullable<PlatformProps['storage']> = {
  standard: {}, fast: { storageClassName: 'io2' }, shared: { storageClassName: 'nfs', accessModes: ['ReadWriteMany'] },
};
const tried = (given: object | undefined, facts: object = {}): DraftedPattern =>
  draftPattern(storage, { facts: { ...on({ storage: tiers }), ...facts }, settings: { storage: given } });
const claimOf = (given: object, facts: object = {}): unknown => tried({ ...data, ...given }, facts).objects[0]?.body;

describe('storage', () => {
  test('is none where nothing is said', () => {
    const { container, objects } = tried(undefined);
    expect(container).toEqual({ name: 'api' });
    expect(objects).toEqual([]);
  });

  test('is a claim that a single pod mounts, and that outlives the workload', () => {
    const { container, draft, objects, template } = tried(data);
    expect(container['volumeMounts']).toEqual([{ mountPath: '/var/lib/data', name: 'data' }]);
    expect(template)
      .toHaveProperty('spec.volumes', [{ name: 'data', persistentVolumeClaim: { claimName: 'api-data' } }]);
    expect(draft.needed('singleWriter')).toBe(true);
    expect(objects).toEqual([{
      kind: 'PersistentVolumeClaim',
      role: '',
      name: 'api-data',
      delivery: { protect: true, retain: true },
      body: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } } },
    }]);
  });

  test('is a claim template of a store, whose claims stay', () => {
    const { controller, draft, objects, template } = tried(data, store);
    expect(objects).toEqual([]);
    expect(draft.entries('volumeClaimTemplates').map(({ key, item }) => [key, item])).toEqual([
      ['data', { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } } }],
    ]);
    expect(controller).toEqual(
      { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } });
    expect(template).not.toHaveProperty('spec.volumes');
    expect(draft.needed('singleWriter')).toBe(false);
  });

  test('is of the tier that is asked for, by the class of the platform', () => {
    expect(claimOf({ tier: 'fast' })).toHaveProperty('spec.storageClassName', 'io2');
    expect(claimOf({})).not.toHaveProperty('spec.storageClassName');
    expect(claimOf({}, onK3s())).toHaveProperty('spec.storageClassName', 'local-path');
  });

  test('may be shared by many pods, which then roll', () => {
    const shared = { ...data, tier: 'shared', accessMode: 'ReadWriteMany' };
    expect(claimOf(shared)).toHaveProperty('spec.accessModes', ['ReadWriteMany']);
    expect(tried(shared).draft.needed('singleWriter')).toBe(false);
  });

  test('has a single writer with the stricter mode as well', () => {
    const strict = { ...data, accessMode: 'ReadWriteOncePod' };
    expect(tried(strict, onK3s()).draft.needed('singleWriter')).toBe(true);
    expect(claimOf(strict, onK3s())).toHaveProperty('spec.accessModes', ['ReadWriteOncePod']);
  });

  test('may have another name, which claims are called by', () => {
    expect(tried({ ...data, name: 'state' }).objects[0]?.name).toBe('api-state');
    expect(tried({ ...data, name: 'state' }, store).draft.entries('volumeClaimTemplates')[0]?.key).toBe('state');
  });

  test.each([{}, store])('is refused a tier or a mode that the platform does not serve: %#', (facts) => {
    expectRefused(() => tried({ ...data, tier: 'slow' }, facts), { field: 'storage.tier', value: 'slow' });
    expectRefused(() => tried({ ...data, tier: 'toString' }, facts), { field: 'storage.tier', value: 'toString' });
    expectRefused(() => tried({ ...data, accessMode: 'ReadWriteMany' }, facts),
      { field: 'storage.accessMode', value: 'ReadWriteMany' });
    expectRefused(() => tried(data, { ...facts, ...on({ storage: undefined }) }),
      { field: 'storage.tier', value: 'standard' });
  });

  test('is refused without a path or a size, or with one that is none', () => {
    expectRefused(() => tried({ path: '/data' }), { field: 'storage.size' });
    expectRefused(() => tried({ size: '1Gi' }), { field: 'storage.path' });
    expectRefused(() => tried({ ...data, size: '20 GB' }), { field: 'settings.storage.size', value: '20 GB' });
  });
});
