/** Transforms that miss, break off, or touch what they must not. */
import { CronTask, StatefulStore, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a transform of an object that is not there',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, transform: { Service: { spec: { type: 'NodePort' } } } }),
    error: {
      path: 'shop/mailer',
      field: 'object Service',
      problem: 'is not there: the workload makes no such object',
      value: 'Service',
      allowed: 'Deployment, NetworkPolicy, PodDisruptionBudget, ServiceAccount',
      fix: 'name one of those that it makes',
    },
  },
  {
    input: 'a transform of a role that is not there',
    build: (shop) => {
      new StatefulStore(shop, 'orders', { image: 'postgres:17.2', port: 5432, user: 999 })
        .transform('Service', { spec: { type: 'NodePort' } }, { role: 'headles' });
    },
    error: {
      path: 'shop/orders',
      field: 'object Service/headles',
      problem: 'is not there: the workload makes no such object',
      value: 'headles',
      allowed: 'NetworkPolicy, Service, Service (role headless), ServiceAccount, StatefulSet',
      fix: 'name one of those that it makes',
    },
  },
  {
    input: 'a transform that changes nothing',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, transform: { Deployment: { spec: { replicas: 2 } } } }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'transform of Deployment',
      problem: 'changes nothing: the object has these values already',
      value: { spec: { replicas: 2 } },
      allowed: 'what changes the object',
      fix: 'remove the transform, or correct its values',
    },
  },
  {
    input: 'a transform with a field that the kind has not',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, transform: { Deployment: { spec: { replica: 3 } as never } },
    }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'transform of Deployment: spec.replica',
      problem: "is not a field of the kind's schema",
      value: 'replica',
      allowed: 'minReadySeconds, paused, progressDeadlineSeconds, replicas, revisionHistoryLimit, selector, '
        + 'strategy, template',
      fix: "did you mean 'replicas'? A field that the schema lacks takes { unknownFields: true }",
    },
  },
  {
    input: 'a transform of an item that is not there',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer,
      transform: { Deployment: { spec: { template: { spec: { containers: [{ name: 'proxy', tty: true }] } } } } },
    }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'transform of Deployment: spec.template.spec.containers[proxy]',
      problem: 'is not there: a patch addresses items by name',
      value: 'spec.template.spec.containers[proxy]',
      allowed: 'what is there: mailer',
      fix: 'address something that is there; to add an item to a list, transform with a function: (object) => { … }',
    },
  },
  {
    input: 'a transform that removes what is not there',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, transform: { Deployment: { spec: { paused: null } } } }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'transform of Deployment: spec.paused',
      problem: 'is not there to be removed',
      value: 'spec.paused',
      allowed: 'what is there: replicas, selector, strategy, template',
      fix: 'address something that is there; to add an item to a list, transform with a function: (object) => { … }',
    },
  },
  {
    input: 'a transform of the name',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, transform: { Deployment: { metadata: { name: 'postman' } } },
    }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'transform of Deployment: metadata.name',
      problem: 'is identity, which a transform cannot change',
      value: 'postman',
      allowed: 'what it is: "mailer"',
      fix: 'to keep what runs already under other names, use adopt: { name, selector, labels }',
    },
  },
  {
    input: 'a transform of the selector, by a function',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer,
      transform: { Deployment: (object) => { object.spec!.selector.matchLabels!['app'] = 'mailer'; return object; } },
    }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'transform of Deployment: spec.selector',
      problem: 'is identity, which a transform cannot change',
      value: { matchLabels: { 'charthouse.dev/workload': 'mailer', app: 'mailer' } },
      allowed: 'what it is: {"matchLabels":{"charthouse.dev/workload":"mailer"}}',
      fix: 'to keep what runs already under other names, use adopt: { name, selector, labels }',
    },
  },
  {
    input: 'a transform of the label of the pods of a CronJob',
    build: (shop) => new CronTask(shop, 'report', {
      image: 'report:1.0.0',
      schedule: '@daily',
      transform: {
        CronJob: {
          spec: { jobTemplate: { spec: { template: { metadata: { labels: { 'charthouse.dev/workload': 'api' } } } } } },
        },
      },
    }),
    error: {
      path: 'shop/report/CronJob',
      field: 'transform of CronJob: spec.jobTemplate.spec.template.metadata.labels.charthouse.dev/workload',
      problem: 'is identity, which a transform cannot change',
      value: 'api',
      allowed: 'what it is: "report"',
      fix: 'to keep what runs already under other names, use adopt: { name, selector, labels }',
    },
  },
  {
    input: 'a transform of the Service of a StatefulSet',
    build: (shop) => new StatefulStore(shop, 'orders', {
      image: 'postgres:17.2', port: 5432, user: 999, transform: { StatefulSet: { spec: { serviceName: 'orders' } } },
    }),
    error: {
      path: 'shop/orders/StatefulSet',
      field: 'transform of StatefulSet: spec.serviceName',
      problem: 'is identity, which a transform cannot change',
      value: 'orders',
      allowed: 'what it is: "orders-headless"',
      fix: 'to keep what runs already under other names, use adopt: { name, selector, labels }',
    },
  },
  {
    input: 'a text for a transform',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, transform: { Deployment: 'replicas: 3' as never } }),
    error: {
      path: 'shop/mailer',
      field: 'transform.Deployment',
      problem: 'must be a patch, or a function that changes the object',
      value: 'replicas: 3',
      allowed: 'a patch, or a function that changes the object',
      fix: 'write { spec: { … } }, or (object) => { … }',
    },
  },
  {
    input: 'null for a transform',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, transform: { Deployment: null as never } }),
    error: {
      path: 'shop/mailer',
      field: 'transform.Deployment',
      problem: 'must be a patch, or a function that changes the object',
      value: null,
      allowed: 'a patch, or a function that changes the object',
      fix: 'leave it out where there is nothing to say',
    },
  },
  {
    input: 'a transform that returns no object',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, transform: { Deployment: (() => 3) as never } }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'transform of Deployment',
      problem: 'returns no object',
      value: 3,
      allowed: 'the object, or nothing where the function changed it in place',
      fix: 'return the object, or put the body of the arrow function in { }',
    },
  },
  {
    input: 'a transform that throws',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer,
      transform: { Deployment: (object) => { object.spec!.template.spec!.volumes![9]!.name = 'x'; return object; } },
    }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'transform of Deployment',
      problem: "throws: Cannot set properties of undefined (setting 'name')",
      value: expect.any(Function),
      allowed: 'a function that changes the object',
      fix: 'correct the function: the object may lack what it reaches for',
    },
  },
  {
    input: 'a transform into what the API refuses',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer,
      transform: {
        Deployment: (object) => {
          object.spec!.template.spec!.containers[0]!.resources!.limits = { memory: '1Mi' };
          return object;
        },
      },
    }),
    error: {
      path: 'shop/mailer',
      field: 'spec.template.spec.containers[mailer].resources.limits.memory',
      problem: 'the memory limit 1Mi is under the request 256Mi',
      value: '1Mi',
      allowed: undefined,
      fix: 'raise the limit to at least 256Mi, or lower the request (charthouse: `resources`)',
      rule: 'limits-cover-requests',
    },
  },
];

describe('transforms that miss', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
