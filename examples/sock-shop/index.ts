/**
 * Sock Shop, the demonstration shop of github.com/microservices-demo: fourteen workloads, what they may call, how they
 * scale, and the agent that ships their logs.
 */
import { Application, DaemonAgent, StatefulStore, WebService, defineHouse, k3s, whenStated } from 'charthouse';
import type { App, StatefulStoreProps, TargetOf, WebServiceProps } from 'charthouse';

export const house = defineHouse({
  name: 'socks',
  version: '1',
  platforms: { k3s: k3s() },
  targets: { demo: { platform: 'k3s', environment: 'demo', domain: 'demo.example.com' } },
  waivers: { 'node-labels-current': 'its authors say so, and what they say is compared with this' },
  defaults: { nodeSelector: { 'beta.kubernetes.io/os': 'linux' }, scaling: whenStated({ min: 1, cpu: 50 }) },
  defaultsFor: { WebService: { user: 10001 } },
});

const memory = { 'tmp-volume': { path: '/tmp', emptyDir: { medium: 'Memory' } } } as const;
const javaOptions =
  '-Xms64m -Xmx128m -XX:+UseG1GC -Djava.security.egd=file:/dev/urandom -Dspring.zipkin.enabled=false';
const scraped = { 'prometheus.io/scrape': 'true' };
const low = {
  security: { capabilities: ['NET_BIND_SERVICE'] },
  because: { 'security.capabilities': 'the process binds port 80' },
};

