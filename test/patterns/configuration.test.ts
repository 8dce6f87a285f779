import { createHash } from 'node:crypto';
import { existing, peer, secret, text } from 'charthouse';
import { draftPattern, type DraftedPattern, type DraftPatternOptions } from 'charthouse/testing';
import { configuration } from '../../lib/patterns/configuration';
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
    for (const path of ['etc/a', '/etc/', '/', '/etc/a:b'])
      expectRefused(() => tried({ files: { [path]: '' } }), { field: `files.${path}`, value: path });
  });

  test('refuses two files that would be one key', () => {
    expect(() => tried({ files: { '/etc/a-b': '', '/etc/a/b': '' } })).toThrow("two entries 'etc-a-b'");
  });

  test('refuses a variable whose name or value is none', () => {
    expectRefused(() => tried({ env: { '1A': 'x' } }), { field: 'env.1A', value: '1A' });
    expectRefused(() => tried({ env: { A: { key: 'x' } } }), { field: 'settings.env.A', value: { key: 'x' } });
    expectRefused(() => tried({ env: { A: { podField: 'status.ip' } } }),
      { field: 'settings.env.A.podField', value: 'status.ip' });
  });
});
