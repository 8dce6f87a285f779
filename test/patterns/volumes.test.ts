import { containerResource, existing, text } from 'charthouse';
import { draftPattern, type DraftedPattern, type DraftPatternOptions } from 'charthouse/testing';
import { volumes } from '../../lib/patterns/volumes/volumes';
import { expectRefused } from './support/errors';
import { on, onK3s } from './support/facts';

const tried = (given: object, options: DraftPatternOptions = {}): DraftedPattern =>
  draftPattern(volumes, { ...options, settings: { volumes: given, ...options.settings } });
const one = (given: object, options: DraftPatternOptions = {}): DraftedPattern =>
  tried({ data: { path: '/data', ...given } }, options);
const sourceOf = (given: object, options: DraftPatternOptions = {}): unknown =>
  (one(given, options).template['spec'] as { volumes: readonly unknown[] }).volumes[0];
const mountsOf = (given: object, options: DraftPatternOptions = {}): unknown =>
  one({ emptyDir: {}, ...given }, options).container['volumeMounts'];

describe('volumes', () => {
  test('are none where nothing is said', () => {
    expect(draftPattern(volumes).container).toEqual({ name: 'api' });
  });

  test.each([
    [{ emptyDir: {} }, { emptyDir: {} }, {}],
    [{ emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }, { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }, {}],
    [{ claim: { name: 'orders-data' } }, { persistentVolumeClaim: { claimName: 'orders-data' } }, {}],
    [{ configMap: { name: 'settings' } }, { configMap: { name: 'settings' } }, { readOnly: true }],
    [{ secret: { name: 'login' } }, { secret: { secretName: 'login' } }, { readOnly: true }],
    [{ secret: { name: 'login' }, readOnly: false }, { secret: { secretName: 'login' } }, { readOnly: false }],
    [{ claim: { name: 'a' }, readOnly: true, subPath: 'x' }, { persistentVolumeClaim: { claimName: 'a' } },
      { readOnly: true, subPath: 'x' }],
  ])('are what is said: %j', (given, source, mount) => {
    const { container, template } = one(given);
    expect(template).toHaveProperty('spec.volumes', [{ name: 'data', ...source }]);
    expect(container['volumeMounts']).toEqual([{ name: 'data', mountPath: '/data', ...mount }]);
  });

  test('may be brought by another container of the pod', () => {
    expect(one({ shared: true }).template).not.toHaveProperty('spec.volumes');
    expect(one({ shared: true }, { role: 'sidecar' }).container['volumeMounts'])
      .toEqual([{ name: 'data', mountPath: '/data' }]);
  });

  test('vouch for what is declared, and not for a name', () => {
    const given = {
      a: { path: '/a', secret: existing.secret('login') },
      b: { path: '/b', configMap: existing.configMap('settings') },
      c: { path: '/c', claim: existing.claim('data') },
      d: { path: '/d', secret: { name: 'other' } },
      e: { path: '/e', projected: [{ secret: existing.secret('signing') }, { configMap: { name: 'more' } }] },
      f: { path: '/f', csi: { driver: 'x', nodePublishSecretRef: existing.secret('mounting') } },
    };
    expect(tried(given).draft.needed('declared').map(({ kind, name }) => [kind, name])).toEqual([
      ['Secret', 'login'], ['ConfigMap', 'settings'], ['PersistentVolumeClaim', 'data'], ['Secret', 'signing'],
      ['Secret', 'mounting'],
    ]);
  });

  test('are refused where they are nothing, or two things, or nowhere', () => {
    expectRefused(() => one({}), { field: 'volumes.data', value: ['path'] });
    expectRefused(() => one({ emptyDir: {}, claim: { name: 'a' } }),
      { field: 'volumes.data', value: ['path', 'emptyDir', 'claim'] });
    expectRefused(() => tried({ data: { emptyDir: {} } }), { field: 'volumes.data', value: ['emptyDir'] });
    expectRefused(() => one({ emptyDir: {}, path: {} }), { field: 'settings.volumes.data.path', value: {} });
  });

  test('are refused with a size or a name that is none', () => {
    expectRefused(() => one({ emptyDir: { sizeLimit: 'big' } }),
      { field: 'settings.volumes.data.emptyDir.sizeLimit', value: 'big' });
    expectRefused(() => tried({ Data: { path: '/data', emptyDir: {} } }), { field: 'volumes.Data', value: 'Data' });
  });

  test('are refused twice at one path, which a slash at its end makes no other', () => {
    for (const path of ['/data', '/data/', '//data'])
      expect(() => tried({ a: { path: '/data', emptyDir: {} }, b: { path, emptyDir: {} } })).toThrow("'/data'");
  });

  test('are refused where they are of the node, or of another kind than is said', () => {
    expectRefused(() => one({ hostPath: { path: '/var/log' } }), {
      field: 'settings.volumes.data.hostPath', value: { path: '/var/log' },
    });
    expectRefused(() => one({ secret: existing.configMap('settings') }),
      { field: 'settings.volumes.data.secret', value: 'settings' });
    expectRefused(() => one({ claim: existing.secret('login') }),
      { field: 'settings.volumes.data.claim', value: 'login' });
  });
});

