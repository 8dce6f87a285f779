/** Containers: processes, variables, ports of the node, probes, hooks, resources and security that cannot be. */
import {
  DaemonAgent, Task, WebService, Worker, containerResource, existing, podField, text,
} from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };
const fields = 'metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.podIP, '
  + "status.podIPs, status.hostIP, status.hostIPs, metadata.labels['…'], metadata.annotations['…']";
const bytes = '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';
const resources = 'cpu, memory, ephemeral-storage, hugepages-2Mi, or an extended one such as nvidia.com/gpu';

const inputs: readonly WrongInput[] = [
  {
    input: 'a standard input that is closed and was never open',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, stdinOnce: true }),
    error: {
      path: 'shop/mailer',
      field: 'stdinOnce',
      problem: 'closes a standard input that is not open',
      value: true,
      allowed: 'with stdin: true',
      fix: 'state stdin: true as well, or leave stdinOnce out',
    },
  },
  {
    input: 'a main container that starts before the init containers',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, startsFirst: true }),
    error: {
      path: 'shop/mailer',
      field: 'startsFirst',
      problem: 'is for sidecars: others start in their turn',
      value: true,
      allowed: 'of a sidecar',
      fix: 'make it one of the sidecars',
    },
  },
  {
    input: 'last words in a file without a path',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, terminationMessagePath: 'last-words' }),
    error: {
      path: 'shop/mailer',
      field: 'terminationMessagePath',
      problem: 'must be an absolute path below /',
      value: 'last-words',
      allowed: 'an absolute path below /',
      fix: "begin with /, and write no ':'",
    },
  },
  {
    input: 'last words from a log that Kubernetes does not read',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, sidecars: { proxy: { image: 'proxy:1.0.0', terminationMessagePolicy: 'FallbackToLogs' as never } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.proxy.terminationMessagePolicy',
      problem: "must be one of 'File', 'FallbackToLogsOnError'",
      value: 'FallbackToLogs',
      allowed: "one of 'File', 'FallbackToLogsOnError'",
      fix: "did you mean 'FallbackToLogsOnError'?",
    },
  },
  {
    input: 'a variable that refers to itself, as in a shell',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { PATH: '/app/bin:$(PATH)' } }),
    error: {
      path: 'shop/mailer',
      field: 'env.PATH',
      problem: 'refers to itself',
      value: '/app/bin:$(PATH)',
      allowed: 'references to other variables, without a circle; what the image sets is not seen here',
      fix: 'write $$(PATH) where that text itself is meant, or give the variable another name',
    },
  },
  {
    input: 'variables that refer to each other',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { A: '$(B)', B: text`${1}$(A)` } }),
    error: {
      path: 'shop/mailer',
      field: 'env.A',
      problem: 'refers to itself by way of B',
      value: '$(B)',
      allowed: 'references to other variables, without a circle; what the image sets is not seen here',
      fix: 'write $$(B) where that text itself is meant, or give the variable another name',
    },
  },
  {
    input: 'a field of the pod by a name that is near',
    build: () => podField('spec.node' as never),
    error: {
      path: 'podField',
      field: undefined,
      problem: 'must be a field of the pod that a variable can have',
      value: 'spec.node',
      allowed: fields,
      fix: "did you mean 'spec.nodeName'?",
    },
  },
  {
    input: 'a label of the pod whose key is none',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, env: { TIER: { podField: "metadata.labels['my tier']" } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'env.TIER.podField',
      problem: 'must be a field of the pod that a variable can have',
      value: "metadata.labels['my tier']",
      allowed: fields,
      fix: `take one of ${fields}`,
    },
  },
  {
    input: 'a resource of a container that Kubernetes does not tell',
    build: () => containerResource('limits.nvidia.com/gpu' as never),
    error: {
      path: 'containerResource',
      field: undefined,
      problem: 'must be a request or limit that a variable can have',
      value: 'limits.nvidia.com/gpu',
      allowed: 'requests.cpu, limits.cpu, requests.memory, limits.memory, requests.ephemeral-storage, '
        + 'limits.ephemeral-storage, requests.hugepages-<size>, limits.hugepages-<size>',
      fix: expect.stringContaining('requests.cpu') as string,
    },
  },
  {
    input: 'memory in a unit of cpu',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, env: { MEMORY: { containerResource: 'limits.memory', divisor: '1m' } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'env.MEMORY.divisor',
      problem: 'is no unit of memory',
      value: '1m',
      allowed: bytes,
      fix: 'take one of these, or leave it out',
    },
  },
  {
    input: 'a whole Secret as one variable',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { LOGIN: { secret: { name: 'login' } } as never } }),
    error: {
      path: 'shop/mailer',
      field: 'env.LOGIN.key',
      problem: 'is missing: a variable is one key',
      value: undefined,
      allowed: "the name of a key: at most 253 letters, digits, '-', '_' or '.'",
      fix: 'name the key, or take all of them by envFrom',
    },
  },
  {
    input: 'a key whose name no Secret takes',
    build: () => existing.secret('login').key('pass word'),
    error: {
      path: 'existing Secret login',
      field: 'key',
      problem: "must be the name of a key: at most 253 letters, digits, '-', '_' or '.'",
      value: 'pass word',
      allowed: "the name of a key: at most 253 letters, digits, '-', '_' or '.'",
      fix: "give the name of a key: at most 253 letters, digits, '-', '_' or '.'",
    },
  },
  {
    input: 'a ConfigMap where a Secret is asked for',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, env: { MODE: { secret: existing.configMap('flags'), key: 'mode' } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'env.MODE.secret',
      problem: 'must be a Secret, and is a ConfigMap',
      value: 'flags',
      allowed: 'a Secret',
      fix: 'write configMap instead',
    },
  },
  {
    input: 'a source of variables that is nothing',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, envFrom: [{ prefix: 'DB_' }] }),
    error: {
      path: 'shop/mailer',
      field: 'envFrom[0]',
      problem: 'must be one thing: a Secret or a ConfigMap',
      value: 'neither',
      allowed: 'one of secret, configMap',
      fix: 'add what is missing',
    },
  },
  {
    input: 'a source of variables twice',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer,
      initContainers: { migrate: { ...mailer, envFrom: [{ secret: { name: 'db' } }, { secret: { name: 'db' } }] } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'initContainers.migrate.envFrom[1]',
      problem: 'is there already, with the same prefix',
      value: 'Secret db',
      allowed: 'each Secret and ConfigMap once for each prefix',
      fix: 'leave one of the two out',
    },
  },
  {
    input: 'a prefix that no name begins with',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, envFrom: [{ secret: { name: 'db' }, prefix: '1-' }] }),
    error: {
      path: 'shop/mailer',
      field: 'envFrom[0].prefix',
      problem: "must be the beginning of a variable's name, such as 'DB_'",
      value: '1-',
      allowed: "the beginning of a variable's name, such as 'DB_'",
      fix: 'write letters, digits, _, - and ., not beginning with a digit',
    },
  },
  {
    input: 'a Secret of variables that nobody makes',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, envFrom: [{ secret: { name: 'db' } }] }),
    error: {
      path: 'shop/mailer',
      field: 'spec.template.spec.containers[mailer].envFrom[0].secretRef.name',
      problem: 'there is no Secret db in namespace shop',
      value: 'db',
      allowed: undefined,
      fix: "correct the name, create it, or declare it (charthouse: `existing.secret('db')`)",
      rule: 'references-exist',
    },
  },
  {
    input: 'a port of the node for a service',
    build: (shop) => new WebService(shop, 'api', {
      ...api, hostPorts: { http: 80 }, because: { hostPorts: 'for all' },
    }),
    error: {
      path: 'shop/api',
      field: 'hostPorts',
      problem: 'takes ports of the node, of which one pod of a node can have each: a second pod would find no node',
      value: { http: 80 },
      allowed: 'an agent, which has one pod a node',
      fix: 'let others connect by the Service or a host, or make it a DaemonAgent',
    },
  },
  {
    input: 'a port of the node without a reason',
    build: (shop) => new DaemonAgent(shop, 'exporter', { ...api, hostPorts: { http: 9100 } }),
    error: {
      path: 'shop/exporter',
      field: 'hostPorts',
      problem: 'leads out of the pod and takes a reason',
      value: { http: 9100 },
      allowed: "because: { 'hostPorts': '…' }",
      fix: "say why the agent needs the node's ports",
    },
  },
  {
    input: 'a port of the node that leads to no port',
    build: (shop) => new DaemonAgent(shop, 'exporter', {
      ...api, hostPorts: { metrics: 9100 }, because: { hostPorts: 'Prometheus finds it there' },
    }),
    error: {
      path: 'shop/exporter',
      field: 'hostPorts.metrics',
      problem: 'is no port of container exporter',
      value: 9100,
      allowed: 'http',
      fix: 'name one of its ports, or declare it by `port`, `ports` or `containerPorts`',
    },
  },
  {
    input: 'a port of the node twice in one pod',
    build: (shop) => new DaemonAgent(shop, 'dns', {
      ...api,
      hostPorts: { http: 9100 },
      sidecars: { proxy: { image: 'proxy:1.0.0', containerPorts: { admin: 9901 }, hostPorts: { admin: 9100 } } },
      because: { hostPorts: 'found there', 'sidecars.proxy.hostPorts': 'so is this' },
    }),
    error: {
      path: 'shop/dns',
      field: 'sidecars.proxy.hostPorts.admin',
      problem: "is the node's port of hostPorts.http already",
      value: 9100,
      allowed: 'each port of the node once for each protocol',
      fix: 'take another number for one of the two',
    },
  },
  {
    input: 'a port of the node that two pods of it would have',
    build: (shop) => new DaemonAgent(shop, 'dns', {
      ...api, hostPorts: { http: 53 }, rollout: { maxSurge: 1 }, because: { hostPorts: 'found there' },
    }),
    error: {
      path: 'shop/dns',
      field: 'hostPorts.http',
      problem: 'cannot be had by the old pod and the new one of a node at once, as the rollout asks for',
      value: 53,
      allowed: 'with a rollout that takes the old pod away first',
      fix: 'leave rollout.maxSurge and zeroDowntime out',
    },
  },
  {
    input: 'a port of a container without a number',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, containerPorts: { admin: { protocol: 'UDP' } as never } }),
    error: {
      path: 'shop/mailer',
      field: 'containerPorts.admin.port',
      problem: 'is missing',
      value: undefined,
      allowed: 'a whole number from 1 to 65535',
      fix: 'say what the container listens on',
    },
  },
  {
    input: 'a time to end of a readiness probe',
    build: (shop) => new WebService(shop, 'api', {
      ...api, probes: { readiness: { terminationGracePeriodSeconds: 5 } as never },
    }),
    error: {
      path: 'shop/api',
      field: 'probes.readiness.terminationGracePeriodSeconds',
      problem: 'is not known',
      value: 'terminationGracePeriodSeconds',
      allowed: expect.stringContaining('initialDelaySeconds') as string,
      fix: expect.stringContaining('initialDelaySeconds') as string,
    },
  },
  {
    input: 'a probe of a port by a name that none can have',
    build: (shop) => new WebService(shop, 'api', { ...api, probes: { liveness: { tcpSocket: { port: 'HTTP' } } } }),
    error: {
      path: 'shop/api',
      field: 'probes.liveness.tcpSocket.port',
      problem: "must be a whole number from 1 to 65535, or a port name: at most 15 lower-case letters, digits and '-', "
        + 'with a letter',
      value: 'HTTP',
      allowed: "a whole number from 1 to 65535, or a port name: at most 15 lower-case letters, digits and '-', with a "
        + 'letter',
      fix: 'choose one of these',
    },
  },
  {
    input: 'a header that Kubernetes does not send',
    build: (shop) => new WebService(shop, 'api', {
      ...api, probes: { liveness: { httpGet: { path: '/', headers: { X_Probe: 'yes' } } } },
    }),
    error: {
      path: 'shop/api',
      field: 'probes.liveness.httpGet.headers.X_Probe',
      problem: 'is no name for a header',
      value: 'X_Probe',
      allowed: 'letters, digits and -',
      fix: 'rename the header',
    },
  },
  {
    input: 'a hook that does two things',
    build: (shop) => new WebService(shop, 'api', {
      ...api, lifecycle: { preStop: { sleep: { seconds: 5 }, httpGet: { path: '/drain' } } },
    }),
    error: {
      path: 'shop/api',
      field: 'lifecycle.preStop',
      problem: 'must do one thing only',
      value: ['httpGet', 'sleep'],
      allowed: 'one of exec, httpGet, sleep',
      fix: 'leave the others out',
    },
  },
  {
    input: 'a hook that does nothing',
    build: (shop) => new WebService(shop, 'api', { ...api, lifecycle: { postStart: {} } }),
    error: {
      path: 'shop/api',
      field: 'lifecycle.postStart',
      problem: 'does nothing',
      value: undefined,
      allowed: 'one of exec, httpGet, sleep',
      fix: 'say what the hook does, or leave it out',
    },
  },
  {
    input: 'a hook of an init container',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, initContainers: { migrate: { ...mailer, lifecycle: { preStop: { sleep: { seconds: 5 } } } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'initContainers.migrate.lifecycle',
      problem: 'has no meaning for an init container, which runs to its end',
      value: { preStop: { sleep: { seconds: 5 } } },
      allowed: 'hooks of containers that go on running',
      fix: 'do it in its command, or make it one of the sidecars',
    },
  },
  {
    input: 'a hook that sleeps longer than the pod lives',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, rollout: false, lifecycle: { preStop: { sleep: { seconds: 60 } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'spec.template.spec.terminationGracePeriodSeconds',
      problem: 'the preStop hook of container mailer sleeps 60 s, which leaves nothing of the default grace period of '
        + '30 s',
      value: 30,
      allowed: undefined,
      fix: 'raise terminationGracePeriodSeconds above 60, or shorten the hook '
        + '(charthouse: the rollout pattern makes the one from the other)',
      rule: 'grace-covers-pre-stop',
    },
  },
  {
    input: 'a resource that no container has',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, resources: { requests: { Memory: '1Gi' } } }),
    error: {
      path: 'shop/mailer',
      field: 'resources.requests.Memory',
      problem: 'is no resource of a container',
      value: 'Memory',
      allowed: resources,
      fix: "did you mean 'memory'?",
    },
  },
  {
    input: 'half a GPU',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, resources: { limits: { 'nvidia.com/gpu': 0.5 } } }),
    error: {
      path: 'shop/mailer',
      field: 'resources.limits.nvidia.com/gpu',
      problem: 'must be a whole number: it is counted in things',
      value: 0.5,
      allowed: 'a whole number of at least 0',
      fix: 'round it',
    },
  },
  {
    input: 'more GPUs than requested',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, resources: { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'resources.limits.nvidia.com/gpu',
      problem: 'must be equal to resources.requests.nvidia.com/gpu (1)',
      value: 2,
      allowed: 'equal to resources.requests.nvidia.com/gpu (1)',
      fix: 'leave one of the two out: it is never shared',
    },
  },
  {
    input: 'a restart at a resize, in a pod that is never restarted',
    build: (shop) => new Task(shop, 'migrate', { ...mailer, resizePolicy: { memory: 'RestartContainer' } }),
    error: {
      path: 'shop/migrate',
      field: 'resizePolicy.memory',
      problem: 'has no meaning in a pod whose containers are never restarted',
      value: 'RestartContainer',
      allowed: "of containers that go on running; else 'NotRequired'",
      fix: 'leave it out',
    },
  },
  {
    input: 'root in a container that must not be root',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, sidecars: { proxy: { image: 'proxy:1.0.0', security: { runAsUser: 0 } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.proxy.security.runAsUser',
      problem: 'is root, which runAsNonRoot forbids',
      value: 0,
      allowed: 'a whole number of at least 1, or 0 with runAsNonRoot: false',
      fix: 'take another user, or say runAsNonRoot: false and give its reason: '
        + "because: { 'sidecars.proxy.security.runAsNonRoot': '…' }",
    },
  },
  {
    input: 'unfiltered system calls without a reason',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, security: { seccompProfile: { type: 'Unconfined' } } }),
    error: {
      path: 'shop/mailer',
      field: 'security.seccompProfile',
      problem: 'leaves the "baseline" security level and takes a reason',
      value: 'Unconfined',
      allowed: "'RuntimeDefault' or 'Localhost'",
      fix: "keep to it, or state a reason: because: { 'security.seccompProfile': '…' }",
    },
  },
  {
    input: 'all of /proc without a user namespace',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, security: { procMount: 'Unmasked' }, because: { 'security.procMount': 'it builds images' },
    }),
    error: {
      path: 'shop/mailer',
      field: 'security.procMount',
      problem: "needs a user namespace of the pod's own",
      value: 'Unmasked',
      allowed: "'Unmasked' with hostUsers: false",
      fix: 'state hostUsers: false, or leave it out',
    },
  },
  {
    input: 'a profile of the node without its name',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, security: { appArmorProfile: { type: 'Localhost' } } }),
    error: {
      path: 'shop/mailer',
      field: 'security.appArmorProfile.localhostProfile',
      problem: 'is missing',
      value: undefined,
      allowed: "localhostProfile together with type: 'Localhost'",
      fix: 'name the profile',
    },
  },
  {
    input: 'a capability with the prefix that runtimes add',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, security: { capabilities: ['CAP_CHOWN'] } }),
    error: {
      path: 'shop/mailer',
      field: 'security.capabilities[0]',
      problem: 'must be a capability such as NET_BIND_SERVICE',
      value: 'CAP_CHOWN',
      allowed: 'a capability such as NET_BIND_SERVICE',
      fix: 'write CHOWN',
    },
  },
  {
    input: 'a pull Secret without a name',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, imagePullSecrets: [{} as never] }),
    error: {
      path: 'shop/mailer',
      field: 'imagePullSecrets[0]',
      problem: "must be an object with a name, such as { name: 'login' }",
      value: {},
      allowed: "an object with a name, such as { name: 'login' }",
      fix: 'give its name',
    },
  },
];

describe('containers that cannot be', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
