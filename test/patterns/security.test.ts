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
    expect(() => tried({ writable: [`/${'a'.repeat(60)}`] })).toThrow('writable');
  });
});