describe('files of ConfigMaps and Secrets', () => {
  const items = { 'tls.key': { path: 'private/key', mode: 0o400 }, 'tls.crt': 'cert' };

  test('may be some of the keys, each where it is said, with a mode', () => {
    const listed = [{ key: 'tls.crt', path: 'cert' }, { key: 'tls.key', path: 'private/key', mode: 0o400 }];
    expect(sourceOf({ secret: { name: 'tls' }, items, defaultMode: 0o440, optional: true }))
      .toEqual({ name: 'data', secret: { secretName: 'tls', items: listed, defaultMode: 0o440, optional: true } });
    expect(sourceOf({ configMap: { name: 'tls' }, items, optional: false }))
      .toEqual({ name: 'data', configMap: { name: 'tls', items: listed, optional: false } });
  });

  test('are refused where two are one file, or one is none', () => {
    expectRefused(() => one({ secret: { name: 'tls' }, items: { a: 'x', b: 'x' } }),
      { field: 'volumes.data.items', value: 'x' });
    expectRefused(() => one({ secret: { name: 'tls' }, items: { a: { mode: 0o400 } } }),
      { field: 'volumes.data.items.a.path' });
    for (const path of ['/x', '../x', 'a/../x', '..x', ''])
      expectRefused(() => one({ secret: { name: 'tls' }, items: { a: { path } } }),
        { field: 'settings.volumes.data.items.a.path', value: path });
    expectRefused(() => one({ secret: { name: 'tls' }, items: { 'a b': 'x' } }),
      { field: 'settings.volumes.data.items.a b', value: 'a b' });
  });

  test.each([-1, 0o1000, 0.5, 440, '0440'])('are refused with the mode %j, which is none in octal', (mode) => {
    expectRefused(() => one({ configMap: { name: 'a' }, defaultMode: mode }),
      { field: 'settings.volumes.data.defaultMode', value: mode });
  });

  test.each([['items', { key: 'path' }], ['optional', true], ['defaultMode', 0o440], ['volumeMode', 'Block']])(
    'are what %s is for: on scratch space it has no meaning', (key, value) => {
      expectRefused(() => one({ emptyDir: {}, [key]: value }), { field: `volumes.data.${key}`, value });
    },
  );
});

