import { createHash } from 'node:crypto';
import { containerResource, existing, peer, podField, secret, text } from 'charthouse';
import { draftPattern, type DraftedPattern, type DraftPatternOptions } from 'charthouse/testing';
import { configuration } from '../../lib/patterns/configuration/configuration';
import { expectRefused } from './support/errors';

const bus = peer({ namespace: 'bus', name: 'nats', port: 4222 });
const login = existing.secret('orders-login', ['password']);
const tried = (settings: object, options: DraftPatternOptions = {}): DraftedPattern =>
  draftPattern(configuration, { ...options, settings: { ...settings } });
const checksumOf = (files: object): unknown =>
  (tried({ files }).template['metadata'] as { annotations?: Record<string, unknown> })
    .annotations?.['charthouse.dev/files-checksum'];

describe('configuration', () => {
  test('is none where nothing is said: no ConfigMap, no checksum, no volume', () => {
    const { container, objects, template } = draftPattern(configuration);
    expect(container).toEqual({ name: 'api' });
    expect(objects).toEqual([]);
    expect(template).toEqual({
      metadata: { labels: { 'charthouse.dev/workload': 'api' } }, spec: { containers: [{ name: 'api' }] },
    });
  });

  test('has variables in the stated order, all of them text', () => {
    expect(tried({ env: { B: 'text', A: 4, ON: true, EMPTY: '', LATER: '$(B)' } }).container['env']).toEqual([
      { name: 'B', value: 'text' },
      { name: 'A', value: '4' },
      { name: 'ON', value: 'true' },
      { name: 'EMPTY', value: '' },
      { name: 'LATER', value: '$(B)' },
    ]);
  });

  test('has references as text, a port too', () => {
    expect(tried({ env: { URL: text`nats://${bus.address}`, PORT: bus.port } }).container['env']).toEqual([
      { name: 'URL', value: 'nats://nats.bus.svc:4222' }, { name: 'PORT', value: '4222' },
    ]);
  });

  test('takes keys of Secrets and ConfigMaps, and fields of the pod', () => {
    const env = {
      PASSWORD: login.key('password'),
      LEVEL: existing.configMap('settings').key('level'),
      IP: { podField: 'status.podIP' },
    };
    expect(tried({ env }).container['env']).toEqual([
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-login', key: 'password' } } },
      { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'settings', key: 'level' } } },
      { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ]);
  });

  test('takes keys of objects of the tree or of other libraries, by their name, and keys that may be absent', () => {
    const env = {
      USER: { secret: { name: 'db' }, key: 'user' },
      MODE: { configMap: { name: 'flags' }, key: 'mode', optional: true },
      PASSWORD: { secret: login, key: 'password', optional: false },
      TOKEN: login.key('password', { optional: true }),
    };
    const { container, draft } = tried({ env });
    expect(container['env']).toEqual([
      { name: 'USER', valueFrom: { secretKeyRef: { name: 'db', key: 'user' } } },
      { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'flags', key: 'mode', optional: true } } },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-login', key: 'password' } } },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'orders-login', key: 'password', optional: true } } },
    ]);
    expect(draft.needed('declared').map(({ name }) => name)).toEqual(['orders-login', 'orders-login']);
  });

  test('takes every field that a pod tells of itself, and resources of the container in a unit', () => {
    const fields = [
      'metadata.name', 'metadata.namespace', 'metadata.uid', "metadata.labels['example.com/tier']",
      "metadata.annotations['note']", 'spec.nodeName', 'spec.serviceAccountName', 'status.podIP', 'status.podIPs',
      'status.hostIP', 'status.hostIPs',
    ] as const;
    const env = Object.fromEntries(fields.map((field, index) => [`F${index}`, podField(field)]));
    expect(tried({ env }).container['env']).toEqual(fields.map((fieldPath, index) =>
      ({ name: `F${index}`, valueFrom: { fieldRef: { fieldPath } } })));
    expect(tried({ env: {
      MIB: containerResource('limits.memory', { divisor: '1Mi' }), CORES: containerResource('requests.cpu'),
      PAGES: containerResource('limits.hugepages-2Mi', { divisor: '1' }),
    } }).container['env']).toEqual([
      { name: 'MIB', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
      { name: 'CORES', valueFrom: { resourceFieldRef: { resource: 'requests.cpu' } } },
      { name: 'PAGES', valueFrom: { resourceFieldRef: { resource: 'limits.hugepages-2Mi', divisor: '1' } } },
    ]);
  });

  test('takes whole ConfigMaps and Secrets in their order, with a prefix or not', () => {
    const envFrom = [
      { configMap: existing.configMap('flags'), prefix: 'FLAG_' },
      { secret: { name: 'db' }, optional: true },
      { configMap: { name: 'flags' } },
    ];
    const { container, draft } = tried({ envFrom });
    expect(container['envFrom']).toEqual([
      { prefix: 'FLAG_', configMapRef: { name: 'flags' } },
      { secretRef: { name: 'db', optional: true } },
      { configMapRef: { name: 'flags' } },
    ]);
    expect(draft.needed('declared')).toEqual([expect.objectContaining({ kind: 'ConfigMap', name: 'flags' })]);
  });

  test('puts a variable after those that it refers to, whoever adds them, and leaves the others in their order', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      draft.containers('main').add('env', 'HOST', { value: 'db.$(ZONE)' });
      draft.containers('main').add('env', 'ZONE', { value: 'a' });
    };
    const env = { URL: text`postgres://$(USER)@$(HOST)/${'orders'}`, B: 'b', USER: login.key('password'), A: '$$(LAST)',
      LAST: '$(UNKNOWN)$(' };
    expect((tried({ env }, { others }).container['env'] as { name: string }[]).map(({ name }) => name))
      .toEqual(['USER', 'ZONE', 'HOST', 'URL', 'B', 'A', 'LAST']);
  });

  test('refuses variables that refer to themselves, unless those of an envFrom may be meant', () => {
    expectRefused(() => tried({ env: { PATH: '/app:$(PATH)' } }), { field: 'env.PATH', value: '/app:$(PATH)' });
    expectRefused(() => tried({ env: { X: '1', A: '$(B)', B: '$(X)$(C)', C: '$(A)' } }, { role: 'sidecar' }),
      { field: 'sidecars.beside.env.A', value: '$(B)' });
    expect(tried({ env: { PATH: '/app:$(PATH)' }, envFrom: [{ secret: login }] }).container['env'])
      .toEqual([{ name: 'PATH', value: '/app:$(PATH)' }]);
  });

  test('refuses a key that is written by hand, and names no object or no key', () => {
    const of = (reference: object): (() => unknown) => () => tried({ env: { A: { configMapKey: reference } } });
    expectRefused(of({ name: '', key: 'a' }), { field: 'settings.env.A.configMapKey.name', value: '' });
    expectRefused(of({ key: 'a' }), { field: 'settings.env.A.configMapKey.name' });
    expectRefused(of({ name: 'flags', key: '../a' }), { field: 'settings.env.A.configMapKey.key', value: '../a' });
    expectRefused(of({ name: 'flags' }), { field: 'settings.env.A.configMapKey.key' });
    expectRefused(() => tried({ env: { A: { secretKey: { name: 'A B', key: 'a' } } } }),
      { field: 'settings.env.A.secretKey.name', value: 'A B' });
  });

  test('vouches for the Secret whose key it takes', () => {
    expect(tried({ env: { PASSWORD: login.key('password') } }).draft.needed('declared'))
      .toEqual([expect.objectContaining({ kind: 'Secret', name: 'orders-login' })]);
  });

  test('leads the value of a secret into a Secret, under a name of its own for each container', () => {
    const env = { TOKEN: secret({ apply: () => undefined } as never) };
    expect(tried({ env }).container['env'])
      .toEqual([{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'api-secrets', key: 'TOKEN' } } }]);
    expect(tried({ env }, { role: 'sidecar' }).draft.entries('secretValues').map(({ key }) => key))
      .toEqual(['beside.TOKEN']);
  });

  test('has files from a ConfigMap with a stable name, read-only, each at its own path', () => {
    const { container, objects, template } = tried({ files: { '/etc/api/config.yaml': 'a: 1\n', '/etc/b c': '' } });
    expect(objects).toEqual([{
      kind: 'ConfigMap',
      role: '',
      name: 'api-files',
      body: { data: { 'etc-api-config.yaml': 'a: 1\n', 'etc-b-c': '' } },
    }]);
    expect(template).toHaveProperty('spec.volumes', [{ name: 'config-files', configMap: { name: 'api-files' } }]);
    expect(container['volumeMounts']).toEqual([
      { name: 'config-files', mountPath: '/etc/api/config.yaml', subPath: 'etc-api-config.yaml', readOnly: true },
      { name: 'config-files', mountPath: '/etc/b c', subPath: 'etc-b-c', readOnly: true },
    ]);
  });

  test('keeps the file of a sidecar apart from that of the main container', () => {
    expect(tried({ files: { '/etc/a': 'x' } }, { role: 'sidecar' }).objects[0]?.body)
      .toEqual({ data: { 'beside.etc-a': 'x' } });
  });

  test('rolls the pods when a file changes, and only then', () => {
    const [before, same, content, path] = [
      { '/etc/a': 'x' }, { '/etc/a': 'x' }, { '/etc/a': 'y' }, { '/etc/b': 'x' },
    ].map(checksumOf);
    const expected = createHash('sha256').update(JSON.stringify([['etc-a', 'x']])).digest('hex').slice(0, 32);
    expect(before).toBe(expected);
    expect(same).toBe(before);
    expect(new Set([before, content, path]).size).toBe(3);
  });

  test('counts a reference in a file by what it is written as', () => {
    expect(checksumOf({ '/etc/a': text`${bus.hostname}` })).toBe(checksumOf({ '/etc/a': 'nats.bus.svc' }));
  });

  test('refuses a file at a path that is none', () => {
    for (const path of ['etc/a', '/etc/', '/', '/etc/a:b', '/etc/../a', '/etc/.'])
      expectRefused(() => tried({ files: { [path]: '' } }), { field: `files.${path}`, value: path });
  });

  test('keeps files apart whose words are the same, in whatever order', () => {
    const written = (files: object): unknown => tried({ files }).objects[0]?.body;
    expect(written({ '/etc/a-b': '1', '/etc/a/b': '2' })).toEqual(written({ '/etc/a/b': '2', '/etc/a-b': '1' }));
    const { container, objects } = tried({ files: { '/etc/a-b': '1', '/etc/a/b': '2' } });
    const other = expect.stringMatching(/^etc-a-b-[0-9a-f]{6}$/) as string;
    expect(Object.entries((objects[0]?.body as { data: object }).data)).toEqual([['etc-a-b', '2'], [other, '1']]);
    expect(container['volumeMounts']).toMatchObject([
      { mountPath: '/etc/a-b', subPath: other }, { mountPath: '/etc/a/b', subPath: 'etc-a-b' },
    ]);
  });

  test('gives a file a mode, and then lists every file of the volume', () => {
    const { objects, template } = tried({ files: { '/etc/a': 'x', '/run.sh': { content: 'true', mode: 0o755 } } });
    expect(objects[0]?.body).toEqual({ data: { 'etc-a': 'x', 'run.sh': 'true' } });
    expect(template).toHaveProperty('spec.volumes.0.configMap', {
      name: 'api-files', items: [{ key: 'etc-a', path: 'etc-a' }, { key: 'run.sh', path: 'run.sh', mode: 0o755 }],
    });
  });

  test('writes bytes as they are, and counts them by what they are', () => {
    const bytes = Uint8Array.of(0, 255, 7);
    const { objects } = tried({ files: { '/etc/a': bytes, '/etc/b': { content: Buffer.from('x') }, '/etc/c': 'y' } });
    expect(objects[0]?.body).toEqual({ data: { 'etc-c': 'y' }, binaryData: { 'etc-a': 'AP8H', 'etc-b': 'eA==' } });
    expect(checksumOf({ '/etc/a': bytes })).not.toBe(checksumOf({ '/etc/a': Uint8Array.of(0, 255, 8) }));
  });

  test('holds 1 MiB of files, and refuses one byte more, whenever that is known', () => {
    const half = 'x'.repeat(524_288);
    const files = { '/etc/a': half, '/etc/b': new Uint8Array(524_288) };
    expect(tried({ files }).objects).toHaveLength(1);
    for (const more of ['é', text`${bus.hostname}`])
      expectRefused(() => tried({ files: { ...files, '/etc/c': more } }), { field: 'files./etc/a', value: 524_288 });
  });

  test('refuses a path that is too long for a key', () => {
    const files = { [`/${'a'.repeat(253)}`]: '' };
    expect(tried({ files }).objects).toHaveLength(1);
    expectRefused(() => tried({ files }, { role: 'sidecar' }), { field: `sidecars.beside.files./${'a'.repeat(253)}` });
    expectRefused(() => tried({ files: { [`/${'a'.repeat(254)}`]: '' } }), { field: `files./${'a'.repeat(254)}` });
  });

  test('refuses data that nobody says how to write, and what is neither', () => {
    expectRefused(() => tried({ files: { '/etc/a.yaml': { level: 1 } } }),
      { field: 'settings.files./etc/a.yaml', value: { level: 1 } });
    expectRefused(() => tried({ files: { '/etc/a': 4 } }), { field: 'settings.files./etc/a', value: 4 });
    expectRefused(() => tried({ files: { '/etc/a': { content: 'x', mode: 755 } } }),
      { field: 'settings.files./etc/a.mode', value: 755 });
    expectRefused(() => tried({ files: { '/etc/a': { mode: 0o755 } } }), { field: 'files./etc/a.content' });
  });

  test('has keys that ConfigMaps take, whatever the path', () => {
    expect(tried({ files: { '/..a': '1', '/.b': '2', '/ü c': '3' } }).objects[0]?.body)
      .toEqual({ data: { '--a': '1', '.b': '2', '--c': '3' } });
  });

  test('refuses a variable whose name or value is none', () => {
    expectRefused(() => tried({ env: { '1A': 'x' } }), { field: 'env.1A', value: '1A' });
    expectRefused(() => tried({ env: { A: { key: 'x' } } }), { field: 'settings.env.A', value: { key: 'x' } });
    expectRefused(() => tried({ env: { A: { podField: 'status.ip' } } }),
      { field: 'settings.env.A.podField', value: 'status.ip' });
  });
});
