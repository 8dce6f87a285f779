/** The shop's application: constructs, and nothing of Pulumi. What the database tells comes later than the tree. */
import { Application, WebService, Worker, asYaml, defineHouse, external, generic, secret, text } from 'charthouse';
import type { App, Deferred, Reference, Value } from 'charthouse';

export const house = defineHouse({
  name: 'shop',
  version: '1',
  platforms: {
    cloud: generic({
      edge: {
        kind: 'ingress',
        className: 'nginx',
        trafficFrom: [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } }],
      },
    }),
  },
  // `clusterUid` would hold the stack to one cluster: the uid of its Namespace kube-system.
  targets: { prod: { platform: 'cloud', environment: 'prod', domain: 'shop.example.com', delivery: 'pulumi' } },
  defaults: { owner: 'team-shop', user: 10001 },
});

/** What the shop needs to know of its database. */
export interface Database {
  readonly endpoint: Value<string>;
  readonly password: Deferred<string>;
}

/** What others may want to know of the shop. */
export interface Shop {
  readonly api: WebService;
  readonly url: Reference<string>;
}

export function build(app: App, database: Database): Shop {
  const target = house.target('prod');
  const application = new Application(app, 'shop', { target, createNamespace: true });
  const orders = external({ host: database.endpoint, port: 5432 });

  const api = new WebService(application, 'api', {
    image: 'ghcr.io/acme/shop-api:1.0.0',
    port: 8080,
    host: `api.${target.domain}`,
    env: { DATABASE_PASSWORD: secret(database.password), LOG_LEVEL: target.pick({ prod: 'info', default: 'debug' }) },
    files: { '/etc/shop/database.yaml': asYaml({ host: database.endpoint, port: 5432, name: 'shop' }) },
    connectsTo: [orders],
  });
  new Worker(application, 'mailer', {
    image: 'ghcr.io/acme/shop-mailer:1.0.0',
    env: {
      API_URL: text`${api.url}/v1`,
      DATABASE_URL: text`postgres://shop@${orders.address}/shop`,
      DATABASE_PASSWORD: secret(database.password),
    },
  });
  return { api, url: api.publicUrl };
}
