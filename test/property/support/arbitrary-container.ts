/** Arbitrary valid props of a container, each key now and then. `scope` keeps names and paths of containers apart. */
import fc from 'fast-check';
import { existing } from '../../../lib';
import { arbitraryVolumes, fileContent } from './arbitrary-volumes';

/** Props, as a program in JavaScript would give them. */
export type Props = Readonly<Record<string, unknown>>;

/** What a container is to its pod, and whether its probes mean anything. */
export interface ContainerPlace {
  /** Prefix of names; also where its files are. */
  readonly scope: string;
  /** The first of a thousand port numbers that are its own. */
  readonly ports: number;
  readonly probed: boolean;
}

/** A word of lower-case letters, digits and dashes, as names and labels are made of. */
export const word: fc.Arbitrary<string> = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);

/** Any text that is not empty, with the characters that YAML finds hard. */
export const someText: fc.Arbitrary<string> = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });

/** A record in which each key may be absent. */
export function optional(keys: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Props> {
  return fc.record(keys, { requiredKeys: [] });
}

/** A map from names to values. */
export function mapOf(key: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>, maxKeys = 3): fc.Arbitrary<Props> {
  return fc.dictionary(key, value, { minKeys: 1, maxKeys });
}

/** Images with a version: by name, with a registry, with a digest. */
export const image: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(word, fc.nat(9)).map(([name, minor]) => `${name}:1.${minor}`),
  word.map((name) => `registry.example.com/team/${name}:2`),
  word.map((name) => `${name}@sha256:${'0123456789abcdef'.repeat(4)}`),
);

// No letters of which a name that says password, token or key could be made.
const variableName = fc.stringMatching(/^[A-J][A-J_]{0,6}$/).map((name) => `V_${name}`);
const variable = fc.oneof(
  someText,
  fc.integer(),
  fc.boolean(),
  fc.constant(existing.secret('login', ['password']).key('password')),
  fc.constant(existing.configMap('flags').key('dark')),
  fc.constantFrom('status.podIP', 'metadata.name', "metadata.labels['charthouse.dev/workload']").map((podField) =>
    ({ podField })),
  fc.constantFrom<Props>(
    { containerResource: 'requests.memory', divisor: '1Mi' }, { containerResource: 'limits.cpu' },
    { secret: existing.secret('login'), key: 'user', optional: true },
    { configMap: existing.configMap('flags'), key: 'light' },
  ),
);

const envFrom = fc.uniqueArray(fc.constantFrom<Props>(
  { configMap: existing.configMap('flags') },
  { configMap: existing.configMap('flags'), prefix: 'FLAG_', optional: true },
  { secret: existing.secret('login'), prefix: 'DB_' },
), { minLength: 1 });

const requests = optional({
  cpu: fc.constantFrom('50m', '0.5', 1),
  memory: fc.constantFrom('64Mi', '1Gi', '300M'),
  'ephemeral-storage': fc.constantFrom('1Mi', '32Mi'),
});
const limits = optional({
  cpu: fc.constantFrom('2', 4),
  memory: fc.constantFrom('request', '2Gi'),
  'ephemeral-storage': fc.constantFrom('64Mi', '1Gi'),
  'nvidia.com/gpu': fc.constantFrom(1, '2'),
  'hugepages-2Mi': fc.constant('4Mi'),
});
const whenResized = fc.constantFrom('NotRequired', 'RestartContainer');

const probeTiming = {
  initialDelaySeconds: fc.nat(30),
  periodSeconds: fc.integer({ min: 1, max: 60 }),
  timeoutSeconds: fc.integer({ min: 1, max: 10 }),
  failureThreshold: fc.integer({ min: 1, max: 10 }),
};

function probe(port: number, more: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<unknown> {
  const ways = fc.oneof(
    fc.constant({}),
    fc.record({ httpGet: httpGet(port) }),
    fc.record({ grpc: fc.record({ port: fc.constant(port), service: word }, { requiredKeys: ['port'] }) }),
    fc.record({ tcpSocket: fc.constant({ port }) }),
    fc.record({ exec: fc.constant({ command: ['true'] }) }),
  );
  return fc.oneof(fc.constant(false), { weight: 4, arbitrary: fc.tuple(ways, optional({ ...probeTiming, ...more }))
    .map(([way, timing]) => ({ ...timing, ...way })) });
}

function httpGet(port: number): fc.Arbitrary<unknown> {
  return fc.record({
    path: fc.constant('/healthz'),
    port: fc.constant(port),
    scheme: fc.constantFrom('HTTP', 'HTTPS'),
    headers: fc.constant({ 'X-Probe': 'yes', Accept: '*/*' }),
    host: fc.constant('10.0.0.7'),
  }, { requiredKeys: ['path', 'port'] });
}

function hook(port: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.record({ httpGet: httpGet(port) }),
    fc.record({ exec: fc.constant({ command: ['sh', '-c', 'echo $(date)'] }) }),
    fc.record({ sleep: fc.record({ seconds: fc.integer({ min: 1, max: 20 }) }) }),
  );
}

