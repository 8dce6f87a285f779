import {
  CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker, existing, text, type Application,
} from '../../lib';
import { applications, house, pods, rules, shop, thrownBy } from './support/shop';
import { Application as AnyApplication } from '../../lib';

const image = 'api:1';

function store(application: Application): StatefulStore {
  return new StatefulStore(application, 'orders', { image, port: 5432, user: 999 });
}

const toOrders = { to: [pods('orders')], ports: [{ port: 5432, protocol: 'TCP' }] };
const fromCaller = { from: [pods('caller')], ports: [{ port: 5432, protocol: 'TCP' }] };

test.each<[string, (orders: StatefulStore) => object]>([
  ['env', (orders) => ({ env: { HOST: orders.hostname } })],
  ['args', (orders) => ({ args: ['--db', orders.address] })],
  ['command', (orders) => ({ command: ['run', text`--db=${orders.url}`] })],
  ['files', (orders) => ({ files: { '/etc/db': text`host = ${orders.hostname}` } })],
  ['podAnnotations', (orders) => ({ podAnnotations: { 'example.com/db': orders.address } })],
  ['connectsTo, by workload', (orders) => ({ connectsTo: [orders] })],
  ['connectsTo, by reference', (orders) => ({ connectsTo: [orders.hostname] })],
  ['env of a sidecar', (orders) => ({ sidecars: { proxy: { image, env: { HOST: orders.hostname } } } })],
  ['args of an init container', (orders) => ({ initContainers: { wait: { image, args: [orders.address] } } })],
])('a reference in %s opens both sides', (_name, props) => {
  const application = shop();
  const orders = store(application);
  const caller = new Worker(application, 'caller', { image, ...props(orders) });
  expect(rules(caller, 'egress')).toEqual([toOrders]);
  expect(rules(orders, 'ingress')).toEqual([fromCaller]);
});

test('who is not connected reaches nobody but DNS, and nobody reaches it', () => {
  const application = shop();
  const orders = store(application);
  const stranger = new Worker(application, 'stranger', { image, env: { HOST: 'orders' } });
  expect([rules(orders, 'ingress'), rules(stranger, 'egress'), rules(stranger, 'ingress')]).toEqual([[], [], []]);
});

test('every kind of workload can call', () => {
  const application = shop();
  const orders = store(application);
  const env = { HOST: orders.hostname };
  const callers = [
    new WebService(application, 'web', { image, port: 80, env }),
    new DaemonAgent(application, 'agent', { image, env }),
    new CronTask(application, 'backup', { image, schedule: '@daily', env }),
    new Task(application, 'migrate', { image, env }),
    new StatefulStore(application, 'replica', { image, port: 5432, user: 999, env }),
  ];
  for (const caller of callers) expect(rules(caller, 'egress')).toEqual([toOrders]);
  expect(rules(orders, 'ingress')).toEqual([{
    from: ['agent', 'backup', 'migrate', 'replica', 'web'].map((name) => pods(name)), ports: fromCaller.ports,
  }]);
});

test('a caller that comes late still opens the callee, which was there long before', () => {
  const application = shop();
  const orders = store(application);
  const before = rules(orders, 'ingress');
  const caller = new Worker(application, 'caller', { image });
  caller.connectTo(orders);
  expect(before).toEqual([]);
  expect(rules(orders, 'ingress')).toEqual([fromCaller]);
  expect(rules(caller, 'egress')).toEqual([toOrders]);
});

test('two services may call each other, the second call said late', () => {
  const application = shop();
  const left = new WebService(application, 'left', { image, port: 1001 });
  const right = new WebService(application, 'right', { image, port: 1002, env: { LEFT: left.url } });
  left.connectTo(right);
  expect([rules(left, 'ingress'), rules(right, 'ingress')].map((each) => each.length)).toEqual([1, 1]);
});

test('a NetworkPolicy names the port of the pod, whatever the port of the Service', () => {
  const application = shop();
  const web = new WebService(application, 'web', {
    image, port: 8080, ports: { dns: { port: 5353, protocol: 'UDP', service: 53 } }, service: { port: 80 },
  });
  const caller = new Worker(application, 'caller', { image, env: { URL: web.url, DNS: web.at('dns') } });
  expect(rules(caller, 'egress')).toEqual([{
    to: [pods('web')], ports: [{ port: 5353, protocol: 'UDP' }, { port: 8080, protocol: 'TCP' }],
  }]);
});

test('several references to one callee are one rule', () => {
  const application = shop();
  const orders = store(application);
  const caller = new Worker(application, 'caller', {
    image, env: { HOST: orders.hostname, PORT: orders.port, URL: orders.url }, connectsTo: [orders],
  });
  expect(rules(caller, 'egress')).toEqual([toOrders]);
  expect(rules(orders, 'ingress')).toEqual([fromCaller]);
});

test('across namespaces the rules pair the pods with the name of their namespace', () => {
  const [shopping, paying] = applications('shop', 'pay').made;
  const orders = store(shopping!);
  const caller = new Worker(paying!, 'caller', { image, env: { HOST: orders.hostname } });
  expect(rules(caller, 'egress')).toEqual([{ ...toOrders, to: [pods('orders', 'shop')] }]);
  expect(rules(orders, 'ingress')).toEqual([{ ...fromCaller, from: [pods('caller', 'pay')] }]);
});

test('a connection that is said late is refused across clusters as well', () => {
  const { app, made: [one] } = applications('shop');
  const orders = store(one!);
  const two = new AnyApplication(app, 'two', { target: house.target('two') });
  const caller = new Worker(two, 'caller', { image });
  expect(thrownBy(() => { caller.connectTo(orders); })).toMatchObject({
    path: 'two/caller', field: 'connectTo', value: 'shop/orders',
  });
  expect(rules(orders, 'ingress')).toEqual([]);
});

test('who listens on nothing cannot be connected to, whichever way it is said', () => {
  const application = shop();
  const worker = new Worker(application, 'worker', { image }) as unknown as WebService;
  expect(thrownBy(() => new Worker(application, 'caller', { image, connectsTo: [worker] })))
    .toMatchObject({ path: 'shop/caller', field: 'connectsTo[0]', value: 'shop/worker' });
  const other = new Worker(application, 'other', { image });
  expect(thrownBy(() => { other.connectTo(worker); })).toMatchObject({ path: 'shop/other', value: 'shop/worker' });
});

test('what is not a workload cannot be connected to', () => {
  const secret = existing.secret('login') as unknown as WebService;
  expect(thrownBy(() => new Worker(shop(), 'caller', { image, connectsTo: [secret] })))
    .toMatchObject({ path: 'shop/caller', field: 'connectsTo[0]' });
});

test('a workload without network isolation has no policy, and its callees let it in all the same', () => {
  const application = shop();
  const orders = store(application);
  const open = new Worker(application, 'caller', { image, networkIsolation: false, env: { H: orders.hostname } });
  expect(() => rules(open, 'egress')).toThrow('no NetworkPolicy');
  expect(rules(orders, 'ingress')).toEqual([fromCaller]);
});

test('no order follows from a connection', () => {
  const application = shop();
  const orders = store(application);
  const caller = new Worker(application, 'caller', { image, env: { HOST: orders.hostname } });
  expect(caller.node.dependencies).toEqual([]);
});
