/** Orders that lead in a circle, and company in another namespace. */
import { Application, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'an order that leads in a circle',
    build: (shop) => {
      const first = new WebService(shop, 'first', api);
      const second = new WebService(shop, 'second', { ...api, after: [first] });
      const third = new WebService(shop, 'third', { ...api, after: [second] });
      first.startAfter(third);
    },
    error: {
      path: 'shop/first',
      field: 'after',
      problem: 'leads in a circle: shop/first after shop/third after shop/second after shop/first',
      value: 'shop/third',
      allowed: 'an order without circles',
      fix: 'services that call each other need no order: remove one of the steps',
    },
  },
  {
    input: 'a workload that starts after itself',
    build: (shop) => {
      const worker = new Worker(shop, 'mailer', mailer);
      worker.startAfter(worker);
    },
    error: {
      path: 'shop/mailer',
      field: 'after',
      problem: 'leads in a circle: shop/mailer after shop/mailer',
      value: 'shop/mailer',
      allowed: 'an order without circles',
      fix: 'services that call each other need no order: remove one of the steps',
    },
  },
  {
    input: 'an order by name',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, after: ['api' as never] }),
    error: {
      path: 'shop/mailer',
      field: 'after',
      problem: 'must name constructs',
      value: 'api',
      allowed: 'workloads of the same tree',
      fix: 'pass the workload itself, not its name',
    },
  },
  {
    input: 'an order across targets',
    build: (shop, app) => {
      const far = new Application(app, 'far', { target: acme.target('prod-us') });
      new Worker(shop, 'mailer', { ...mailer, after: [new WebService(far, 'store', api)] });
    },
    error: {
      path: 'shop/mailer',
      field: 'after',
      problem: 'names far/store, which goes to another cluster (prod-us)',
      value: 'far/store',
      allowed: 'workloads of prod-eu',
      fix: 'name a workload of the same target: nothing orders the deliveries of two clusters',
    },
  },
  {
    input: 'a late order across targets',
    build: (shop, app) => {
      const far = new Application(app, 'far', { target: acme.target('prod-us') });
      new Worker(shop, 'mailer', mailer).startAfter(new WebService(far, 'store', api));
    },
    error: {
      path: 'shop/mailer',
      field: 'after',
      problem: 'names far/store, which goes to another cluster (prod-us)',
      value: 'far/store',
      allowed: 'workloads of prod-eu',
      fix: 'name a workload of the same target: nothing orders the deliveries of two clusters',
    },
  },
  {
    input: 'company of a workload in another namespace',
    build: (shop, app) => {
      const other = new Application(app, 'other', { target: acme.target('prod-eu') });
      const store = new WebService(other, 'store', api);
      new Worker(shop, 'mailer', { ...mailer, beside: store });
    },
    error: {
      path: 'shop/mailer',
      field: 'beside',
      problem: 'must be a workload of the same namespace',
      value: 'other/store',
      allowed: 'a workload of the same Application',
      fix: 'pass the workload itself',
    },
  },
];

describe('order and company that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
