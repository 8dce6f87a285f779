/** Quantities, percentages, seconds, users and flags that are out of bounds or of another type. */
import { Task, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a quantity with a unit of its own',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, resources: { requests: { memory: '256MB' } } }),
    error: {
      path: 'shop/mailer',
      field: 'resources.requests.memory',
      problem: 'must be a quantity such as 500m, 256Mi or 2',
      value: '256MB',
      allowed: 'a quantity such as 500m, 256Mi or 2',
      fix: 'write a number of at least 0, and a unit that Kubernetes knows: m, k, M, G, Ki, Mi, Gi',
    },
  },
  {
    input: 'a negative quantity',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, resources: { requests: { cpu: '-100m' } } }),
    error: {
      path: 'shop/mailer',
      field: 'resources.requests.cpu',
      problem: 'must be a quantity such as 500m, 256Mi or 2',
      value: '-100m',
      allowed: 'a quantity such as 500m, 256Mi or 2',
      fix: 'write a number of at least 0, and a unit that Kubernetes knows: m, k, M, G, Ki, Mi, Gi',
    },
  },
  {
    input: 'a limit below the request',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, resources: { requests: { cpu: '500m' }, limits: { cpu: '0.25' } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'resources.limits.cpu',
      problem: 'must be at least resources.requests.cpu (500m)',
      value: '0.25',
      allowed: 'at least resources.requests.cpu (500m)',
      fix: 'raise the limit, or lower the request',
    },
  },
  {
    input: 'a volume whose size says no unit that Kubernetes knows',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, storage: { path: '/data', size: '20 GB' } }),
    error: {
      path: 'shop/mailer',
      field: 'storage.size',
      problem: 'must be a size such as 20Gi',
      value: '20 GB',
      allowed: 'a size such as 20Gi',
      fix: 'write a number above 0 and a unit such as Mi or Gi',
    },
  },
  {
    input: 'a percentage without its sign',
    build: (shop) => new WebService(shop, 'api', { ...api, disruption: { maxUnavailable: '50' } }),
    error: {
      path: 'shop/api',
      field: 'disruption.maxUnavailable',
      problem: "must be a whole number of at least 0, or a percentage such as '25%'",
      value: '50',
      allowed: "a whole number of at least 0, or a percentage such as '25%'",
      fix: "write 50, or '50%'",
    },
  },
  {
    input: 'a negative time to drain',
    build: (shop) => new WebService(shop, 'api', { ...api, rollout: { drainSeconds: -10 } }),
    error: {
      path: 'shop/api',
      field: 'rollout.drainSeconds',
      problem: 'must be a whole number from 0 to 86400',
      value: -10,
      allowed: 'a whole number from 0 to 86400',
      fix: 'raise it',
    },
  },
  {
    input: 'root as user',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, user: 0 }),
    error: {
      path: 'shop/mailer',
      field: 'user',
      problem: 'must be a whole number from 1 to 2147483647',
      value: 0,
      allowed: 'a whole number from 1 to 2147483647',
      fix: 'give another user; or, for root, say security: { runAsUser: 0, runAsNonRoot: false } and give its reason: '
        + "because: { 'security.runAsNonRoot': '…' }",
    },
  },
  {
    input: 'a user by name',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, user: 'postgres' as never }),
    error: {
      path: 'shop/mailer',
      field: 'user',
      problem: 'must be a whole number from 1 to 2147483647',
      value: 'postgres',
      allowed: 'a whole number from 1 to 2147483647',
      fix: 'give a number',
    },
  },
  {
    input: 'a flag as text',
    build: (shop) => new Task(shop, 'migrate', { image: 'api:1.4.2', job: { restartOnFailure: 'yes' as never } }),
    error: {
      path: 'shop/migrate',
      field: 'job.restartOnFailure',
      problem: 'must be true or false',
      value: 'yes',
      allowed: 'true or false',
      fix: 'write true or false',
    },
  },
  {
    input: 'a deadline of no seconds',
    build: (shop) => new Task(shop, 'migrate', { image: 'api:1.4.2', job: { activeDeadlineSeconds: 0 } }),
    error: {
      path: 'shop/migrate',
      field: 'job.activeDeadlineSeconds',
      problem: 'must be a whole number of at least 1',
      value: 0,
      allowed: 'a whole number of at least 1',
      fix: 'raise it',
    },
  },
];

describe('quantities, seconds and flags that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
