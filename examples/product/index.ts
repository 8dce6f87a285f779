/**
 * One product with many parts, installed once for each customer: a class of an application team's own. Every delivery
 * migrates the database before the new version runs, in its own way. Which images run is locked in `images.lock.yaml`;
 * who the customers of a target are, and what they get, is configured in `config/<target>.yaml`.
 */
import path from 'node:path';
import {
  Application, CronTask, StatefulStore, Task, WebService, Worker, defineHouse, existing, external, generic, imagesFrom,
  text,
} from 'charthouse';
import type { App, Images, TargetOf } from 'charthouse';
import { settingsOf, type Customer, type Settings } from './settings';

export const house = defineHouse({
  name: 'desk',
  version: '1',
  platforms: { generic: generic() },
  targets: {
    eu: { platform: 'generic', environment: 'prod', domain: 'eu.desk.example', delivery: 'argocd' },
    us: { platform: 'generic', environment: 'prod', domain: 'us.desk.example', delivery: 'kubectl' },
    staging: { platform: 'generic', environment: 'staging', domain: 'staging.desk.example', delivery: 'pulumi' },
  },
  defaults: { owner: 'team-desk', user: 10001 },
  // A tag can be moved, a digest cannot: what was tested is what runs.
  severities: { 'image-has-digest': 'error' },
});

/** For every target. A pipeline says what it has just built: `desk=3.8.0@sha256:…`. */
export function build(app: App, overrides?: string): void {
  const images = imagesOf(overrides);
  for (const target of house.targets) install(app, target, images);
}

/** Every customer's, in one cluster. */
export function install(app: App, target: TargetOf<typeof house>, images = imagesOf()): void {
  const settings = settingsOf(target);
  for (const customer of settings.customers) new Desk(app, customer, { target, images, settings });
}

/** The images of the lock file, beside this file wherever the program runs. */
function imagesOf(overrides?: string): Images {
  return imagesFrom(path.join(__dirname, 'images.lock.yaml'), { overrides });
}

/** What all customers of a target have in common. */
interface Installation {
  readonly target: TargetOf<typeof house>;
  readonly images: Images;
  readonly settings: Settings;
}

/** The product, for one customer: a namespace of its own, and nothing that another one's pods could reach. */
class Desk extends Application {
  public constructor(app: App, customer: Customer, { target, images, settings }: Installation) {
    super(app, `desk-${customer.name}-${target.name}`, {
      target,
      name: `desk-${customer.name}`,
      labels: { 'desk.example/customer': customer.name },
      createNamespace: true,
    });
    const image = images.get('desk');
    const login = existing.secret('database-login', ['password']);

    const database = new StatefulStore(this, 'database', {
      image: images.get('postgres'),
      user: 999,
      port: 5432,
      storage: { path: '/var/lib/postgresql/data', size: settings.databaseSize },
      writable: ['/var/run/postgresql'],
      env: { POSTGRES_PASSWORD: login.key('password'), PGDATA: '/var/lib/postgresql/data/pgdata' },
    });
    const cache = new StatefulStore(this, 'cache', {
      image: images.get('redis'),
      user: 999,
      port: 6379,
      args: ['--save', '', '--maxmemory', '200mb'],
    });
    const events = external({ host: `kafka.${target.domain}`, port: 9093 });
    const env = {
      CUSTOMER: customer.name,
      DATABASE_PASSWORD: login.key('password'),
      DATABASE_URL: text`postgres://desk:$(DATABASE_PASSWORD)@${database.address}/desk`,
      CACHE_URL: text`redis://${cache.address}`,
      KAFKA: events.address,
    };

    new Task(this, 'migrate', { image, args: ['migrate'], env, release: 'before' });
    new WebService(this, 'web', {
      image,
      args: ['serve'],
      port: 8080,
      host: `${customer.name}.${target.domain}`,
      env,
      probes: { readiness: { httpGet: { path: '/ready' } }, liveness: { httpGet: { path: '/alive' } } },
      scaling: { max: customer.most },
    });
    for (const queue of ['mails', 'exports']) {
      new Worker(this, `worker-${queue}`, { image, args: ['work', queue], env, replicas: settings.workers });
    }
    new CronTask(this, 'report', { image, args: ['report'], schedule: '@daily', env });
  }
}
