/** Ports and numbers of pods that are out of bounds, of another type, or missing. */
import { DaemonAgent, StatefulStore, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a port of 99999',
    build: (shop) => new WebService(shop, 'api', { ...api, port: 99999 }),
    error: {
      path: 'shop/api',
      field: 'port',
      problem: 'must be a whole number from 1 to 65535',
      value: 99999,
      allowed: 'a whole number from 1 to 65535',
      fix: 'lower it',
    },
  },
  {
    input: 'a port as text',
    build: (shop) => new WebService(shop, 'api', { ...api, port: '8080' as never }),
    error: {
      path: 'shop/api',
      field: 'port',
      problem: 'must be a whole number from 1 to 65535',
      value: '8080',
      allowed: 'a whole number from 1 to 65535',
      fix: 'write 8080 without quotes',
    },
  },
  {
    input: 'a port that is not a number',
    build: (shop) => new WebService(shop, 'api', { ...api, port: Number('eighty') }),
    error: {
      path: 'shop/api',
      field: 'port',
      problem: 'must be a whole number from 1 to 65535',
      value: Number.NaN,
      allowed: 'a whole number from 1 to 65535',
      fix: 'check the arithmetic that made it',
    },
  },
  {
    input: 'null for a port',
    build: (shop) => new WebService(shop, 'api', { ...api, port: null as never }),
    error: {
      path: 'shop/api',
      field: 'port',
      problem: 'must be a whole number from 1 to 65535',
      value: null,
      allowed: 'a whole number from 1 to 65535',
      fix: 'leave it out where there is nothing to say',
    },
  },
  {
    input: 'no port for a service',
    build: (shop) => new WebService(shop, 'api', { image: 'api:1.4.2' } as never),
    error: {
      path: 'shop/api',
      field: 'port',
      problem: 'is missing: a WebService needs it',
      value: undefined,
      allowed: 'a whole number from 1 to 65535',
      fix: 'add port to the props',
    },
  },
  {
    input: 'a negative number of replicas',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, replicas: -1 }),
    error: {
      path: 'shop/mailer',
      field: 'replicas',
      problem: 'must be a whole number from 0 to 100000',
      value: -1,
      allowed: 'a whole number from 0 to 100000',
      fix: 'raise it',
    },
  },
  {
    input: 'a function in the place of a number',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, replicas: (() => 3) as never }),
    error: {
      path: 'shop/mailer',
      field: 'replicas',
      problem: 'must be a whole number from 0 to 100000',
      value: expect.any(Function),
      allowed: 'a whole number from 0 to 100000',
      fix: 'give a number',
    },
  },
  {
    input: 'scaling.max below scaling.min',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: { min: 3, max: 2 } }),
    error: {
      path: 'shop/api',
      field: 'scaling.max',
      problem: 'must be at least scaling.min (3)',
      value: 2,
      allowed: 'at least scaling.min (3)',
      fix: 'raise max or lower min',
    },
  },
  {
    input: 'scaling without max',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: { min: 3 } as never }),
    error: {
      path: 'shop/api',
      field: 'scaling.max',
      problem: 'is missing',
      value: undefined,
      allowed: 'a number of pods of at least 3',
      fix: 'give the most pods that may run; a default for what others scale is whenStated({ … })',
    },
  },
  {
    input: 'scaling: true',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: true as never }),
    error: {
      path: 'shop/api',
      field: 'scaling',
      problem: 'must be false, or an object with min, max, cpu, memory, metrics, behavior, scaleDownSeconds',
      value: true,
      allowed: 'false, or an object with min, max, cpu, memory, metrics, behavior, scaleDownSeconds',
      fix: 'choose one of these',
    },
  },
  {
    input: 'a CPU goal of 150 percent',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: { max: 4, cpu: 150 } }),
    error: {
      path: 'shop/api',
      field: 'scaling.cpu',
      problem: 'must be a whole number from 1 to 100',
      value: 150,
      allowed: 'a whole number from 1 to 100',
      fix: 'lower it',
    },
  },
  {
    input: 'several pods of a store that does not know of them',
    build: (shop) => new StatefulStore(shop, 'orders', { image: 'postgres:17.2', port: 5432, user: 999, replicas: 3 }),
    error: {
      path: 'shop/orders',
      field: 'replicas',
      problem: 'above 1 needs a topology: several pods of a store are several stores unless they know of each other',
      value: 3,
      allowed: "1, or more with topology: 'primaryAndReplicas' or 'peers'",
      fix: 'state the topology that the image is set up for',
    },
  },
  {
    input: 'ports without a main one',
    build: (shop) => new DaemonAgent(shop, 'agent', { image: 'agent:1.0.0', ports: { admin: 9000 } }),
    error: {
      path: 'shop/agent',
      field: 'port',
      problem: 'is missing: it is the main one of several ports',
      value: undefined,
      allowed: 'a whole number from 1 to 65535',
      fix: 'give the main port as `port`, and the others in `ports`',
    },
  },
  {
    input: 'a Service port of 0',
    build: (shop) => new WebService(shop, 'api', { ...api, service: { port: 0 } }),
    error: {
      path: 'shop/api',
      field: 'service.port',
      problem: 'must be a whole number from 1 to 65535',
      value: 0,
      allowed: 'a whole number from 1 to 65535',
      fix: 'raise it',
    },
  },
];

describe('ports and numbers of pods that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
