/**
 * A REST API over SQLite (the program is in `service/`): one pod, one volume, one writer. One function builds it for
 * each target, and says on the spot where they differ.
 */
import { Application, CronTask, WebService, defineHouse, existing, generic, k3s } from 'charthouse';
import type { App, TargetOf } from 'charthouse';

const monitoring = [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }];

export const house = defineHouse({
  name: 'notes',
  version: '1',
  platforms: {
    k3s: k3s({ metrics: { kind: 'annotations', scrapedFrom: monitoring } }),
    cloud: generic({
      storage: { standard: {}, fast: { storageClassName: 'ssd' } },
      metrics: { kind: 'prometheus-operator', scrapedFrom: monitoring },
    }),
  },
  targets: {
    staging: { platform: 'k3s', environment: 'staging', domain: 'staging.example.com' },
    production: { platform: 'cloud', environment: 'production', domain: 'example.com' },
  },
});

export function build(app: App): void {
  for (const target of house.targets) install(app, target);
}

/** For one target. */
export function install(app: App, target: TargetOf<typeof house>): void {
  const application = new Application(app, `notes-${target.name}`, {
    target,
    name: 'notes',
    owner: 'team-notes',
    // One image, with the server, the migration and the backup; so these hold for the init container as well.
    defaults: {
      image: 'ghcr.io/acme/notes:1.0.0',
      user: 10001,
      env: { DATABASE: '/data/notes.sqlite', LOG_FORMAT: 'json' },
    },
  });
  const jwt = existing.secret('notes-jwt', ['key']);

  const api = new WebService(application, 'api', {
    args: ['serve'],
    port: 8080,
    host: `notes.${target.domain}`,
    // Neither /metrics nor /healthz is for the public.
    exposure: { paths: ['/users', '/login', '/notes'] },
    replicas: 1,
    storage: {
      path: '/data',
      size: target.pick({ production: '20Gi', default: '1Gi' }),
      tier: target.pick({ production: 'fast', default: 'standard' }),
    },
    resources: target.pick({
      production: { requests: { cpu: '500m', memory: '512Mi' } },
      default: { requests: { cpu: '50m', memory: '128Mi' } },
    }),
    env: {
      PORT: 8080,
      LOG_LEVEL: target.pick({ production: 'info', default: 'debug' }),
      JWT_KEY: jwt.key('key'),
    },
    probes: { readiness: { httpGet: { path: '/healthz' } }, liveness: { httpGet: { path: '/healthz' } } },
    metrics: { path: '/metrics' },
    initContainers: {
      migrate: { args: ['migrate'], volumes: { data: { path: '/data', shared: true } } },
    },
  });

  // The claim can be mounted on one node only: the backup runs where the api does.
  new CronTask(application, 'backup', {
    args: ['backup'],
    schedule: '17 3 * * *',
    beside: api,
    volumes: { data: { path: '/data', claim: api.object('PersistentVolumeClaim') } },
    env: { BACKUPS: '/data/backups', BACKUPS_KEPT: 7 },
  });
}