export function build(app: App, target = house.target('demo')): void {
  logging(app, target);
  const shop = new Application(app, 'sock-shop', {
    target,
    owner: 'team-socks',
    createNamespace: 'baseline',
  });

  /** A service on port 80 that Prometheus finds by its Service's annotation. */
  const service = (name: string, version: string, props: Partial<WebServiceProps>): WebService =>
    new WebService(shop, name, {
      image: `weaveworksdemos/${name}:${version}`,
      port: 80,
      service: { annotations: scraped },
      scaling: { max: 10 },
      ...low,
      ...props,
    });
  /** One that answers by HTTP whether it is well. */
  const probed = (path: string, ready: number): Pick<WebServiceProps, 'probes'> => {
    const httpGet = { path };
    return {
      probes: {
        readiness: { httpGet, initialDelaySeconds: ready, periodSeconds: 3 },
        liveness: { httpGet, initialDelaySeconds: 300, periodSeconds: 3 },
      },
    };
  };
  const java = (name: string, version: string, props: Partial<WebServiceProps>): WebService =>
    service(name, version, { env: { JAVA_OPTS: javaOptions }, volumes: memory, writable: false, ...props });
  const sized = (cpu: string, memoryLimit: string, requested: string, cpuRequested = '100m'): object => ({
    resources: {
      requests: { cpu: cpuRequested, memory: requested },
      limits: { cpu, memory: memoryLimit },
    },
  });
  /** A store that keeps its data, which theirs did not. */
  const store = (name: string, props: Partial<StatefulStoreProps> & Pick<StatefulStoreProps, 'image' | 'port'>):
  StatefulStore => new StatefulStore(shop, name, { user: 999, ...props });
  const mongo = { image: 'mongo:8.0', port: 27017, portName: 'mongo', volumes: memory, writable: false } as const;
  const data = { storage: { path: '/data/db', size: '1Gi' } };

  const cartsDb = store('carts-db', { ...mongo, ...data });
  const ordersDb = store('orders-db', { ...mongo, ...data });
  const userDb = store('user-db', { ...mongo, image: 'weaveworksdemos/user-db:0.3.0', ...data });
  const catalogueDb = store('catalogue-db', {
    image: 'weaveworksdemos/catalogue-db:0.3.0',
    port: 3306,
    portName: 'mysql',
    storage: { path: '/var/lib/mysql', size: '1Gi' },
    writable: ['/var/run/mysqld'],
    env: { MYSQL_ROOT_PASSWORD: 'fake_password', MYSQL_DATABASE: 'socksdb' },
    because: { 'plain-text-secret': 'the demo has its password in the image' },
  });
  const sessionDb = store('session-db', {
    image: 'redis:alpine',
    port: 6379,
    portName: 'redis',
    podAnnotations: { 'prometheus.io.scrape': 'false' },
    volumes: { data: { path: '/data', emptyDir: {} } },
  });
  const rabbitmq = store('rabbitmq', {
    image: 'rabbitmq:3.6.8-management',
    port: 5672,
    portName: 'rabbitmq',
    containerPorts: { management: 15672 },
    ports: { exporter: { port: 9090, container: 'rabbitmq-exporter' } },
    podAnnotations: { 'prometheus.io/scrape': 'false' },
    service: { annotations: { ...scraped, 'prometheus.io/port': '9090' } },
    storage: { path: '/var/lib/rabbitmq', size: '1Gi' },
    containers: { 'rabbitmq-exporter': { image: 'kbudde/rabbitmq-exporter:1.0.0' } },
  });

  const carts = java('carts', '0.4.8', { connectsTo: [cartsDb], ...sized('300m', '500Mi', '200Mi') });
  const catalogue = service('catalogue', '0.3.5', {
    command: ['/app'],
    args: ['-port=80'],
    connectsTo: [catalogueDb],
    ...probed('/health', 180),
    ...sized('200m', '200Mi', '100Mi'),
  });
  const payment = service('payment', '0.4.3', { ...probed('/health', 180), ...sized('200m', '200Mi', '100Mi', '99m') });
  const shipping = java('shipping', '0.4.8', {
    env: { ZIPKIN: 'zipkin.jaeger.svc.cluster.local', JAVA_OPTS: javaOptions },
    connectsTo: [rabbitmq],
    ...sized('300m', '500Mi', '300Mi'),
  });
  const user = service('user', '0.4.7', {
    env: { mongo: userDb.address },
    ...probed('/health', 180),
    ...sized('300m', '200Mi', '100Mi'),
  });
  const orders = java('orders', '0.4.7', {
    connectsTo: [ordersDb, carts, payment, shipping, user],
    ...sized('500m', '500Mi', '300Mi'),
  });
  service('queue-master', '0.3.1', {
    env: { JAVA_OPTS: javaOptions },
    connectsTo: [rabbitmq],
    ...sized('300m', '500Mi', '300Mi'),
  });
  service('front-end', '0.3.12', {
    port: 8079,
    service: { type: 'NodePort', port: 80, nodePort: 30001, annotations: scraped },
    env: { SESSION_REDIS: 'true' },
    security: {},
    because: {},
    connectsTo: [sessionDb, carts, catalogue, orders, user],
    ...probed('/', 30),
    ...sized('300m', '1000Mi', '300Mi'),
  });
}

/** Logs of every pod, shipped by an agent on each node to a store, and shown. */
function logging(app: App, target: TargetOf<typeof house>): void {
  const logs = new Application(app, 'logging', {
    target,
    owner: 'team-socks',
    createNamespace: 'privileged',
    defaults: { replicas: 1 },
  });
  const elasticsearch = new StatefulStore(logs, 'elasticsearch', {
    image: 'elasticsearch:8.19.2',
    user: 1000,
    port: 9200,
    portName: 'elasticsearch',
    service: { portName: 'http' },
    storage: { path: '/usr/share/elasticsearch/data', size: '5Gi' },
    resources: { requests: { memory: '2Gi' } },
  });
  new WebService(logs, 'kibana', {
    image: 'kibana:8.19.2',
    user: 1000,
    port: 5601,
    portName: 'kibana',
    service: { type: 'NodePort', nodePort: 31601 },
    connectsTo: [elasticsearch],
  });
  new DaemonAgent(logs, 'fluentd', {
    image: 'weaveworksdemos/log-server:0.1.0',
    connectsTo: [elasticsearch],
    env: { FLUENTD_CONF: 'elk.conf' },
    hostPaths: { '/var/lib/docker/containers': {} },
    access: [{ read: ['pods'], in: 'cluster' }],
    because: { hostPaths: 'the runtime writes the logs of all pods there' },
  });
}
