import { existing, type PlatformProps } from 'charthouse';
import { draftPattern, type DraftedPattern } from 'charthouse/testing';
import { storage } from '../../lib/patterns/storage/storage';
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

  test('may be mounted in part, at several paths, or as a device', () => {
    expect(tried({ ...data, path: { '/a': {}, '/b': { subPath: 'b', readOnly: true } } }).container['volumeMounts'])
      .toEqual([
        { mountPath: '/a', name: 'data' }, { mountPath: '/b', name: 'data', subPath: 'b', readOnly: true },
      ]);
    const { container, objects } = tried({ ...data, path: '/dev/xvdb', volumeMode: 'Block' });
    expect(container).toEqual({ name: 'api', volumeDevices: [{ devicePath: '/dev/xvdb', name: 'data' }] });
    expect(objects[0]?.body).toHaveProperty('spec.volumeMode', 'Block');
    expectRefused(() => tried({ ...data, subPath: '/pg' }), { field: 'settings.storage.subPath', value: '/pg' });
  });

  test('may begin with a snapshot or a copy, or be a volume that is there already', () => {
    expect(claimOf({ dataSource: { snapshot: { name: 'monday' } } })).toHaveProperty('spec.dataSource',
      { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'monday' });
    expect(claimOf({ dataSource: { claim: existing.claim('old') } }))
      .toHaveProperty('spec.dataSource', { kind: 'PersistentVolumeClaim', name: 'old' });
    const given = {
      volumeName: 'pv-1', selector: { matchLabels: { disk: 'a' } }, volumeAttributesClassName: 'gold',
    };
    expect(claimOf(given)).toMatchObject({ spec: given });
    expect(tried({ ...data, ...given }, store).draft.entries('volumeClaimTemplates')[0]?.item)
      .toMatchObject({ spec: given });
    for (const [source, value] of [[{}, 'neither'], [{ snapshot: { name: 'a' }, claim: { name: 'b' } }, 'both']])
      expectRefused(() => tried({ ...data, dataSource: source }), { field: 'storage.dataSource', value });
    expectRefused(() => tried({ ...data, volumeAttributesClassName: 'gold' }, on({ kubernetes: '1.33' })),
      { field: 'storage.volumeAttributesClassName', value: 'gold' });
    expectRefused(() => tried({ ...data, selector: { matchLabels: { 'a b': 'c' } } }),
      { field: 'settings.storage.selector.matchLabels.a b', value: 'a b' });
  });

  test('is refused without a path or a size, or with one that is none', () => {
    expectRefused(() => tried({ path: '/data' }), { field: 'storage.size' });
    expectRefused(() => tried({ size: '1Gi' }), { field: 'storage.path' });
    expectRefused(() => tried({ ...data, size: '20 GB' }), { field: 'settings.storage.size', value: '20 GB' });
  });
});

describe('further storages', () => {
  const storages = { wal: { path: '/wal', size: '5Gi', tier: 'fast' }, archive: { path: '/archive', size: '1Ti' } };
  const both = (settings: Readonly<Record<string, unknown>>, facts: object = {}): DraftedPattern =>
    draftPattern(storage, { facts: { ...on({ storage: tiers }), ...facts }, settings });

  test('are claims of their own beside that of storage, whose name and role stay', () => {
    const { container, objects, template } = both({ storage: data, storages });
    expect(objects.map(({ role, name }) => [role, name]))
      .toEqual([['', 'api-data'], ['archive', 'api-archive'], ['wal', 'api-wal']]);
    expect(objects[2]?.body).toHaveProperty('spec.storageClassName', 'io2');
    expect(objects[1]?.body).toEqual(
      { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Ti' } } } });
    expect(template).toHaveProperty('spec.volumes.length', 3);
    expect((container['volumeMounts'] as { mountPath: string }[]).map(({ mountPath }) => mountPath))
      .toEqual(['/archive', '/var/lib/data', '/wal']);
  });

  test('are claim templates of a store, by their names', () => {
    const { controller, draft } = both({ storage: data, storages }, store);
    expect(draft.entries('volumeClaimTemplates').map(({ key }) => key)).toEqual(['data', 'archive', 'wal']);
    expect(controller).toHaveProperty('persistentVolumeClaimRetentionPolicy.whenDeleted', 'Retain');
  });

  test('may be there without storage, and are called the same: what was storage keeps its claim', () => {
    expect(both({ storages: { data } }).objects.map(({ name }) => name)).toEqual(['api-data']);
    expect(both({ storages: { data } }).objects[0]?.body).toEqual(both({ storage: data }).objects[0]?.body);
    expect(both({ storages: { data } }).draft.needed('singleWriter')).toBe(true);
  });

  test('are refused under the name of storage, under one that is none, and by halves', () => {
    expectRefused(() => both({ storage: data, storages: { data } }), { field: 'storages.data', value: 'data' });
    expectRefused(() => both({ storages: { Wal: data } }), { field: 'storages.Wal', value: 'Wal' });
    expectRefused(() => both({ storages: { wal: { path: '/wal' } } }), { field: 'storages.wal.size' });
    expectRefused(() => both({ storages: { wal: { size: '1Gi' } } }), { field: 'storages.wal.path' });
    expectRefused(() => both({ storages: { wal: { ...data, tier: 'slow' } } }),
      { field: 'storages.wal.tier', value: 'slow' });
    expectRefused(() => both({ storages: { wal: { ...data, name: 'x' } } }),
      { field: 'settings.storages.wal.name', value: 'name' });
  });
});
