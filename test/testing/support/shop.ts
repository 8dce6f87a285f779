/** A small application, for tests that ask about one. */
import {
  App, Application, StatefulStore, WebService, Worker, defineHouse, external, generic, peer,
} from '../../../lib';

/** A house of two targets. */
export const house = defineHouse({
  name: 'test',
  version: '1',
  platforms: { generic: generic() },
  targets: {
    here: { platform: 'generic', environment: 'test', domain: 'example.com' },
    there: { platform: 'generic', environment: 'test', domain: 'example.org' },
  },
});

export const mail = external({ host: 'mail.example.com', port: 465 });
export const directory = external({ cidr: '10.20.0.0/16', port: 636 });
export const billing = peer({ namespace: 'billing', name: 'invoices', port: 80, podPort: 8080 });

/** A web service that calls a store; a worker that calls the web service, and what is elsewhere. */
export class Shop {
  public readonly app = new App();
  public readonly application: Application;
  public readonly store: StatefulStore;
  public readonly api: WebService;
  public readonly worker: Worker;

  public constructor() {
    const shop = this.application = new Application(this.app, 'shop', { target: house.target('here') });
    this.store = new StatefulStore(shop, 'orders', {
      image: 'postgres:17.2',
      port: 5432,
      user: 999,
      storage: { path: '/data', size: '1Gi' },
      allowFrom: [{ namespace: 'backup', workload: 'dump' }],
    });
    this.api = new WebService(shop, 'api', {
      image: 'api:1.4.2', port: 8080, ports: { admin: 9000 }, host: 'api.example.com', env: { DB: this.store.address },
    });
    this.worker = new Worker(shop, 'mailer', {
      image: 'mailer:2.0.1',
      env: { API: this.api.url, MAIL: mail.address },
      connectsTo: [directory, billing],
    });
  }
}
