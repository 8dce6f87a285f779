/** Two of one identity: workloads, objects, files. */
import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { Application, StatefulStore, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };
const orders = { image: 'postgres:17.2', port: 5432, user: 999 };
const target = acme.target('prod-eu');

const inputs: readonly WrongInput[] = [
  {
    input: 'an id that is taken',
    build: (shop) => {
      new WebService(shop, 'api', api);
      new Worker(shop, 'api', mailer);
    },
    error: {
      path: 'shop/api',
      field: 'id',
      problem: 'is taken by another construct of the same scope',
      value: 'api',
      allowed: 'an id that no other construct of the scope has',
      fix: 'give one of the two another id; a workload keeps its name by the prop `name`',
    },
  },
  {
    input: 'an Application of an id that is taken',
    build: (_shop, app) => new Application(app, 'shop', { target }),
    error: {
      path: 'shop',
      field: 'id',
      problem: 'is taken by another construct of the same scope',
      value: 'shop',
      allowed: 'an id that no other construct of the scope has',
      fix: 'give one of the two another id; a workload keeps its name by the prop `name`',
    },
  },
  {
    input: 'an empty id',
    build: (shop) => new Worker(shop, '', mailer),
    error: {
      path: 'shop/',
      field: 'id',
      problem: 'must be a text that is not empty',
      value: '',
      allowed: "a text such as 'api'",
      fix: 'pass the id as the second argument',
    },
  },
  {
    input: 'a scope that is none',
    build: () => new Worker({} as unknown as Chart, 'mailer', mailer),
    error: {
      path: 'mailer',
      field: 'scope',
      problem: 'must be a construct',
      value: {},
      allowed: 'an Application, a Chart or another construct',
      fix: 'pass the construct that it belongs to as the first argument',
    },
  },
  {
    input: 'the same name twice, for two kinds of workloads',
    build: (shop) => {
      new WebService(shop, 'api', api);
      new Worker(shop, 'background', { ...mailer, name: 'api' });
    },
    error: {
      path: 'shop/background',
      field: 'name',
      problem: 'makes Workload shop/api a second time in one cluster: shop/api made it first',
      value: 'api',
      allowed: 'a name that nobody else has',
      fix: 'give one of them another name; a class that wraps workloads and is used twice passes `name` to them',
    },
  },
  {
    input: 'the same name twice, in two Applications of one namespace',
    build: (shop, app) => {
      new WebService(shop, 'api', api);
      new WebService(new Application(app, 'shop-2', { target, namespace: 'shop' }), 'api', api);
    },
    error: {
      path: 'shop-2/api',
      field: 'name',
      problem: 'makes Workload shop/api a second time in one cluster: shop/api made it first',
      value: 'api',
      allowed: 'a name that nobody else has',
      fix: 'give one of them another name; a class that wraps workloads and is used twice passes `name` to them',
    },
  },
  {
    input: 'the same name twice, in a plain Chart',
    build: (_shop, app) => {
      const chart = new Chart(app, 'plain');
      new WebService(chart, 'api', api);
      new Worker(chart, 'other', { ...mailer, name: 'api' });
    },
    error: {
      path: 'plain/other',
      field: 'name',
      problem: 'makes Workload api a second time in one cluster: plain/api made it first',
      value: 'api',
      allowed: 'a name that nobody else has',
      fix: 'give one of them another name; a class that wraps workloads and is used twice passes `name` to them',
    },
  },
  {
    input: 'a Service named as another workload names its own',
    build: (shop) => {
      new StatefulStore(shop, 'orders', orders);
      new WebService(shop, 'orders-headless', api);
    },
    error: {
      path: 'shop/orders-headless',
      field: 'name',
      problem: 'makes Service shop/orders-headless a second time in one cluster: shop/orders made it first',
      value: 'orders-headless',
      allowed: 'a name that nobody else has',
      fix: 'give one of them another name; a class that wraps workloads and is used twice passes `name` to them',
    },
  },
  {
    input: 'a Namespace that two Applications make',
    build: (_shop, app) => {
      new Application(app, 'one', { target, namespace: 'team', createNamespace: true });
      new Application(app, 'two', { target, namespace: 'team', createNamespace: true });
    },
    error: {
      path: 'two',
      field: 'createNamespace',
      problem: 'makes Namespace team a second time in one cluster: one made it first',
      value: 'team',
      allowed: 'a name that nobody else has',
      fix: 'let one of the two Applications create it',
    },
  },
  {
    input: 'an object of cdk8s that a workload made already',
    build: (shop) => {
      new WebService(shop, 'api', api);
      new ApiObject(shop, 'mine', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' } });
    },
    error: {
      path: 'shop/mine',
      field: 'metadata.name',
      problem: 'Service shop/api exists already, made at shop/api/Service',
      value: 'api',
      allowed: undefined,
      fix: 'rename one of the two (charthouse: pass `name` to the workload, as where a class makes it twice)',
      rule: 'unique-identity',
    },
  },
  {
    input: 'two objects that would be one file',
    build: (shop, app) => {
      Object.assign(app, { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
      const chart = new Chart(app, 'plain');
      for (const scope of [shop, chart]) {
        new ApiObject(scope, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
      }
    },
    error: {
      path: 'plain/settings',
      field: undefined,
      problem: 'needs a file of its own, but shop/settings is written to the same',
      value: 'ConfigMap.settings.k8s.yaml',
      allowed: 'one object a file',
      fix: 'give one of the two another name, or let YamlOutputType.FILE_PER_CHART write both to one file',
    },
  },
];

describe('two of one identity', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
