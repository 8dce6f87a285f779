import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { hostNamespaces } from '../../lib/patterns/host-namespaces';
import { expectRefused } from './support/errors';
import { agent, listening } from './support/facts';

const because = { hostNetwork: 'a network agent', hostPID: 'it counts processes', hostIPC: 'it reads their queues' };
const tried = (settings: object, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> => {
  const needed = Object.fromEntries(Object.entries(because).filter(([key]) => key in settings));
  return draftPattern(hostNamespaces, { because: needed, facts: agent, ...options, settings: { ...settings } });
};
const pod = (settings: object, claimed: object = {}): unknown =>
  tried(settings, { others: (draft) => { draft.claimPod(claimed); } }).template['spec'];
const containers = [{ name: 'api' }];

describe('namespaces of the host', () => {
  test('are not shared, and nothing is said of it', () => {
    expect(pod({})).toEqual({ containers });
    expect(pod({ hostNetwork: false })).toEqual({ containers });
  });

  test.each(['hostNetwork', 'hostPID', 'hostIPC'] as const)('are shared for a reason: %s', (field) => {
    expectRefused(() => tried({ [field]: true }, { because: {} }), { field, value: true });
    const { template, reasons } = tried({ [field]: true });
    expect(template['spec']).toMatchObject({ containers, [field]: true });
    expect(reasons).toEqual([expect.objectContaining({ subject: field, needed: true })]);
  });

  test.each([
    [{ hostNetwork: true }, { hostUsers: false }, 'hostUsers', false],
    [{ hostPID: true }, { hostUsers: false }, 'hostUsers', false],
    [{ hostIPC: true }, { hostUsers: false }, 'hostUsers', false],
    [{ hostPID: true }, { shareProcessNamespace: true }, 'shareProcessNamespace', true],
    [{ hostNetwork: true }, { dnsPolicy: 'ClusterFirst' }, 'dnsPolicy', 'ClusterFirst'],
    [{ hostNetwork: true }, { securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } },
      'podSecurity.sysctls.net.core.somaxconn', 'net.core.somaxconn'],
    [{ hostIPC: true }, { securityContext: { sysctls: [{ name: 'kernel/shmmax', value: '1' }] } },
      'podSecurity.sysctls.kernel/shmmax', 'kernel/shmmax'],
  ])('with %j do not go with %j, which Kubernetes refuses beside them', (settings, claimed, field, value) => {
    expectRefused(() => pod(settings, claimed), { field, value });
  });

  test.each([
    [{}, { hostUsers: false, shareProcessNamespace: true, dnsPolicy: 'ClusterFirst' }],
    [{ hostNetwork: true }, { dnsPolicy: 'Default', shareProcessNamespace: true, hostUsers: true }],
    [{ hostNetwork: true }, { securityContext: { sysctls: [{ name: 'kernel.sem', value: '1' }] } }],
    [{ hostPID: true, hostIPC: true }, { securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } }],
  ])('with %j go with %j', (settings, claimed) => {
    expect(pod(settings, claimed)).toEqual({ containers, ...settings, ...claimed });
  });
});

describe("ports on the host's network", () => {
  const settings = { hostNetwork: true };

  test('are each of one container', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.add('containers', 'beside', { role: 'sidecar', props: {} });
      draft.containers({ name: 'beside' }).add('ports', 'admin', { containerPort: 8080, protocol: 'TCP' });
    };
    expectRefused(() => tried(settings, { others }), { field: 'hostNetwork', value: 8080 });
    expect(tried({}, { others }).objects).toEqual([]);
  });

  test('may be of one number in two protocols, or of a container that runs before', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.add('containers', 'first', { role: 'init', props: {} });
      draft.containers({ name: 'first' }).add('ports', 'http', { containerPort: 8080, protocol: 'TCP' });
      draft.containers('main').add('ports', 'udp', { containerPort: 8080, protocol: 'UDP' });
    };
    expect(tried(settings, { others }).objects).toEqual([]);
  });

  test('are free for the new pod only when the old one is gone', () => {
    const surging = (maxSurge: number | string): DraftPatternOptions['others'] => (draft) => {
      listening(draft);
      draft.claimController({ updateStrategy: { rollingUpdate: { maxSurge } } });
    };
    expectRefused(() => tried(settings, { others: surging(1) }), { field: 'rollout.maxSurge', value: 1 });
    expect(tried(settings, { others: surging(0) }).objects).toEqual([]);
    expect(tried(settings, { others: surging('0%') }).objects).toEqual([]);
    expect(tried({}, { others: surging(1) }).objects).toEqual([]);
  });
});
