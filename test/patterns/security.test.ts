import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { security } from '../../lib/patterns/security';
import { expectRefused } from './support/errors';
import { on } from './support/facts';

const tried = (settings: object, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(security, { ...options, settings: { ...settings } });
const podContext = (settings: object, options: DraftPatternOptions = {}): unknown =>
  (tried(settings, options).template['spec'] as { readonly securityContext: unknown }).securityContext;
const restricted = {
  readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, privileged: false, capabilities: { drop: ['ALL'] },
};
const unstated = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

describe('security', () => {
  test.each(['main', 'container', 'sidecar', 'init'] as const)('restricts a container of role %s', (role) => {
    expect(draftPattern(security, { role }).container['securityContext']).toEqual(restricted);
  });

  test("runs as the image's own user, who must not be root", () => {
    expect(podContext({})).toEqual(unstated);
  });

  test('runs as the stated user, whose number is the group of the volumes too', () => {
    expect(podContext({ user: 999 })).toEqual({
      ...unstated, runAsUser: 999, runAsGroup: 999, fsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch',
    });
    expect(podContext({ user: 999, group: 2000 })).toMatchObject({ runAsUser: 999, runAsGroup: 2000, fsGroup: 2000 });
    expect(podContext({ group: 2000 })).toMatchObject({ runAsGroup: 2000, fsGroup: 2000 });
    expect(podContext({ group: 2000 })).not.toHaveProperty('runAsUser');
  });

  test('states no number where admission gives each namespace its own', () => {
    expect(podContext({ user: 999, group: 999 }, { facts: on({ assignsUsers: true }) })).toEqual(unstated);
  });

  test('leaves /tmp writable, and further directories besides', () => {
    const { container, template } = tried({ writable: ['/var/run/App', '/tmp'] });
    expect(container['volumeMounts']).toEqual([
      { name: 'writable-tmp', mountPath: '/tmp' }, { name: 'writable-var-run-app', mountPath: '/var/run/App' },
    ]);
    expect(template).toHaveProperty('spec.volumes', [
      { name: 'writable-tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'writable-var-run-app', emptyDir: { sizeLimit: '64Mi' } },
    ]);
  });

  test('gives each further container a /tmp of its own', () => {
    expect(draftPattern(security, { role: 'sidecar' }).template)
      .toHaveProperty('spec.volumes', [{ name: 'beside-writable-tmp', emptyDir: { sizeLimit: '64Mi' } }]);
  });

  test('leaves nothing writable by false', () => {
    const { container, template } = tried({ writable: false });
    expect(container).not.toHaveProperty('volumeMounts');
    expect(template).not.toHaveProperty('spec.volumes');
  });

  test.each([
    [{ readOnlyRootFilesystem: false }, { readOnlyRootFilesystem: false }],
    [{ allowPrivilegeEscalation: true }, { allowPrivilegeEscalation: true }],
    [{ privileged: true }, { privileged: true, allowPrivilegeEscalation: true }],
    [{ runAsNonRoot: false }, { runAsNonRoot: false }],
    [{ capabilities: ['NET_BIND_SERVICE'] }, { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }],
  ])('relaxes nothing but %j, and only with a reason', (relaxation, expected) => {
    const [field = ''] = Object.keys(relaxation);
    expectRefused(() => tried({ security: relaxation }), { field: `security.${field}` });
    const { container, reasons } = tried({ security: relaxation }, { because: { [`security.${field}`]: 'a reason' } });
    expect(container['securityContext']).toEqual({ ...restricted, ...expected });
    expect(reasons).toEqual([expect.objectContaining({ subject: `security.${field}`, needed: true })]);
  });

  test('lets one container be another user than the others, without a reason', () => {
    expect(draftPattern(security, {
      role: 'sidecar', settings: { security: { runAsUser: 101, runAsGroup: 0 } },
    }).container['securityContext']).toEqual({ ...restricted, runAsUser: 101, runAsGroup: 0 });
  });

  test('lets it be root only where it need not be somebody else', () => {
    expectRefused(() => tried({ security: { runAsUser: 0 } }), { field: 'security.runAsUser', value: 0 });
    const because = { 'security.runAsNonRoot': 'binds the socket of the node' };
    expect(tried({ security: { runAsUser: 0, runAsNonRoot: false } }, { because }).container['securityContext'])
      .toEqual({ ...restricted, runAsUser: 0, runAsNonRoot: false });
  });

  test('states no number of a container where admission gives each namespace its own', () => {
    const facts = on({ assignsUsers: true });
    expect(tried({ security: { runAsUser: 101, runAsGroup: 101 } }, { facts }).container['securityContext'])
      .toEqual(restricted);
  });

  test.each([
    { seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/audit.json' } },
    { appArmorProfile: { type: 'RuntimeDefault' } },
    { procMount: 'Default' },
    { seLinuxOptions: { type: 'container_init_t', level: 's0:c1' } },
  ])('confines by %j without a reason', (settings) => {
    expect(tried({ security: settings }).container['securityContext']).toEqual({ ...restricted, ...settings });
  });

  test.each([
    ['seccompProfile', { type: 'Unconfined' }, 'seccompProfile'],
    ['appArmorProfile', { type: 'Unconfined' }, 'appArmorProfile'],
    ['procMount', 'Unmasked', 'procMount'],
    ['seLinuxOptions', { user: 'system_u' }, 'seLinuxOptions.user'],
    ['seLinuxOptions', { type: 'spc_t' }, 'seLinuxOptions.type'],
  ])('confines less by %s %j only with a reason', (key, value, field) => {
    const others: DraftPatternOptions['others'] = (draft) => { draft.claimPod({ hostUsers: false }); };
    expectRefused(() => tried({ security: { [key]: value } }, { others }), { field: `security.${field}` });
    const because = { [`security.${field}`]: 'it traces system calls' };
    const { container, reasons } = tried({ security: { [key]: value } }, { others, because });
    expect(container['securityContext']).toEqual({ ...restricted, [key]: value });
    expect(reasons).toEqual([expect.objectContaining({ needed: true })]);
  });

  test('shows all of /proc only in a user namespace, as the API server demands', () => {
    const because = { 'security.procMount': 'it builds images' };
    expectRefused(() => tried({ security: { procMount: 'Unmasked' } }, { because }),
      { field: 'security.procMount', value: 'Unmasked' });
  });

  test('refuses profiles that are half, and capabilities by another name', () => {
    expectRefused(() => tried({ security: { seccompProfile: { type: 'Localhost' } } }),
      { field: 'security.seccompProfile.localhostProfile' });
    expectRefused(() => tried({ security: { seccompProfile: { type: 'Localhost', localhostProfile: '/etc/a' } } }),
      { field: 'settings.security.seccompProfile.localhostProfile', value: '/etc/a' });
    expectRefused(() => tried({ security: { appArmorProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } } }),
      { field: 'security.appArmorProfile.localhostProfile', value: 'a' });
    expectRefused(() => tried({ security: { capabilities: ['CAP_CHOWN'] } }),
      { field: 'settings.security.capabilities[0]', value: 'CAP_CHOWN' });
  });

  test('mounts no writable directory where the root is writable', () => {
    const because = { 'security.readOnlyRootFilesystem': 'writes beside itself' };
    const { container } = tried({ security: { readOnlyRootFilesystem: false } }, { because });
    expect(container).not.toHaveProperty('volumeMounts');
  });

  test('is off by false, which takes a reason', () => {
    expectRefused(() => tried({ security: false }), { field: 'security.readOnlyRootFilesystem', value: false });
    const fields = ['readOnlyRootFilesystem', 'allowPrivilegeEscalation', 'privileged', 'runAsNonRoot', 'capabilities'];
    const because = Object.fromEntries(fields.map((field) => [`security.${field}`, 'the vendor says so']));
    const { container, template } = tried({ security: false }, { because });
    expect(container).toEqual({ name: 'api' });
    expect(template['spec']).toEqual({ containers: [{ name: 'api' }] });
  });

  test('refuses root by number, and directories that are none', () => {
    expectRefused(() => tried({ user: 0 }), { field: 'settings.user', value: 0 });
    expectRefused(() => tried({ writable: ['cache'] }), { field: 'settings.writable[0]', value: 'cache' });
    expectRefused(() => tried({ writable: ['/'] }), { field: 'settings.writable[0]', value: '/' });
  });

  test('has a volume of its own for each writable directory, whose name is legal and no other one’s', () => {
    const volumesOf = (writable: readonly string[]): unknown =>
      (tried({ writable, scratch: { paths: [] } }).template['spec'] as { volumes: { name: string }[] })
        .volumes.map(({ name }) => name).sort();
    expect(volumesOf(['/var/run', '/var-run'])).toEqual(volumesOf(['/var-run', '/var/run']));
    expect(volumesOf(['/var/run', '/var-run']))
      .toEqual(['writable-var-run', expect.stringMatching(/^writable-var-run-[0-9a-f]{6}$/)]);
    expect(volumesOf(['/var/run', '/var/run/', '/var//run'])).toEqual(['writable-var-run']);
    expect(volumesOf([`/${'a'.repeat(60)}`])).toEqual([`writable-${'a'.repeat(54)}`]);
  });
});
