import { inspect } from 'node:util';
import { App, Application, WebService, Worker, text } from '../../lib';
import { applications, environment, house, manifest, ofContainer, shop, thrownBy } from './support/shop';

const image = 'api:1';

function service(): WebService {
  return new WebService(shop(), 'orders', { image, port: 8080, service: { port: 80 } });
}

test('a reference is written as the address that callers use: the port of the Service, not of the pod', () => {
  const application = shop();
  const orders = new WebService(application, 'orders', {
    image, port: 8080, ports: { admin: 9090 }, service: { port: 80 }, host: 'orders.example.com',
  });
  const worker = new Worker(application, 'mailer', { image, env: {
    HOST: orders.hostname, PORT: orders.port, ADDRESS: orders.address, URL: orders.url,
    ADMIN: orders.at('admin'), PUBLIC: orders.publicUrl,
  } });
  expect(environment(worker)).toEqual({
    HOST: 'orders', PORT: '80', ADDRESS: 'orders:80', URL: 'http://orders',
    ADMIN: 'orders:9090', PUBLIC: 'https://orders.example.com',
  });
});

test('from another namespace the address names the namespace, and the same reference stays short at home', () => {
  const [shopping, paying] = applications('shop', 'pay').made;
  const { address } = new WebService(shopping!, 'orders', { image, port: 8080 });
  const near = new Worker(shopping!, 'near', { image, env: { ORDERS: address } });
  const far = new Worker(paying!, 'far', { image, env: { ORDERS: address } });
  expect(environment(near)).toEqual({ ORDERS: 'orders:8080' });
  expect(environment(far)).toEqual({ ORDERS: 'orders.shop.svc:8080' });
});

test('a reference into another cluster is refused, with both paths, the field and the way out', () => {
  const { app, made: [first] } = applications('shop');
  const orders = new WebService(first!, 'orders', { image, port: 8080 });
  const other = new Application(app, 'other', { target: house.target('two') });
  const error = thrownBy(() => new Worker(other, 'mailer', { image, env: { ORDERS: orders.hostname } }));
  expect(error).toMatchObject({
    path: 'other/mailer', field: 'env ORDERS', value: 'shop/orders', allowed: 'workloads of two',
  });
  expect(error.message).toContain('external({ host, port })');
});

test.each<[string, (reference: string) => unknown]>([
  ['a plain template string', (reference) => `http://${reference}/v1`],
  ['String(…)', (reference) => [reference].map(String)],
  ['toString()', (reference) => Reflect.apply((reference as unknown as object).toString, reference, [])],
  ['a concatenation', (reference) => 'x' + (reference)],
  ['arithmetic', (reference) => Number(reference) + 1],
  ['a join', (reference) => [reference, 'x'].join(':')],
])('a reference in %s throws, and names the fix', (_name, use) => {
  const error = thrownBy(() => use(service().hostname as unknown as string));
  expect(error).toMatchObject({ path: 'shop/orders', value: 'shop/orders hostname' });
  expect(error.fix).toContain('text`…`');
});

test('a reference that was turned into JSON is refused when it is written, with path and field', () => {
  const application = shop();
  const orders = new WebService(application, 'orders', { image, port: 8080 });
  const json = JSON.stringify({ upstream: { host: orders.hostname }, retries: 3 });
  const worker = new Worker(application, 'mailer', { image, env: { CONFIG: json } });
  expect(thrownBy(() => manifest(worker, 'Deployment'))).toMatchObject({
    path: 'shop/mailer/Deployment',
    field: 'spec.template.spec.containers[mailer].env[CONFIG].value',
    value: 'shop/orders hostname',
  });
});

test('a reference inside a file that was turned into JSON is refused as well', () => {
  const application = shop();
  const orders = new WebService(application, 'orders', { image, port: 8080 });
  const worker = new Worker(application, 'mailer', {
    image, files: { '/etc/config.json': JSON.stringify({ nested: JSON.stringify([orders.url]) }) },
  });
  const error = thrownBy(() => manifest(worker, 'ConfigMap'));
  expect(error).toMatchObject({ value: 'shop/orders url', field: 'data.etc-config.json' });
});

test('looking at a reference and comparing it is harmless', () => {
  const { hostname } = service();
  expect(inspect({ hostname })).toBe('{ hostname: Reference(shop/orders hostname) }');
  expect(hostname).toBe(hostname);
  expect(hostname).toEqual(hostname);
  expect({ a: hostname }).not.toEqual({ a: 'orders' });
  expect(Object.keys(hostname)).toEqual(['description', 'endpoints', 'render']);
  expect(typeof hostname).toBe('object');
  expect([hostname].includes(hostname)).toBe(true);
});

test('a reference cannot be changed', () => {
  const { hostname } = service();
  expect(() => { (hostname as { description: string }).description = 'x'; }).toThrow(TypeError);
});

test('a reference to a workload that listens on nothing is an error', () => {
  const worker = new Worker(shop(), 'mailer', { image }) as unknown as WebService;
  expect(thrownBy(() => worker.hostname)).toMatchObject({ path: 'shop/mailer', field: 'hostname' });
  const orders = service();
  expect(thrownBy(() => orders.at('admin'))).toMatchObject({ field: 'at', value: 'admin', allowed: 'http' });
  expect(thrownBy(() => orders.publicUrl)).toMatchObject({ path: 'shop/orders', field: 'publicUrl' });
});

test('references stand wherever a value does: command, args, annotations, host names', () => {
  const application = shop();
  const orders = new WebService(application, 'orders', { image, port: 8080 });
  const api = new WebService(application, 'api', {
    image,
    port: 80,
    command: ['run', orders.address],
    args: [text`--orders=${orders.url}`],
    annotations: { 'example.com/orders': orders.hostname },
    service: { annotations: { 'example.com/upstream': orders.address } },
  });
  expect(ofContainer(api, 'command')).toEqual(['run', 'orders:8080']);
  expect(ofContainer(api, 'args')).toEqual(['--orders=http://orders:8080']);
  expect(manifest(api, 'Service')).toHaveProperty(['metadata', 'annotations'], {
    'example.com/orders': 'orders', 'example.com/upstream': 'orders:8080',
  });
});

test('under a plain App of no namespace a reference is the bare name', () => {
  const app = new App();
  const one = new Application(app, 'shop', { target: house.target('one'), namespace: 'elsewhere' });
  const orders = new WebService(one, 'orders', { image, port: 8080, name: 'orders-v2' });
  expect(environment(new Worker(one, 'w', { image, env: { H: orders.hostname } }))).toEqual({ H: 'orders-v2' });
  expect(manifest(orders, 'Service')).toHaveProperty('metadata.namespace', 'elsewhere');
});
