import { draftPattern, type DraftedPattern } from 'charthouse/testing';
import { hostAccess } from '../../lib/patterns/host-access';
import { expectRefused } from './support/errors';
import { agent } from './support/facts';

const because = { hostPaths: 'reads the logs of every pod' };
const tried = (hostPaths: object, reasons = because): DraftedPattern =>
  draftPattern(hostAccess, { facts: agent, settings: { hostPaths }, because: reasons });

describe('host access', () => {
  test('is none where nothing is said, and then takes no reason', () => {
    const { container, reasons, template } = draftPattern(hostAccess, { facts: agent, because });
    expect(container).toEqual({ name: 'api' });
    expect(template['spec']).toEqual({ containers: [{ name: 'api' }] });
    expect(reasons).toEqual([expect.objectContaining({ subject: 'hostPaths', needed: false })]);
  });

  test('is read-only, at the same path, and needs the reason', () => {
    const { container, reasons, template } = tried({ '/var/log': {} });
    expect(container['volumeMounts']).toEqual([{ name: 'host-var-log', mountPath: '/var/log', readOnly: true }]);
    expect(template).toHaveProperty('spec.volumes', [{ name: 'host-var-log', hostPath: { path: '/var/log' } }]);
    expect(reasons).toEqual([expect.objectContaining({ subject: 'hostPaths', needed: true })]);
  });

  test('may be elsewhere in the container, writable, and made where it is missing', () => {
    const { container, template } = tried({
      '/var/lib/collector': { mountPath: '/state', readOnly: false, type: 'DirectoryOrCreate' },
    });
    expect(container['volumeMounts'])
      .toEqual([{ name: 'host-var-lib-collector', mountPath: '/state', readOnly: false }]);
    expect(template)
      .toHaveProperty('spec.volumes.0.hostPath', { path: '/var/lib/collector', type: 'DirectoryOrCreate' });
  });

  test.each(['Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket', 'CharDevice', 'BlockDevice'])(
    'may have to be a %s', (type) => {
      expect(tried({ '/x': { type } }).template).toHaveProperty('spec.volumes.0.hostPath.type', type);
    },
  );

  test.each([['/', 'host'], ['/var/log/', 'host-var-log'], ['/run/k3s/x.sock', 'host-run-k3s-x-sock'],
    [`/${'a'.repeat(57)}/b`, `host-${'a'.repeat(57)}`]])('has a legal volume name for %s', (path, name) => {
    expect(tried({ [path]: { mountPath: '/host' } }).template).toHaveProperty('spec.volumes.0.name', name);
  });

  test('has a volume for each path, though their words are the same, in whatever order', () => {
    const namesOf = (paths: readonly string[]): unknown =>
      (tried(Object.fromEntries(paths.map((path) => [path, {}]))).template['spec'] as { volumes: { name: string }[] })
        .volumes.map(({ name }) => name);
    expect(namesOf(['/var-log', '/var/log'])).toEqual(namesOf(['/var/log', '/var-log']));
    expect(namesOf(['/var-log', '/var/log']))
      .toEqual(['host-var-log', expect.stringMatching(/^host-var-log-[0-9a-f]{6}$/)]);
  });

  test('may hear of what the node mounts later, and be a part of the directory', () => {
    const { container } = tried({
      '/': { mountPath: '/host', mountPropagation: 'HostToContainer' }, '/sys': { subPath: 'fs', readOnly: false },
    });
    expect(container['volumeMounts']).toEqual([
      { name: 'host', mountPath: '/host', readOnly: true, mountPropagation: 'HostToContainer' },
      { name: 'host-sys', mountPath: '/sys', readOnly: false, subPath: 'fs' },
    ]);
    expectRefused(() => tried({ '/dev': { mountPropagation: 'Bidirectional' } }),
      { field: 'hostPaths./dev.mountPropagation', value: 'Bidirectional' });
  });

  test('is refused without a reason', () => {
    expectRefused(() => draftPattern(hostAccess, { facts: agent, settings: { hostPaths: { '/var/log': {} } } }),
      { field: 'hostPaths', value: ['/var/log'] });
  });

  test('is refused at a path that is none', () => {
    expectRefused(() => tried({ 'var/log': {} }), { field: 'hostPaths.var/log', value: 'var/log' });
    expectRefused(() => tried({ '/var/../log': {} }), { field: 'hostPaths./var/../log', value: '/var/../log' });
    expectRefused(() => tried({ '/': {} }), { field: 'hostPaths./.mountPath', value: '/' });
    expectRefused(() => tried({ '/var/log': { type: 'Folder' } }),
      { field: 'settings.hostPaths./var/log.type', value: 'Folder' });
  });

  test('is for agents alone', () => {
    expect(hostAccess.fits).toEqual(['perNode']);
  });
});
