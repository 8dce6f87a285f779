/** Names that the API refuses. */
import { Application, CronTask, StatefulStore, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };
const orders = { image: 'postgres:17.2', port: 5432, user: 999 };
const target = acme.target('prod-eu');

const inputs: readonly WrongInput[] = [
  {
    input: 'a name of 80 characters',
    build: (shop) => new WebService(shop, 'a'.repeat(80), api),
    error: {
      path: 'shop/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      field: 'name',
      problem: 'is too long for a Service: 80 characters',
      value: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter",
      fix: 'shorten it',
    },
  },
  {
    input: 'a store with a name of 53 characters',
    build: (shop) => new StatefulStore(shop, 'orders', { ...orders, name: 'o'.repeat(53) }),
    error: {
      path: 'shop/orders',
      field: 'name',
      problem: 'is too long for a StatefulSet: 53 characters',
      value: 'ooooooooooooooooooooooooooooooooooooooooooooooooooooo',
      allowed: "at most 52 characters: lower-case letters, digits and '-', beginning with a letter or digit",
      fix: 'shorten it',
    },
  },
  {
    input: 'a CronTask with a name of 53 characters',
    build: (shop) => new CronTask(shop, 'report', {
      image: 'report:1.0.0', schedule: '@daily', name: 'r'.repeat(53),
    }),
    error: {
      path: 'shop/report',
      field: 'name',
      problem: 'is too long for a CronJob: 53 characters',
      value: 'rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr',
      allowed: "at most 52 characters: lower-case letters, digits and '-', beginning with a letter or digit",
      fix: 'shorten it',
    },
  },
  {
    input: 'an id in camel case, which is the name',
    build: (shop) => new WebService(shop, 'ordersApi', api),
    error: {
      path: 'shop/ordersApi',
      field: 'name',
      problem: 'is no name for a Service',
      value: 'ordersApi',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter",
      fix: "call it 'orders-api'",
    },
  },
  {
    input: 'an empty name',
    build: (shop) => new WebService(shop, 'api', { ...api, name: '' }),
    error: {
      path: 'shop/api',
      field: 'name',
      problem: 'must be a text that is not empty',
      value: '',
      allowed: 'a text that is not empty',
      fix: 'leave it out, or write something',
    },
  },
  {
    input: 'a name that begins with a digit',
    build: (shop) => new WebService(shop, '3scale', api),
    error: {
      path: 'shop/3scale',
      field: 'name',
      problem: 'is no name for a Service',
      value: '3scale',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter",
      fix: "call it 'scale'",
    },
  },
  {
    input: 'a container with a name in upper case',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, sidecars: { Proxy: { image: 'proxy:1.0.0' } } }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.Proxy',
      problem: 'is no name for a container',
      value: 'Proxy',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter or digit",
      fix: "call it 'proxy'",
    },
  },
  {
    input: 'an Application whose id is no namespace',
    build: (_shop, app) => new Application(app, 'My_Shop', { target }),
    error: {
      path: 'My_Shop',
      field: 'name',
      problem: 'is no name for a Namespace',
      value: 'My_Shop',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter or digit",
      fix: "call it 'my-shop'",
    },
  },
  {
    input: 'a namespace of 64 characters',
    build: (_shop, app) => new Application(app, 'two', { target, namespace: 'n'.repeat(64) }),
    error: {
      path: 'two',
      field: 'namespace',
      problem: 'is too long for a Namespace: 64 characters',
      value: 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter or digit",
      fix: 'shorten it',
    },
  },
  {
    input: 'a workload outside any Chart',
    build: (_shop, app) => new WebService(app, 'api', api),
    error: {
      path: 'api',
      field: 'scope',
      problem: 'is in no Application and in no Chart',
      value: undefined,
      allowed: 'an Application, a cdk8s Chart, or a construct in one',
      fix: "pass an Application as the first argument: new Application(app, 'shop', { target })",
    },
  },
  {
    input: 'an empty name for a container',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, sidecars: { '': { image: 'proxy:1.0.0' } } }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.',
      problem: 'is no name for a container',
      value: '',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter or digit",
      fix: 'choose a name of that form',
    },
  },
  {
    input: 'an adopted name that is none',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, adopt: { name: 'Mailer_Old' } }),
    error: {
      path: 'shop/mailer',
      field: 'Deployment name',
      problem: 'is no name for a Deployment',
      value: 'Mailer_Old',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter or digit",
      fix: "call it 'mailer-old'",
    },
  },
];

describe('names that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