describe('projected volumes', () => {
  const projected = [
    { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 7200 } },
    { downwardAPI: { labels: { podField: 'metadata.labels' } } },
    { configMap: { name: 'ca' }, items: { 'ca.crt': 'ca.crt' } },
    { secret: { name: 'login' }, optional: true },
  ];

  test('are several sources in one directory, read-only', () => {
    const { container } = one({ projected });
    expect(container['volumeMounts']).toEqual([{ name: 'data', mountPath: '/data', readOnly: true }]);
    expect(sourceOf({ projected, defaultMode: 0o444 })).toEqual({
      name: 'data',
      projected: {
        defaultMode: 0o444,
        sources: [
          { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 7200 } },
          { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
          { configMap: { name: 'ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          { secret: { name: 'login', optional: true } },
        ],
      },
    });
  });

  test('are refused where a source is nothing, or two things, or is told what it has not', () => {
    expectRefused(() => one({ projected: [{}] }), { field: 'volumes.data.projected[0]', value: [] });
    expectRefused(() => one({ projected: [{ secret: { name: 'a' }, configMap: { name: 'b' } }] }),
      { field: 'volumes.data.projected[0]', value: ['secret', 'configMap'] });
    expectRefused(() => one({ projected: [{ serviceAccountToken: { path: 'token' }, items: { a: 'b' } }] }),
      { field: 'volumes.data.projected[0].items', value: { a: 'b' } });
    expectRefused(() => one({ projected: [{ serviceAccountToken: { audience: 'vault' } }] }),
      { field: 'volumes.data.projected[0].serviceAccountToken.path' });
  });

  test('are refused with a token for less than ten minutes, and with two files of one path', () => {
    expectRefused(() => one({ projected: [{ serviceAccountToken: { path: 'token', expirationSeconds: 60 } }] }),
      { field: 'settings.volumes.data.projected[0].serviceAccountToken.expirationSeconds', value: 60 });
    expectRefused(() => one({ projected: [
      { serviceAccountToken: { path: 'x' } }, { secret: { name: 'a' }, items: { a: 'x' } },
    ] }), { field: 'volumes.data.projected', value: 'x' });
  });
});

describe('files with what is known of the pod', () => {
  const downwardAPI = {
    name: { podField: 'metadata.name' },
    'app/label': { podField: "metadata.labels['app']", mode: 0o400 },
    memory: containerResource('limits.memory', { divisor: '1Mi' }),
    cpu: { containerResource: 'requests.cpu', containerName: 'api' },
  };

  test('are fields of the pod, and resources of the container that mounts them or of another', () => {
    expect(sourceOf({ downwardAPI, defaultMode: 0o444 }, { role: 'sidecar' })).toEqual({
      name: 'data',
      downwardAPI: {
        defaultMode: 0o444,
        items: [
          { path: 'app/label', fieldRef: { fieldPath: "metadata.labels['app']" }, mode: 0o400 },
          { path: 'cpu', resourceFieldRef: { containerName: 'api', resource: 'requests.cpu' } },
          { path: 'memory', resourceFieldRef: { containerName: 'beside', resource: 'limits.memory', divisor: '1Mi' } },
          { path: 'name', fieldRef: { fieldPath: 'metadata.name' } },
        ],
      },
    });
  });

  test.each<[object, string, unknown]>([
    [{ ip: { podField: 'status.podIP' } }, 'ip.podField', 'status.podIP'],
    [{ x: { podField: "metadata.labels['a b']" } }, 'x.podField', "metadata.labels['a b']"],
    [{ x: { containerResource: 'limits.disk' } }, 'x', 'limits.disk'],
    [{ x: { containerResource: 'limits.cpu', divisor: '1Mi' } }, 'x.divisor', '1Mi'],
    [{ x: {} }, 'x', []],
    [{ x: { podField: 'metadata.name', containerResource: 'limits.cpu' } }, 'x', ['podField', 'containerResource']],
    [{ '/x': { podField: 'metadata.name' } }, '/x', '/x'],
  ])('are refused where they are none: %j', (given, field, value) => {
    expectRefused(() => one({ downwardAPI: given }), { field: `settings.volumes.data.downwardAPI.${field}`, value });
  });
});

describe('volumes of drivers, servers and images', () => {
  test('are made by a CSI driver, with a Secret of its own', () => {
    const csi = {
      driver: 'secrets-store.csi.k8s.io', readOnly: true, fsType: 'ext4',
      volumeAttributes: { secretProviderClass: 'api' }, nodePublishSecretRef: { name: 'vault' },
    };
    expect(sourceOf({ csi })).toEqual({ name: 'data', csi });
    expectRefused(() => one({ csi: { driver: 'Secrets Store' } }),
      { field: 'settings.volumes.data.csi.driver', value: 'Secrets Store' });
    expectRefused(() => one({ csi: { readOnly: true } }), { field: 'volumes.data.csi.driver' });
  });

  test('are directories of an NFS server, for a reason: restricted namespaces refuse them', () => {
    const nfs = { server: 'files.example.com', path: '/films', readOnly: true };
    const because = { 'volumes.data.nfs': 'the films are there' };
    expect(sourceOf({ nfs }, { because })).toEqual({ name: 'data', nfs });
    expect(one({ nfs }, { because }).reasons).toEqual([expect.objectContaining({ needed: true })]);
    expectRefused(() => one({ nfs }), { field: 'volumes.data.nfs', value: nfs });
    expectRefused(() => one({ nfs: { server: 'files' } }, { because }), { field: 'volumes.data.nfs.path' });
    expectRefused(() => one({ nfs: { server: 'files', path: 'films' } }, { because }),
      { field: 'settings.volumes.data.nfs.path', value: 'films' });
    // A node asks its own DNS, and not that of the cluster.
    expectRefused(() => one({ nfs: { server: text`files`, path: '/films' } }, { because }),
      { field: 'settings.volumes.data.nfs.server' });
  });

  test('are the files of an image, with a version, from the registry of the house', () => {
    const image = { reference: 'models/llama:3.1' };
    expect(sourceOf({ image })).toEqual({ name: 'data', image });
    expect(mountsOf({ emptyDir: undefined, image })).toEqual([{ name: 'data', mountPath: '/data', readOnly: true }]);
    expect(sourceOf({ image }, { settings: { registry: 'registry.example.com', imagePullPolicy: 'Always' } }))
      .toEqual({ name: 'data', image: { reference: 'registry.example.com/models/llama:3.1', pullPolicy: 'Always' } });
    expect(sourceOf({ image: { ...image, pullPolicy: 'Never' } }, { settings: { imagePullPolicy: 'Always' } }))
      .toEqual({ name: 'data', image: { ...image, pullPolicy: 'Never' } });
    expectRefused(() => one({ image: { reference: 'models/llama' } }),
      { field: 'settings.volumes.data.image.reference', value: 'models/llama' });
    expectRefused(() => one({ image }, { facts: on({ kubernetes: '1.35' }) }),
      { field: 'volumes.data.image', value: 'models/llama:3.1' });
  });

  test('are claims that come and go with the pod, of a tier of the platform', () => {
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } };
    expect(sourceOf({ ephemeral: { size: '10Gi' } }, { facts: onK3s() })).toEqual({
      name: 'data', ephemeral: { volumeClaimTemplate: { spec: { ...spec, storageClassName: 'local-path' } } },
    });
    const facts = on({ storage: { standard: {}, shared: { accessModes: ['ReadOnlyMany', 'ReadWriteMany'] } } });
    expect(sourceOf({ ephemeral: { size: '10Gi', tier: 'shared' } }, { facts }))
      .toHaveProperty('ephemeral.volumeClaimTemplate.spec.accessModes', ['ReadWriteMany']);
    expectRefused(() => one({ ephemeral: { size: '10Gi', tier: 'fast' } }, { facts }),
      { field: 'volumes.data.ephemeral.tier', value: 'fast' });
    expectRefused(() => one({ ephemeral: {} }, { facts }), { field: 'volumes.data.ephemeral.size' });
    expectRefused(() => one({ ephemeral: { size: '10Gi' } }, { facts: on({ storage: undefined }) }),
      { field: 'volumes.data.ephemeral.tier', value: 'standard' });
  });

  test('may be attached read-only as a whole', () => {
    expect(sourceOf({ claim: { ...existing.claim('films'), readOnly: true } }))
      .toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'films', readOnly: true } });
    expectRefused(() => one({ claim: { name: 'films', readOnly: 'yes' } }),
      { field: 'settings.volumes.data.claim.readOnly', value: 'yes' });
  });
});

