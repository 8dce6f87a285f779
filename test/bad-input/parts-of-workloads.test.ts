/** Containers, probes, volumes and metrics that are not whole, or contradict themselves. */
import { Task, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a sidecar without an image',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, sidecars: { proxy: {} } }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.proxy.image',
      problem: 'is missing: every container needs one',
      value: undefined,
      allowed: "an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
      fix: 'add the image',
    },
  },
  {
    input: 'a wrong value in a sidecar',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, sidecars: { proxy: { image: 'proxy:1.0.0', containerPorts: { admin: 99999 } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.proxy.containerPorts.admin',
      problem: 'must be a whole number from 1 to 65535',
      value: 99999,
      allowed: 'a whole number from 1 to 65535',
      fix: 'lower it',
    },
  },
  {
    input: 'two ways of one probe',
    build: (shop) => new WebService(shop, 'api', {
      ...api, probes: { readiness: { httpGet: { path: '/healthz' }, tcpSocket: {} } },
    }),
    error: {
      path: 'shop/api',
      field: 'probes.readiness',
      problem: 'must ask in one way only',
      value: ['httpGet', 'tcpSocket'],
      allowed: 'one of httpGet, grpc, tcpSocket, exec',
      fix: 'leave the others out',
    },
  },
  {
    input: 'a probe by HTTP without a path',
    build: (shop) => new WebService(shop, 'api', { ...api, probes: { liveness: { httpGet: {} as never } } }),
    error: {
      path: 'shop/api',
      field: 'probes.liveness.httpGet.path',
      problem: 'is missing',
      value: undefined,
      allowed: "a path such as '/healthz'",
      fix: 'say what the probe asks',
    },
  },
  {
    input: 'a probe by a command without the command',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, probes: { liveness: { exec: {} as never } } }),
    error: {
      path: 'shop/mailer',
      field: 'probes.liveness.exec.command',
      problem: 'is missing',
      value: undefined,
      allowed: "a command such as ['redis-cli', 'ping']",
      fix: 'say what the probe asks',
    },
  },
  {
    input: 'a probe by HTTP of a container without a port',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, probes: { readiness: { httpGet: { path: '/healthz' } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'probes.readiness',
      problem: 'needs a port: container mailer declares none',
      value: undefined,
      allowed: 'a probe or a container with a port',
      fix: 'add a port to the probe, or to the container',
    },
  },
  {
    input: 'a liveness probe of work that ends',
    build: (shop) => new Task(shop, 'migrate', {
      image: 'api:1.4.2', probes: { liveness: { httpGet: { path: '/healthz', port: 80 } } },
    }),
    error: {
      path: 'shop/migrate',
      field: 'probes.liveness',
      problem: 'has no meaning for container migrate, which runs to an end',
      value: { httpGet: { path: '/healthz', port: 80 } },
      allowed: 'probes of containers that go on running',
      fix: 'leave the probes out, or bound the time with job.activeDeadlineSeconds',
    },
  },
  {
    input: 'a volume that is two things',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, volumes: { cache: { path: '/cache', emptyDir: {}, configMap: { name: 'cache' } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.cache',
      problem: 'must have a path and say what it is, once',
      value: ['path', 'emptyDir', 'configMap'],
      allowed: 'path, and one of emptyDir, claim, ephemeral, configMap, secret, projected, downwardAPI, csi, nfs, '
        + 'image, shared',
      fix: 'leave out configMap',
    },
  },
  {
    input: 'a volume without a path',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, volumes: { cache: { emptyDir: {} } as never } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.cache',
      problem: 'must have a path and say what it is, once',
      value: ['emptyDir'],
      allowed: 'path, and one of emptyDir, claim, ephemeral, configMap, secret, projected, downwardAPI, csi, nfs, '
        + 'image, shared',
      fix: 'add what is missing',
    },
  },
  {
    input: 'storage without a size',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, storage: { path: '/data' } as never }),
    error: {
      path: 'shop/mailer',
      field: 'storage.size',
      problem: 'is missing',
      value: undefined,
      allowed: 'a size such as 20Gi',
      fix: 'add size to storage',
    },
  },
  {
    input: 'a host without a Service behind it',
    build: (shop) => new WebService(shop, 'api', { ...api, service: false, host: 'api.eu.example.com' }),
    error: {
      path: 'shop/api',
      field: 'host',
      problem: 'needs a Service to lead to',
      value: 'api.eu.example.com',
      allowed: 'a workload with a port and a Service',
      fix: 'give the workload a port, and leave `service` on',
    },
  },
  {
    input: 'metrics of a workload without a port',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, metrics: {} }),
    error: {
      path: 'shop/mailer',
      field: 'metrics.port',
      problem: 'is missing: the workload listens on no port',
      value: undefined,
      allowed: 'a port number',
      fix: 'say on which port the metrics are',
    },
  },
];

describe('parts of workloads that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
