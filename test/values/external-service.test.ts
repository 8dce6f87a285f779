import { ApiObject } from 'cdk8s';
import { App, Application, ExternalService, WebService, Worker, external } from '../../lib';
import { applications, environment, house, manifest, rules, shop, thrownBy } from './support/shop';

const image = 'api:1';
const host = 'db.example.com';
const anywhere = [{ ipBlock: { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8']) } }];
const ports = [{ port: 5432, protocol: 'TCP' }];

test('a name inside the cluster leads to a host outside of it', () => {
  const orders = new ExternalService(shop(), 'orders', { host, port: 5432, annotations: { 'example.com/a': 'b' } });
  expect(manifest(orders, 'Service')).toEqual({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'orders',
      namespace: 'shop',
      annotations: { 'example.com/a': 'b' },
      labels: {
        'app.kubernetes.io/name': 'orders',
        'app.kubernetes.io/part-of': 'shop',
        'app.kubernetes.io/managed-by': 'charthouse',
      },
    },
    spec: { type: 'ExternalName', externalName: host, ports },
  });
});

test('whoever refers to it is given the name, and let out to what is outside', () => {
  const { app, made: [shopping, paying] } = applications('shop', 'pay');
  const orders = new ExternalService(shopping!, 'orders', { host, port: 5432 });
  const near = new Worker(shopping!, 'near', { image, env: { DB: orders.address, PORT: orders.port } });
  const far = new Worker(paying!, 'far', { image, env: { DB: orders.hostname } });
  expect([environment(near), environment(far)]).toEqual([
    { DB: 'orders:5432', PORT: '5432' }, { DB: 'orders.shop.svc' },
  ]);
  expect([rules(near, 'egress'), rules(far, 'egress')]).toEqual([[{ to: anywhere, ports }], [{ to: anywhere, ports }]]);
  expect(app.graph().edges).toContainEqual(
    { from: 'pay/far', to: 'shop/orders', ports: [5432], via: ['env DB'] });
  expect(app.graph().nodes).toContainEqual({ path: 'shop/orders', name: host, kind: 'external' });
});

test('its range is let through, where it is known', () => {
  const application = shop();
  const orders = new ExternalService(application, 'orders', {
    host, port: 5432, cidr: '192.0.2.0/24', except: ['192.0.2.128/25'], protocol: 'UDP',
  });
  const caller = new Worker(application, 'caller', { image, connectsTo: [orders] });
  expect(rules(caller, 'egress')).toEqual([{
    to: [{ ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.128/25'] } }],
    ports: [{ port: 5432, protocol: 'UDP' }],
  }]);
});

test('it has the labels of its application, and a name of its own where that is said', () => {
  const app = new App();
  const application = new Application(app, 'shop', { target: house.target('one'), owner: 'team', labels: { a: 'b' } });
  const orders = new ExternalService(application, 'orders', { host, port: 5432, name: 'orders-db' });
  expect(manifest(orders, 'Service')).toMatchObject({
    metadata: { name: 'orders-db', labels: { a: 'b', 'charthouse.dev/owner': 'team' } },
  });
  expect(app.findings()).toEqual([]);
});

test('its host may come later, and then only the name is known', () => {
  const apply = (): never => { throw new Error('nobody asks'); };
  const orders = new ExternalService(shop(), 'orders', { host: { apply }, port: 5432 });
  expect(orders.endpoint.name).toBe('orders');
  expect(() => { ApiObject.of(orders).toJson(); }).toThrow('spec.externalName is a Pulumi Output');
});

test('it is one of its name among the Services of its namespace', () => {
  const application = shop();
  new WebService(application, 'orders', { image, port: 80 });
  expect(thrownBy(() => new ExternalService(application, 'other', { host, port: 80, name: 'orders' })))
    .toMatchObject({ path: 'shop/other', field: 'name', value: 'orders' });
});

test('it is known in its own cluster only, unlike what has no object', () => {
  const { app, made: [one] } = applications('shop');
  const orders = new ExternalService(one!, 'orders', { host, port: 5432 });
  const two = new Application(app, 'two', { target: house.target('two') });
  expect(thrownBy(() => new Worker(two, 'caller', { image, connectsTo: [orders] })))
    .toMatchObject({ path: 'two/caller', field: 'connectsTo', value: 'shop/orders' });
  new Worker(two, 'other', { image, connectsTo: [external({ host, port: 5432 })] });
  expect(app.graph().edges).toHaveLength(1);
});

test.each<[string, object, object]>([
  ['an address', { host: '10.0.0.1' }, { field: 'host', value: '10.0.0.1' }],
  ['a URL', { host: 'https://db.example.com' }, { field: 'host', fix: 'leave protocol, port and path out' }],
  ['no host', { host: undefined }, { field: 'host', problem: 'is missing' }],
  ['no port', { port: 0 }, { field: 'port', value: 0 }],
  ['a name that no Service has', { name: '1x' }, { field: 'name', value: '1x' }],
  ['a range without what is left out', { except: ['10.0.0.0/8'] }, { field: 'except[0]' }],
  ['an annotation that has no key', { annotations: { 'a b': 'c' } }, { field: 'annotations.a b' }],
  ['a prop that nobody knows', { prot: 1 }, { field: 'prot', fix: "did you mean 'port'?" }],
])('it is refused %s', (_name, props, facts) => {
  const given = { host, port: 5432, ...props } as never;
  expect(thrownBy(() => new ExternalService(shop(), 'orders', given))).toMatchObject({ path: 'shop/orders', ...facts });
});
