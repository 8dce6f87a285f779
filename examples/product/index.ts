/**
 * One product with many parts, installed once for each customer: a class of an application team's own. Every delivery
 * migrates the database before the new version runs, in its own way.
 */
import {
  Application, CronTask, StatefulStore, Task, WebService, Worker, defineHouse, existing, external, generic, text,
} from 'charthouse';
import type { App, TargetOf } from 'charthouse';

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
});

/** What a customer gets. */
export interface Customer {
  readonly name: string;
  /** Pods that serve at most. */
  readonly most: number;
}

const customers: readonly Customer[] = [{ name: 'acme', most: 12 }, { name: 'globex', most: 4 }];

export function build(app: App): void {
  for (const target of house.targets) install(app, target);
}

/** Every customer's, in one cluster. */
export function install(app: App, target: TargetOf<typeof house>): void {
  for (const customer of customers) new Desk(app, customer, target);
}

/** The product, for one customer: a namespace of its own, and nothing that another one's pods could reach. */
class Desk extends Application {
  public constructor(app: App, customer: Customer, target: TargetOf<typeof house>) {
    super(app, `desk-${customer.name}-${target.name}`, {
      target,
      name: `desk-${customer.name}`,
      labels: { 'desk.example/customer': customer.name },
      createNamespace: true,
    });
    const version = '3.7.0';
    const image = `registry.desk.example/desk:${version}`;
    const login = existing.secret('database-login', ['password']);

    const database = new StatefulStore(this, 'database', {
      image: 'postgres:17.5',
      user: 999,
      port: 5432,
      storage: { path: '/var/lib/postgresql/data', size: target.pick({ staging: '5Gi', default: '100Gi' }) },
      writable: ['/var/run/postgresql'],
      env: { POSTGRES_PASSWORD: login.key('password'), PGDATA: '/var/lib/postgresql/data/pgdata' },
    });
    const cache = new StatefulStore(this, 'cache', {
      image: 'redis:8.0.2',
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
      const replicas = target.pick({ staging: 1, default: 2 });
      new Worker(this, `worker-${queue}`, { image, args: ['work', queue], env, replicas });
    }
    new CronTask(this, 'report', { image, args: ['report'], schedule: '@daily', env });
  }
}