/** The props of a container besides its image. */
export function containerKeys({ scope, ports, probed }: ContainerPlace): Record<string, fc.Arbitrary<unknown>> {
  const [admin, port] = [`${scope}-adm`, ports + 7];
  const secrets = fc.uniqueArray(fc.constantFrom('login', 'signing-key'), { minLength: 1 }).map((names) =>
    Object.fromEntries(names.map((name) => [`/secrets/${name}`, existing.secret(name)])));
  const once = {
    successThreshold: fc.constant(1), terminationGracePeriodSeconds: fc.integer({ min: 1, max: 60 }),
  };
  const ends = scope === 'init';
  const three = {
    readiness: probe(port, { successThreshold: fc.integer({ min: 1, max: 3 }) }),
    liveness: probe(port, once),
    startup: probe(port, once),
  };
  const probes = fc.oneof(fc.constant(false), optional(three), { weight: 3, arbitrary: fc.record(three) });
  return {
    registry: fc.constant('mirror.example.com/library'),
    imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
    command: fc.array(someText, { minLength: 1, maxLength: 3 }),
    args: fc.array(fc.oneof(someText, fc.constant('')), { minLength: 1, maxLength: 3 }),
    workingDir: word.map((name) => `/${name}`),
    stdin: fc.boolean(),
    stdinOnce: fc.boolean(),
    tty: fc.boolean(),
    startsFirst: scope === 'sidecar' ? fc.boolean() : fc.constant(false),
    terminationMessagePath: word.map((name) => `/tmp/${name}`),
    terminationMessagePolicy: fc.constantFrom('File', 'FallbackToLogsOnError'),
    env: mapOf(variableName, variable, 4),
    envFrom,
    files: mapOf(word.map((name) => `/etc/app/${name}.conf`), fileContent),
    resources: fc.oneof(fc.constant(false), optional({ requests, limits })),
    resizePolicy: ends ? fc.constant({}) : optional({ cpu: whenResized, memory: whenResized }),
    containerPorts: fc.constantFrom<Props>(
      { [admin]: port }, { [admin]: port, [`${scope}-dbg`]: { port: ports + 8, protocol: 'UDP' } },
    ),
    hostPorts: fc.constant({}),
    lifecycle: ends ? fc.constant(false) : fc.oneof(
      { weight: 4, arbitrary: optional({ postStart: hook(port), preStop: hook(port) }) }, fc.constant(false),
    ),
    security: fc.oneof(fc.constant(false), optional({
      readOnlyRootFilesystem: fc.boolean(),
      allowPrivilegeEscalation: fc.boolean(),
      privileged: fc.boolean(),
      runAsNonRoot: fc.boolean(),
      capabilities: fc.constantFrom([], ['NET_BIND_SERVICE'], ['CHOWN', 'SETUID']),
      runAsUser: fc.integer({ min: 1, max: 70_000 }),
      runAsGroup: fc.integer({ min: 0, max: 70_000 }),
      seccompProfile: fc.constantFrom<Props>(
        { type: 'RuntimeDefault' }, { type: 'Unconfined' },
        { type: 'Localhost', localhostProfile: 'profiles/audit.json' },
      ),
      appArmorProfile: fc.constantFrom<Props>(
        { type: 'RuntimeDefault' }, { type: 'Unconfined' }, { type: 'Localhost', localhostProfile: 'k8s-nginx' },
      ),
      procMount: fc.constant('Default'),
      seLinuxOptions: optional({
        level: fc.constant('s0:c123,c456'),
        user: fc.constant('system_u'),
        role: fc.constant('system_r'),
        type: fc.constantFrom('container_t', 'spc_t'),
      }),
    })),
    writable: fc.constantFrom([], ['/tmp'], ['/var/run', '/var/cache/app']),
    scratch: optional({
      paths: fc.constantFrom([], ['/tmp', '/var/tmp']), sizeLimit: fc.constantFrom('16Mi', '128Mi'),
    }),
    secrets,
    volumes: arbitraryVolumes(scope),
    probes: probed ? probes : fc.constant(false),
  };
}

/** A further container, with its image. */
export function container(place: ContainerPlace): fc.Arbitrary<Props> {
  return fc.record({ image, ...containerKeys(place) }, { requiredKeys: ['image'] });
}
