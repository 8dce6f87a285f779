/** Numbers that the API server refuses, or takes for something that nobody means. */
import { StatefulStore, Task, WebService } from 'charthouse';
import { expectRefused, type ExpectedError, type WrongInput } from './support/expect-refused';

type Said = Omit<ExpectedError, 'path'>;

function service(input: string, props: object, error: Said): WrongInput {
  return {
    input,
    build: (shop) => new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ...props }),
    error: { path: 'shop/api', ...error },
  };
}

const tooLarge = 2 ** 31;
const counted: Omit<Said, 'field'> = {
  problem: 'must be a whole number from 1 to 2147483647',
  value: tooLarge,
  allowed: 'a whole number from 1 to 2147483647',
  fix: 'lower it',
};
const spread = { topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a finished job that is kept for longer than Kubernetes counts',
    build: (shop) => new Task(shop, 'migrate', { image: 'api:1.4.2', job: { ttlSecondsAfterFinished: tooLarge } }),
    error: {
      path: 'shop/migrate', field: 'job.ttlSecondsAfterFinished', value: tooLarge,
      problem: 'must be false, or a whole number from 0 to 2147483647',
      allowed: 'false, or a whole number from 0 to 2147483647', fix: 'choose one of these',
    },
  },
  service('a skew that Kubernetes does not count', { spread: { maxSkew: tooLarge } }, {
    ...counted, field: 'spread.maxSkew',
  }),
  service('a skew of a constraint that Kubernetes does not count', {
    topologySpreadConstraints: [{ ...spread, maxSkew: tooLarge }],
  }, { ...counted, field: 'topologySpreadConstraints[0].maxSkew' }),
  service('more domains than Kubernetes counts', {
    topologySpreadConstraints: [{ ...spread, maxSkew: 1, minDomains: tooLarge }],
  }, { ...counted, field: 'topologySpreadConstraints[0].minDomains' }),
  service('memory in thousandths of a byte', { resources: { limits: { memory: '400m' } } }, {
    field: 'resources.limits.memory',
    problem: 'counts in parts of a byte',
    value: '400m',
    allowed: 'bytes, such as 400Mi',
    fix: 'write 400Mi if that is meant',
  }),
  service('a limit of scratch space in thousandths of a byte', {
    resources: { limits: { 'ephemeral-storage': '500m' } },
  }, {
    field: 'resources.limits.ephemeral-storage',
    problem: 'counts in parts of a byte',
    value: '500m',
    allowed: 'bytes, such as 500Mi',
    fix: 'write 500Mi if that is meant',
  }),
  service('a volume in thousandths of a byte', { volumes: { a: { path: '/a', emptyDir: { sizeLimit: '64m' } } } }, {
    field: 'volumes.a.emptyDir.sizeLimit',
    problem: 'must be a size such as 64Mi',
    value: '64m',
    allowed: 'a size such as 64Mi',
    fix: 'write a number and a unit such as Mi or Gi',
  }),
  {
    input: 'a claim in thousandths of a byte',
    build: (shop) => new StatefulStore(shop, 'orders', {
      image: 'postgres:17.2', port: 5432, user: 999, storage: { path: '/data', size: '20m' },
    }),
    error: {
      path: 'shop/orders', field: 'storage.size', value: '20m',
      problem: 'must be a size such as 20Gi',
      allowed: 'a size such as 20Gi',
      fix: 'write a number above 0 and a unit such as Mi or Gi',
    },
  },
  service('half a huge page', { resources: { requests: { 'hugepages-2Mi': '3Mi' } } }, {
    field: 'resources.requests.hugepages-2Mi',
    problem: 'must be a number of whole pages',
    value: '3Mi',
    allowed: 'a multiple of 2Mi',
    fix: 'round it',
  }),
  service('huge pages of no size', { resources: { limits: { 'hugepages-0Mi': '2Mi' } } }, {
    field: 'resources.limits.hugepages-0Mi',
    problem: 'is no resource of a container',
    value: 'hugepages-0Mi',
    allowed: 'cpu, memory, ephemeral-storage, hugepages-2Mi, or an extended one such as nvidia.com/gpu',
    fix: 'name an extended resource with the domain of its vendor',
  }),
];

describe('numbers that cannot be', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