describe('mounts', () => {
  test('may be several of one volume, each with what is said of it alone', () => {
    expect(mountsOf({
      readOnly: true, subPath: 'all',
      path: { '/a': {}, '/b': { subPathExpr: '$(POD_NAME)' }, '/c': { readOnly: false, subPath: 'c' } },
    })).toEqual([
      { name: 'data', mountPath: '/a', readOnly: true, subPath: 'all' },
      { name: 'data', mountPath: '/b', readOnly: true, subPathExpr: '$(POD_NAME)' },
      { name: 'data', mountPath: '/c', readOnly: false, subPath: 'c' },
    ]);
  });

  test('may be read-only with all that is mounted within, and hear of what the node mounts', () => {
    expect(mountsOf({ readOnly: true, recursiveReadOnly: 'IfPossible' }))
      .toEqual([{ name: 'data', mountPath: '/data', readOnly: true, recursiveReadOnly: 'IfPossible' }]);
    expect(mountsOf({ mountPropagation: 'HostToContainer' }))
      .toEqual([{ name: 'data', mountPath: '/data', mountPropagation: 'HostToContainer' }]);
    expect(mountsOf({ mountPropagation: 'Bidirectional' }, { settings: { security: { privileged: true } } }))
      .toEqual([{ name: 'data', mountPath: '/data', mountPropagation: 'Bidirectional' }]);
  });

  test.each<[string, object, string, unknown]>([
    ['two paths within the volume', { subPath: 'a', subPathExpr: 'b' }, 'subPathExpr', 'b'],
    ['recursion without readOnly', { recursiveReadOnly: 'Enabled' }, 'recursiveReadOnly', 'Enabled'],
    ['recursion and propagation', { readOnly: true, recursiveReadOnly: 'Enabled', mountPropagation: 'HostToContainer' },
      'recursiveReadOnly', 'Enabled'],
    ['propagation to the node', { mountPropagation: 'Bidirectional' }, 'mountPropagation', 'Bidirectional'],
    ['two paths, of one of several places', { path: { '/a': { subPath: 'a', subPathExpr: 'b' } } },
      'path./a.subPathExpr', 'b'],
  ])('are refused with %s', (_what, given, field, value) => {
    expectRefused(() => mountsOf(given), { field: `volumes.data.${field}`, value });
  });

  test.each([['subPath', '/a'], ['subPath', 'a/../b'], ['subPathExpr', '/$(POD_NAME)'], ['mountPropagation', 'Both']])(
    'are refused where %s is %j', (key, value) => {
      expectRefused(() => mountsOf({ [key]: value }), { field: `settings.volumes.data.${key}`, value });
      expectRefused(() => mountsOf({ path: { '/a': { [key]: value } } }),
        { field: `settings.volumes.data.path./a.${key}`, value });
    },
  );

  test('are refused what the Kubernetes of the platform does not know', () => {
    const facts = on({ kubernetes: '1.30' });
    expectRefused(() => mountsOf({ readOnly: true, recursiveReadOnly: 'Enabled' }, { facts }),
      { field: 'volumes.data.recursiveReadOnly', value: 'Enabled' });
  });

  test('are a device where the claim has no file system', () => {
    const { container } = one({ path: '/dev/xvdb', claim: { name: 'raw' }, volumeMode: 'Block' });
    expect(container).toEqual({ name: 'api', volumeDevices: [{ name: 'data', devicePath: '/dev/xvdb' }] });
    expect(sourceOf({ ephemeral: { size: '1Gi' }, volumeMode: 'Block' }))
      .toHaveProperty('ephemeral.volumeClaimTemplate.spec.volumeMode', 'Block');
    expectRefused(() => one({ claim: { name: 'raw' }, volumeMode: 'Block', path: { '/dev/a': {} } }),
      { field: 'volumes.data.path', value: { '/dev/a': {} } });
    expectRefused(() => one({ claim: { name: 'raw' }, volumeMode: 'Block', subPath: 'a' }),
      { field: 'volumes.data.subPath', value: 'a' });
  });
});
