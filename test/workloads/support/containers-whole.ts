/** Containers that say everything that a container can. */
import { type Application, containerResource, DaemonAgent, existing, podField, text, WebService } from 'charthouse';

const login = existing.secret('orders-login', ['user', 'password']);
const flags = existing.configMap('flags');

/** A service with hooks, a proxy that starts first and a migration that needs it; an agent with a port of its node. */
export function containersWhole(shop: Application): void {
  const api = new WebService(shop, 'api', {
    image: 'api:1.4.2',
    port: 8080,
    component: 'backend',
    stdin: true,
    stdinOnce: true,
    tty: true,
    terminationMessagePath: '/tmp/last-words',
    terminationMessagePolicy: 'FallbackToLogsOnError',
    env: {
      DB_URL: 'postgres://$(DB_USER):$(DB_PASSWORD)@localhost/orders',
      DB_USER: { secret: login, key: 'user' },
      DB_PASSWORD: login.key('password'),
      MODE: flags.key('mode', { optional: true }),
      POD: podField('metadata.name'),
      TIER: podField("metadata.labels['app.kubernetes.io/component']"),
      MEMORY_MIB: containerResource('limits.memory', { divisor: '1Mi' }),
    },
    envFrom: [{ configMap: flags, prefix: 'FLAG_' }, { secret: { name: 'orders-login' }, optional: true }],
    containerPorts: { statsd: { port: 8125, protocol: 'UDP' } },
    lifecycle: {
      postStart: { httpGet: { path: '/warm-up', headers: { 'X-Reason': 'start' } } },
      preStop: { exec: { command: ['/bin/api', 'drain'] } },
    },
    probes: {
      readiness: { grpc: { service: 'ready' } },
      liveness: {
        httpGet: { path: '/alive', port: 'http', scheme: 'HTTPS' },
        initialDelaySeconds: 5, timeoutSeconds: 2, failureThreshold: 5, terminationGracePeriodSeconds: 10,
      },
      startup: { exec: { command: ['/bin/api', 'started'] } },
    },
    resources: { limits: { 'nvidia.com/gpu': 1, 'ephemeral-storage': '1Gi' } },
    resizePolicy: { cpu: 'NotRequired', memory: 'RestartContainer' },
    security: {
      runAsUser: 10042,
      runAsGroup: 10042,
      seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/api.json' },
      appArmorProfile: { type: 'RuntimeDefault' },
      seLinuxOptions: { level: 's0:c123,c456' },
      procMount: 'Default',
    },
    imagePullSecrets: [existing.secret('mirror')],
    initContainers: { wait: { image: 'wait:1.0.0' }, migrate: { image: 'api:1.4.2', args: ['migrate'] } },
    sidecars: {
      'sql-proxy': { image: 'sql-proxy:2.14.1', startsFirst: true, lifecycle: { preStop: { sleep: { seconds: 25 } } } },
      metrics: { image: 'statsd-exporter:0.28.0', containerPorts: { prom: 9102 } },
    },
  });
  new DaemonAgent(shop, 'exporter', {
    image: 'node-exporter:1.9.0',
    port: 9100,
    hostPorts: { http: 9100 },
    env: { API: text`${api.url}/nodes/$(NODE)`, NODE: podField('spec.nodeName') },
    because: { hostPorts: 'the collector outside the cluster finds it by the node' },
  });
}
