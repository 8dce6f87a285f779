/** Arbitrary valid props of a pod as a whole, each key now and then: where it runs, what it shares, what it may do. */
import fc from 'fast-check';
import { mapOf, optional, word, type Props } from './arbitrary-container';

type Keys = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const id = fc.integer({ min: 0, max: 70_000 });
const weight = fc.integer({ min: 1, max: 100 });
const someOf = (...items: readonly Props[]): fc.Arbitrary<unknown> =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 });

const nodeTerm = fc.constantFrom<Props>(
  { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] },
  { matchExpressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['arm64', 'amd64'] }] },
  { matchExpressions: [{ key: 'cpus', operator: 'Gt', values: ['8'] }, { key: 'old', operator: 'DoesNotExist' }] },
  { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['node-1'] }] },
);
const nodeAffinity = optional({
  required: fc.array(nodeTerm, { minLength: 1, maxLength: 2 }),
  preferred: fc.array(fc.record({ weight, preference: nodeTerm }), { minLength: 1, maxLength: 2 }),
});

const labelSelector = fc.constantFrom<Props>(
  {}, { matchLabels: { app: 'cache' } }, { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['batch'] }] },
);
const podTerm = fc.record({
  labelSelector,
  topologyKey: fc.constantFrom('kubernetes.io/hostname', 'rack'),
  namespaces: fc.constantFrom([], ['ops']),
  namespaceSelector: fc.constant({ matchLabels: { team: 'ops' } }),
  matchLabelKeys: fc.constant(['pod-template-hash']),
  mismatchLabelKeys: fc.constant(['tenant']),
}, { requiredKeys: ['topologyKey', 'labelSelector'] });
const podAffinity = optional({
  required: fc.array(podTerm, { minLength: 1, maxLength: 2 }),
  preferred: fc.array(fc.record({ weight, podAffinityTerm: podTerm }), { minLength: 1, maxLength: 2 }),
});

const profile = (localhostProfile: string): fc.Arbitrary<Props> => fc.constantFrom<Props>(
  { type: 'RuntimeDefault' }, { type: 'Unconfined' }, { type: 'Localhost', localhostProfile },
);

/** Keys of every workload. */
export const podKeys: Keys = {
  runtimeClassName: fc.constant('gvisor'),
  nodeSelector: mapOf(fc.constantFrom('disk', 'kubernetes.io/arch', 'zone'), fc.oneof(word, fc.constant(''))),
  nodeAffinity,
  tolerations: fc.oneof(fc.constant('all'), someOf(
    { operator: 'Exists' }, { key: 'dedicated', value: 'batch', effect: 'NoSchedule' }, { key: 'a', operator: 'Equal' },
    { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 },
  )),
  podAffinity,
  podAntiAffinity: podAffinity,
  topologySpreadConstraints: someOf(
    { maxSkew: 2, topologyKey: 'example.com/row', whenUnsatisfiable: 'DoNotSchedule', minDomains: 2 },
    {
      maxSkew: 1, topologyKey: 'example.com/row', whenUnsatisfiable: 'ScheduleAnyway',
      matchLabelKeys: ['pod-template-hash'], nodeAffinityPolicy: 'Ignore', nodeTaintsPolicy: 'Honor',
    },
    { maxSkew: 3, topologyKey: 'example.com/hall', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: {} },
  ),
  dnsPolicy: fc.constantFrom('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  dnsConfig: optional({
    nameservers: fc.constantFrom(['10.0.0.53'], ['2001:db8::53', '10.0.0.53']),
    searches: fc.constantFrom([], ['shop.example.com', '.']),
    options: fc.constantFrom([], [{ name: 'ndots', value: '2' }, { name: 'edns0' }]),
  }),
  hostAliases: mapOf(fc.constantFrom('10.1.2.3', '10.1.2.4', '2001:db8::7'), fc.array(word, { maxLength: 2 })),
  hostname: word,
  subdomain: word,
  setHostnameAsFQDN: fc.boolean(),
  podSecurity: optional({
    fsGroup: id,
    fsGroupChangePolicy: fc.constantFrom('OnRootMismatch', 'Always'),
    supplementalGroups: fc.array(id, { maxLength: 3 }),
    supplementalGroupsPolicy: fc.constantFrom('Merge', 'Strict'),
    seccompProfile: profile('profiles/pod.json'),
    appArmorProfile: profile('pod'),
    seLinuxOptions: optional({
      level: fc.constant('s0:c1'), role: fc.constant('object_r'), user: fc.constant('system_u'),
      type: fc.constantFrom('container_t', 'spc_t'),
    }),
    seLinuxChangePolicy: fc.constant('Recursive'),
    sysctls: mapOf(
      fc.constantFrom('net.ipv4.tcp_syncookies', 'net.core.somaxconn', 'kernel.shm_rmid_forced'), fc.constant('1'),
    ),
  }),
  hostUsers: fc.boolean(),
  shareProcessNamespace: fc.boolean(),
  access: someOf(
    { read: ['configmaps', 'pods/log'] }, { write: ['leases'], in: 'namespace' }, { read: ['events', '*.apps'] },
    { resources: ['deployments.apps/scale'], verbs: ['get', 'patch'], names: ['web'] },
    { read: ['nodes'], nonResourceURLs: ['/metrics'], in: 'cluster' },
    { verbs: ['*'], resources: ['certificates.cert-manager.io'], in: 'cluster' },
  ),
};

/** Keys of an agent. */
export const agentKeys: Keys = { hostNetwork: fc.boolean(), hostPID: fc.boolean(), hostIPC: fc.boolean() };
