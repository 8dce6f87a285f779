/** Props that are misspelt, or of another structure. */
import { DaemonAgent, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a misspelt prop, from JavaScript',
    build: (shop) => new WebService(shop, 'api', { ...api, replcas: 3 } as never),
    error: {
      path: 'shop/api',
      field: 'replcas',
      problem: 'is not known',
      value: 'replcas',
      allowed: expect.stringContaining('replicas, scaling'),
      fix: "did you mean 'replicas'?",
    },
  },
  {
    input: 'a misspelt option inside a prop',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: { maximum: 3 } as never }),
    error: {
      path: 'shop/api',
      field: 'scaling.maximum',
      problem: 'is not known',
      value: 'maximum',
      allowed: 'min, max, cpu, memory, metrics, behavior, scaleDownSeconds',
      fix: "did you mean 'max'?",
    },
  },
  {
    input: 'a misspelt option deep inside a prop',
    build: (shop) => new WebService(shop, 'api', {
      ...api, probes: { readiness: { httpGet: { path: '/healthz', prt: 8080 } as never } },
    }),
    error: {
      path: 'shop/api',
      field: 'probes.readiness.httpGet.prt',
      problem: 'is not known',
      value: 'prt',
      allowed: 'path, port, scheme, headers, host',
      fix: "did you mean 'port'?",
    },
  },
  {
    input: 'a misspelt prop of a sidecar',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, sidecars: { proxy: { imge: 'proxy:1.0.0' } as never },
    }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.proxy.imge',
      problem: 'is not known',
      value: 'imge',
      allowed: 'env, envFrom, files, containerPorts, hostPorts, image, registry, imagePullPolicy, lifecycle, probes, '
        + 'command, args, workingDir, stdin, stdinOnce, tty, startsFirst, resources, resizePolicy, secrets, security, '
        + 'writable, scratch, terminationMessagePath, terminationMessagePolicy, volumes',
      fix: "did you mean 'image'?",
    },
  },
  {
    input: 'a prop of another workload',
    build: (shop) => new DaemonAgent(shop, 'agent', { image: 'agent:1.0.0', scaling: { max: 4 } } as never),
    error: {
      path: 'shop/agent',
      field: 'scaling',
      problem: 'is not known',
      value: 'scaling',
      allowed: expect.stringContaining('host, exposure, hostPaths'),
      fix: expect.stringContaining('host, exposure, hostPaths'),
    },
  },
  {
    input: 'no props at all',
    build: (shop) => new WebService(shop, 'api', undefined as never),
    error: {
      path: 'shop/api',
      field: 'props',
      problem: "must be an object such as { image: 'api:1.4.2' }",
      value: undefined,
      allowed: "an object such as { image: 'api:1.4.2' }",
      fix: 'pass the props as the third argument',
    },
  },
  {
    input: 'a list for props',
    build: (shop) => new WebService(shop, 'api', [] as never),
    error: {
      path: 'shop/api',
      field: 'props',
      problem: "must be an object such as { image: 'api:1.4.2' }",
      value: [],
      allowed: "an object such as { image: 'api:1.4.2' }",
      fix: 'pass the props as the third argument',
    },
  },
  {
    input: 'an object of a class for an option',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: new Date(0) as never }),
    error: {
      path: 'shop/api',
      field: 'scaling',
      problem: 'must be false, or an object with min, max, cpu, memory, metrics, behavior, scaleDownSeconds',
      value: expect.anything(),
      allowed: 'false, or an object with min, max, cpu, memory, metrics, behavior, scaleDownSeconds',
      fix: 'choose one of these',
    },
  },
  {
    input: 'a text for a list',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, args: '--verbose' as never }),
    error: {
      path: 'shop/mailer',
      field: 'args',
      problem: 'must be a list, each item a text, a reference or an Output',
      value: '--verbose',
      allowed: 'a list, each item a text, a reference or an Output',
      fix: 'put it in [ ]',
    },
  },
  {
    input: 'an item of a list that is not text',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, args: ['--level', 3 as never] }),
    error: {
      path: 'shop/mailer',
      field: 'args[1]',
      problem: 'must be a text',
      value: 3,
      allowed: 'a text',
      fix: 'give a text',
    },
  },
  {
    input: 'a list for sidecars',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, sidecars: [{ image: 'proxy:1.0.0' }] as never }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars',
      problem: 'must be a map, each entry the props of a container',
      value: [{ image: 'proxy:1.0.0' }],
      allowed: 'a map, each entry the props of a container',
      fix: 'write it as { name: … }',
    },
  },
  {
    input: 'null for a sidecar',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, sidecars: { proxy: null as never } }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.proxy',
      problem: 'must be the props of a container',
      value: null,
      allowed: 'the props of a container',
      fix: 'leave it out where there is nothing to say',
    },
  },
  {
    input: 'a transform of a kind that is misspelt',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, transform: { Deploymnt: {} } as never }),
    error: {
      path: 'shop/mailer',
      field: 'transform.Deploymnt',
      problem: 'is not known',
      value: 'Deploymnt',
      allowed: expect.stringContaining('CronJob, DaemonSet, Deployment'),
      fix: "did you mean 'Deployment'?",
    },
  },
];

describe('props that are misspelt, or of another structure', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
