import { StatefulStore, WebService, Worker, text, type StatefulStoreProps } from '../../lib';
import { applications, at, environment, manifest, pods, rules, shop, thrownBy } from './support/shop';

const image = 'nats:2';
const props: StatefulStoreProps = {
  image, port: 4222, user: 1000, replicas: 3, topology: 'peers', ports: { cluster: { port: 6222, service: 7000 } },
  service: { port: 80 },
};

test('a pod of a store is written by its name in the headless Service, with the port that it listens on', () => {
  const application = shop();
  const store = new StatefulStore(application, 'nats', props);
  const worker = new Worker(application, 'mailer', { image, env: {
    HOST: store.pod(0).hostname, ADDRESS: store.pod(2).address, CLUSTER: store.pod(1).at('cluster'),
  } });
  expect(environment(worker)).toEqual({
    HOST: 'nats-0.nats-headless', ADDRESS: 'nats-2.nats-headless:4222', CLUSTER: 'nats-1.nats-headless:6222',
  });
});

test('from another namespace the name of a pod names the namespace', () => {
  const [shopping, paying] = applications('shop', 'pay').made;
  const store = new StatefulStore(shopping!, 'nats', props);
  const far = new Worker(paying!, 'far', { image, env: { FIRST: store.pod(0).address } });
  expect(environment(far)).toEqual({ FIRST: 'nats-0.nats-headless.shop.svc:4222' });
});

test('a reference to a pod is a connection to the store, on the port that the pod listens on', () => {
  const application = shop();
  const store = new StatefulStore(application, 'nats', props);
  const urls = text`nats://${store.pod(0).address},nats://${store.pod(1).address}`;
  const worker = new Worker(application, 'mailer', { image, env: { URLS: urls } });
  const ports = [{ port: 4222, protocol: 'TCP' }];
  expect(rules(worker, 'egress')).toEqual([{ to: [pods('nats')], ports }]);
  expect(rules(store, 'ingress')).toContainEqual({ from: [pods('mailer')], ports });
});

test('pods are counted from the first number, under the name of an adopted controller and Service', () => {
  const application = shop();
  const store = new StatefulStore(application, 'nats', {
    ...props, ordinals: { start: 5 }, adopt: { name: 'old', serviceName: 'old-peers' },
  });
  const worker = new Worker(application, 'mailer', { image, env: { LAST: store.pod(7).hostname } });
  expect(environment(worker)).toEqual({ LAST: 'old-7.old-peers' });
  expect(manifest(store, 'StatefulSet')).toHaveProperty('spec.serviceName', 'old-peers');
  expect(at(manifest(store, 'Service', 'old-peers'), 'spec.clusterIP')).toBe('None');
});

test.each([-1, 3, 1.5, Number.NaN, '0'])('a pod that there is not is refused: %p', (ordinal) => {
  const store = new StatefulStore(shop(), 'nats', props);
  expect(thrownBy(() => store.pod(ordinal as number))).toMatchObject({
    path: 'shop/nats', field: 'pod', value: ordinal, allowed: '0 to 2',
  });
});

test('a pod of what has no names for them, or of a store without a port in front, is refused', () => {
  const api = new WebService(shop(), 'api', { image, port: 8080 });
  expect(thrownBy(() => (api as unknown as StatefulStore).pod(0))).toMatchObject({
    path: 'shop/api', field: 'pod', value: 0, allowed: 'the pods of a StatefulStore',
  });
  const store = new StatefulStore(shop(), 'nats', { image, port: 4222, user: 1, service: false });
  expect(thrownBy(() => store.pod(0).hostname)).toMatchObject({ field: 'pod', allowed: 'a workload with a port' });
  const none = new StatefulStore(shop(), 'nats', { image, port: 4222, user: 1, replicas: 0 });
  expect(thrownBy(() => none.pod(0))).toMatchObject({ field: 'pod', allowed: 'none: it has no pods' });
});

test('a port that the store has not is refused', () => {
  const store = new StatefulStore(shop(), 'nats', props);
  expect(thrownBy(() => store.pod(0).at('admin'))).toMatchObject({ field: 'at', value: 'admin' });
});

describe('a store that names its own Service', () => {
  const application = shop();
  const store = new StatefulStore(application, 'nats', { ...props, adopt: { serviceName: 'nats' } });
  const env = { NATS: store.address, FIRST: store.pod(0).address };
  const worker = new Worker(application, 'mailer', { image, env });

  test('has that one alone, which is headless and waits for pods to be ready', () => {
    expect(store.node.children.map(({ node }) => node.id).filter((id) => id.startsWith('Service-')))
      .toEqual(['Service-headless']);
    expect(thrownBy(() => store.object('Service'))).toMatchObject({ path: 'shop/nats' });
    expect(manifest(store, 'Service', 'nats')).toMatchObject({ spec: { clusterIP: 'None' } });
    expect(manifest(store, 'Service', 'nats')).not.toHaveProperty('spec.publishNotReadyAddresses');
  });

  test('is reached by its name, on the port that the pods listen on: nobody translates it', () => {
    expect(environment(worker)).toEqual({ NATS: 'nats:4222', FIRST: 'nats-0.nats:4222' });
  });
});
