import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { podSecurity } from '../../lib/patterns/pod-security';
import { security } from '../../lib/patterns/security';
import { expectRefused } from './support/errors';
import { on } from './support/facts';

const tried = (settings: object, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(podSecurity, { ...options, settings: { ...settings } });
const context = (stated: object, options: DraftPatternOptions = {}): unknown =>
  (tried({ podSecurity: stated }, options).template['spec'] as { readonly securityContext: unknown }).securityContext;

describe('security of the whole pod', () => {
  test('says nothing by itself', () => {
    expect(tried({}).template['spec']).toEqual({ containers: [{ name: 'api' }] });
    expect(tried({ podSecurity: {} }).template['spec']).toEqual({ containers: [{ name: 'api' }] });
  });

  test('has groups', () => {
    expect(context({ fsGroup: 2000, fsGroupChangePolicy: 'Always', supplementalGroups: [3000, 0, 3000] }))
      .toEqual({ fsGroup: 2000, fsGroupChangePolicy: 'Always', supplementalGroups: [0, 3000] });
    expect(context({ supplementalGroupsPolicy: 'Strict' })).toEqual({ supplementalGroupsPolicy: 'Strict' });
  });

  test('states no group of volumes where admission gives each namespace its own', () => {
    expect(context({ fsGroup: 2000, supplementalGroups: [1] }, { facts: on({ assignsUsers: true }) }))
      .toEqual({ supplementalGroups: [1] });
  });

  test('has profiles', () => {
    const profiles = {
      seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/api.json' },
      appArmorProfile: { type: 'Localhost', localhostProfile: 'api' },
      seLinuxOptions: { level: 's0:c1,c2', type: 'container_kvm_t' },
      seLinuxChangePolicy: 'Recursive',
    };
    expect(context(profiles)).toEqual(profiles);
  });

  test('has kernel parameters, by name', () => {
    const sysctls = { 'net.ipv4.tcp_keepalive_time': '600', 'kernel.shm_rmid_forced': '1' };
    expect(context({ sysctls })).toEqual({
      sysctls: [
        { name: 'kernel.shm_rmid_forced', value: '1' }, { name: 'net.ipv4.tcp_keepalive_time', value: '600' },
      ],
    });
  });

  test('takes users of its own, and processes in common', () => {
    expect(tried({ hostUsers: false, shareProcessNamespace: true }).template['spec'])
      .toEqual({ containers: [{ name: 'api' }], hostUsers: false, shareProcessNamespace: true });
    const old = on({ kubernetes: '1.32' });
    expectRefused(() => tried({ hostUsers: false }, { facts: old }), { field: 'hostUsers', value: false });
    expect(tried({ hostUsers: true }, { facts: old }).template).toHaveProperty('spec.hostUsers', true);
  });

  test.each([
    [{ seccompProfile: { type: 'Unconfined' } }, 'podSecurity.seccompProfile', 'Unconfined'],
    [{ appArmorProfile: { type: 'Unconfined' } }, 'podSecurity.appArmorProfile', 'Unconfined'],
    [{ seLinuxOptions: { user: 'system_u' } }, 'podSecurity.seLinuxOptions.user', 'system_u'],
    [{ seLinuxOptions: { role: 'object_r' } }, 'podSecurity.seLinuxOptions.role', 'object_r'],
    [{ seLinuxOptions: { type: 'spc_t' } }, 'podSecurity.seLinuxOptions.type', 'spc_t'],
    [{ sysctls: { 'net.core.somaxconn': '1024' } }, 'podSecurity.sysctls.net.core.somaxconn', 'net.core.somaxconn'],
  ])('leaves "baseline" by %j only for a reason', (stated, field, value) => {
    expectRefused(() => context(stated), { field, value });
    const [key = ''] = Object.keys(stated);
    const { reasons } = tried({ podSecurity: stated }, { because: { [`podSecurity.${key}`]: 'the vendor says so' } });
    expect(reasons).toEqual([expect.objectContaining({ subject: `podSecurity.${key}`, needed: true })]);
  });

  test.each([
    [{ seccompProfile: { type: 'Localhost' } }, 'podSecurity.seccompProfile.localhostProfile', undefined],
    [{ seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a' } },
      'podSecurity.seccompProfile.localhostProfile', 'a'],
    [{ seccompProfile: { type: 'Localhost', localhostProfile: '/a' } },
      'settings.podSecurity.seccompProfile.localhostProfile', '/a'],
    [{ seccompProfile: { type: 'Localhost', localhostProfile: 'a/../b' } },
      'settings.podSecurity.seccompProfile.localhostProfile', 'a/../b'],
    [{ appArmorProfile: { localhostProfile: 'a' } }, 'podSecurity.appArmorProfile.type', undefined],
    [{ appArmorProfile: { type: 'Localhost', localhostProfile: ' a' } },
      'settings.podSecurity.appArmorProfile.localhostProfile', ' a'],
    [{ fsGroup: -1 }, 'settings.podSecurity.fsGroup', -1],
    [{ supplementalGroups: [2 ** 31] }, 'settings.podSecurity.supplementalGroups[0]', 2 ** 31],
    [{ sysctls: { 'Net.Core': '1' } }, 'podSecurity.sysctls.Net.Core', 'Net.Core'],
    [{ sysctls: { 'kernel.shm_rmid_forced': 1 } }, 'settings.podSecurity.sysctls.kernel.shm_rmid_forced', 1],
  ])('is refused as %j', (stated, field, value) => {
    expectRefused(() => context(stated), value === undefined ? { field } : { field, value });
  });
});

describe('what it states', () => {
  const claimed = (settings: object): unknown =>
    draftPattern(security, { settings: { ...settings } }).template['spec'];

  test('`security` leaves to it', () => {
    const podSecurity = { fsGroup: 2000, seccompProfile: { type: 'Localhost', localhostProfile: 'a' } };
    expect(claimed({ user: 999, podSecurity })).toMatchObject({
      securityContext: { runAsUser: 999, runAsGroup: 999, fsGroupChangePolicy: 'OnRootMismatch' },
    });
    expect(claimed({ user: 999, podSecurity })).not.toHaveProperty('securityContext.fsGroup');
    expect(claimed({ user: 999, podSecurity })).not.toHaveProperty('securityContext.seccompProfile');
    expect(claimed({ user: 999, podSecurity: { fsGroupChangePolicy: 'Always' } }))
      .not.toHaveProperty('securityContext.fsGroupChangePolicy');
  });
});
