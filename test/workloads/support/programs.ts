/** Whole workloads, as an application would write them. */
import {
  type Application, CronTask, DaemonAgent, existing, external, peer, StatefulStore, Task, text, WebService, Worker,
} from 'charthouse';
import { containersWhole } from './containers-whole';
import { controllersWhole } from './controllers-whole';

/** A program fills an Application. */
export type Program = (shop: Application) => void;

const login = existing.secret('orders-login', ['password']);
const certificates = existing.secret('orders-certificates');
const payments = external({ host: 'payments.example.net', port: 443 });
const bus = peer({ namespace: 'bus', name: 'nats', port: 4222 });

/** The programs by name; each has its golden file of that name. */
export const programs: Readonly<Record<string, Program>> = {
  'containers-whole': containersWhole,
  'controllers-whole': controllersWhole,
  'web-service-least': (shop) => {
    new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080 });
  },
  'web-service-full': (shop) => {
    const { target } = shop;
    new WebService(shop, 'api', {
      image: 'registry.example.com/shop/api:1.4.2',
      command: ['/usr/bin/api'],
      args: ['--bus', bus.address, '--level', target.pick({ 'k*': 'debug', default: 'info' })],
      workingDir: '/srv',
      port: 8080,
      ports: { grpc: { port: 9000, service: 80 }, discovery: { port: 7946, protocol: 'UDP', service: false } },
      service: { port: 8000, appProtocol: 'kubernetes.io/h2c', annotations: { 'example.com/team': 'checkout' } },
      host: text`api.${target.domain}`,
      exposure: { paths: ['/v1', '/v2'] },
      metrics: target.platform.metrics === undefined ? undefined : { port: 9090, path: '/internal/metrics' },
      env: {
        POD_IP: { podField: 'status.podIP' },
        LISTEN: '$(POD_IP):8080',
        DB_PASSWORD: login.key('password'),
        BUS_URL: text`nats://${bus.address}`,
        WORKERS: 4,
      },
      files: { '/etc/api/config.yaml': text`bus: ${bus.hostname}\n`, '/etc/api/empty': '' },
      secrets: { '/etc/certificates': certificates },
      volumes: { cache: { path: '/var/cache/api', emptyDir: { sizeLimit: '1Gi' } } },
      writable: ['/var/run/api'],
      scaling: { min: 3, max: 12, cpu: 60 },
      resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { 'ephemeral-storage': '1280Mi' } },
      probes: {
        readiness: { httpGet: { path: '/ready' }, periodSeconds: 5 },
        liveness: { httpGet: { path: '/alive' }, periodSeconds: 20 },
      },
      rollout: { maxSurge: '25%', shutdownSeconds: 60, minReadySeconds: 5 },
      disruption: { maxUnavailable: '20%' },
      user: 10042,
      connectsTo: [payments, external({ cidr: '10.9.0.0/16', port: 6379 })],
      allowFrom: [{ namespace: 'admin', workload: 'console', ports: [9000] }],
      serviceAccount: target.platform.identity === undefined
        ? { annotations: { 'example.com/why': 'reads the bucket' } }
        : { cloudIdentity: 'arn:aws:iam::1:role/api' },
      priorityClassName: 'system-cluster-critical',
      component: 'backend',
      labels: { 'example.com/tier': 'one' },
      annotations: { 'example.com/runbook': 'https://runbooks.example.com/api' },
      podAnnotations: { 'example.com/scan': 'weekly' },
    });
  },
  'web-service-containers': (shop) => {
    new WebService(shop, 'web', {
      image: 'web:2.0.0',
      port: 8080,
      containerPorts: { admin: 8081 },
      volumes: { assets: { path: '/srv/assets', emptyDir: { sizeLimit: '200Mi' } } },
      initContainers: {
        fetch: {
          image: 'fetch:1.0.0', args: ['--to', '/assets'], volumes: { assets: { path: '/assets', shared: true } },
        },
      },
      sidecars: {
        proxy: { image: 'proxy:3.1.0', containerPorts: { proxy: 9901 }, files: { '/etc/proxy.yaml': 'admin: {}\n' } },
      },
      containers: {
        reload: {
          image: 'reload:1.0.0', env: { WATCH: '/assets' },
          volumes: { assets: { path: '/assets', shared: true, readOnly: true } },
        },
      },
    });
  },
  worker: (shop) => {
    new Worker(shop, 'mailer', { image: 'mailer:2.0.1', env: { BUS: bus.address } });
  },
  'daemon-agent': (shop) => {
    new DaemonAgent(shop, 'collector', {
      image: 'collector:0.9.0',
      hostPaths: {
        '/var/log': {},
        '/var/lib/collector': { mountPath: '/state', readOnly: false, type: 'DirectoryOrCreate' },
      },
      because: { hostPaths: 'reads the logs of every pod, and remembers how far it came' },
    });
  },
  'stateful-store': (shop) => {
    new StatefulStore(shop, 'orders', {
      image: 'postgres:17.2',
      port: 5432,
      user: 999,
      storage: { path: '/var/lib/postgresql/data', size: '20Gi' },
      writable: ['/var/run/postgresql'],
      env: { POSTGRES_PASSWORD: login.key('password'), PGDATA: '/var/lib/postgresql/data/pgdata' },
    });
  },
  'stateful-store-three': (shop) => {
    new StatefulStore(shop, 'nats', {
      image: 'nats:2.12.1',
      port: 4222,
      ports: { cluster: 6222 },
      replicas: 3,
      topology: 'peers',
      user: 1000,
      storage: { path: '/data', size: '5Gi' },
      probes: { readiness: { httpGet: { path: '/healthz', port: 8222 } } },
      containerPorts: { monitor: 8222 },
    });
  },
  'cron-task': (shop) => {
    new CronTask(shop, 'report', {
      image: 'report:1.0.0', schedule: '30 3 * * mon-fri', timeZone: 'Europe/Berlin', args: ['--yesterday'],
      job: { activeDeadlineSeconds: 900 },
    });
  },
  task: (shop) => {
    new Task(shop, 'migrate', { image: 'api:1.4.2', args: ['migrate'] });
  },
  'task-run': (shop) => {
    new Task(shop, 'import', { image: 'import:7.1.0', run: '2026-11', job: { restartOnFailure: true } });
  },
  connected: (shop) => {
    const store = new StatefulStore(shop, 'carts', { image: 'redis:8.2.1', port: 6379, user: 999 });
    const api = new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, env: { CARTS: store.address } });
    new Worker(shop, 'mailer', { image: 'mailer:2.0.1', env: { API_URL: api.url }, connectsTo: [store] });
  },
};
