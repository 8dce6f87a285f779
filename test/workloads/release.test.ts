import {
  App, Application, CronTask, StatefulStore, Task, WebService, Worker, defineHouse, external, generic, type Workload,
} from 'charthouse';
import { ApiObject, type Chart } from 'cdk8s';

type Delivery = 'kubectl' | 'argocd' | 'flux' | 'pulumi';

const house = defineHouse({
  name: 'acme',
  version: '1',
  platforms: { generic: generic() },
  targets: Object.fromEntries((['kubectl', 'argocd', 'flux', 'pulumi'] as const).map((delivery) =>
    [delivery, { platform: 'generic', environment: 'prod', delivery } as const])) as unknown as
    Record<Delivery, { platform: 'generic'; environment: 'prod' }>,
});
const image = 'api:1.4.2';
const outside = external({ host: 'db.example.com', port: 5432 });

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string>; readonly labels: object };
}

function shopBy(delivery: Delivery, props: object = {}, app = new App()): Application {
  return new Application(app, 'shop', { target: house.target(delivery), ...props });
}

/** Kind and name of each object, in the order of the file, with its phase and wave. */
function written(shop: Chart): readonly string[] {
  return (shop.toJson() as Manifest[]).map(({ kind, metadata: { name, annotations = {} } }) => [
    kind, name.replace(/-[0-9a-f]{8}$/, '-#'),
    annotations['argocd.argoproj.io/hook'],
    annotations['argocd.argoproj.io/sync-wave'],
  ].filter((each) => each !== undefined).join(' '));
}

const jobsAndPods = /^(Job|Deployment|StatefulSet|CronJob) /;
const running = (shop: Chart): readonly string[] => written(shop).filter((each) => jobsAndPods.test(each));

/** A database, a migration of it, what uses it, and a test of it all at the end: written in no order. */
function product(shop: Application): void {
  const api = { image, port: 8080 };
  new Task(shop, 'smoke', { image, args: ['smoke'], release: 'after' });
  new WebService(shop, 'early', api);
  const orders = new StatefulStore(shop, 'orders', { image: 'postgres:17.2', port: 5432, user: 999 });
  new Task(shop, 'migrate', { image, release: 'before', env: { DB: orders.hostname } });
  new WebService(shop, 'api', { ...api, env: { DB: orders.hostname } });
  new CronTask(shop, 'report', { image, schedule: '@daily' });
}

describe('a release task', () => {
  test.each<Delivery>(['kubectl', 'pulumi'])('is after what it connects to, and before all else: %s', (delivery) => {
    const shop = shopBy(delivery);
    product(shop);
    expect(running(shop)).toEqual([
      'StatefulSet orders', 'Job migrate-#', 'Deployment early', 'Deployment api', 'CronJob report', 'Job smoke-#',
    ]);
  });

  test('is a hook of Argo CD in the wave between its database and all else, and the last phase after it', () => {
    const shop = shopBy('argocd');
    product(shop);
    expect(running(shop)).toEqual([
      'StatefulSet orders', 'Job migrate Sync 1', 'Deployment early 2', 'Deployment api 2', 'CronJob report 2',
      'Job smoke PostSync',
    ]);
    expect(written(shop).filter((each) => each.includes(' migrate'))).toEqual([
      'ServiceAccount migrate 1', 'NetworkPolicy migrate 1', 'Job migrate Sync 1',
    ]);
  });

  test('runs before the sync, with all that it needs, where nothing of the tree is needed', () => {
    const shop = shopBy('argocd');
    new WebService(shop, 'api', { image, port: 8080 });
    const files = { '/etc/a': 'b' };
    const first = new Task(shop, 'first', { image, release: 'before', connectsTo: [outside], files });
    new Task(shop, 'second', { image, release: 'before', after: [first] });
    expect(written(shop)).toEqual([
      'ServiceAccount first PreSync', 'NetworkPolicy first PreSync', 'ConfigMap first-files PreSync',
      'Job first PreSync',
      'ServiceAccount second PreSync 1', 'NetworkPolicy second PreSync 1', 'Job second PreSync 1',
      'ServiceAccount api', 'NetworkPolicy api', 'Service api', 'Deployment api', 'PodDisruptionBudget api',
    ]);
  });

  test.each<[string, (shop: Application) => object, object]>([
    ['a namespace', () => ({}), { createNamespace: true }],
    ['an object of others', (shop) => {
      new ApiObject(shop, 'secret', { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' });
      return {};
    }, {}],
    ['a workload, by `after`', (shop) => ({ after: [new Worker(shop, 'queue', { image })] }), {}],
  ])('runs within the sync where it may need %s of the tree', (_what, more, props) => {
    const shop = shopBy('argocd', props);
    new Task(shop, 'migrate', { image, release: 'before', ...more(shop) });
    expect(running(shop).find((each) => each.startsWith('Job'))).toMatch(/^Job migrate Sync/);
  });

  test('refuses a late connection to what waits for it, and takes one to what is elsewhere', () => {
    const app = new App();
    const [shop, other] = ['shop', 'other'].map((id) =>
      new Application(app, id, { target: house.target('argocd') })) as [Application, Application];
    const store = (scope: Application): StatefulStore =>
      new StatefulStore(scope, 'orders', { image: 'postgres:17.2', port: 5432, user: 999 });
    const task = new Task(shop, 'migrate', { image, release: 'before' });
    task.connectTo(store(other));
    expect(running(shop)).toEqual(['Job migrate Sync']);
    const late = store(shop);
    expect(() => { task.connectTo(late); }).toThrow('shop/migrate: connectTo comes too late: shop/orders waits');
  });

  test('runs within the sync where something of it waits for what comes after it', () => {
    const shop = shopBy('argocd');
    const smoke = new Task(shop, 'smoke', { image, release: 'after' });
    new WebService(shop, 'api', { image, port: 8080 });
    new Worker(shop, 'last', { image, after: [smoke] });
    expect(running(shop)).toEqual(['Deployment api', 'Job smoke Sync 1', 'Deployment last 2']);
  });

  test('is no hook with a text that never runs twice: it waits in the same order', () => {
    const shop = shopBy('argocd');
    new WebService(shop, 'api', { image, port: 8080 });
    new Task(shop, 'migrate', { image, release: 'before', run: '2026-11' });
    expect(running(shop)).toEqual(['Job migrate-#', 'Deployment api 1']);
  });

  test('leads in no circle with other release tasks, whose databases come in any order', () => {
    const shop = shopBy('argocd');
    const store = (id: string): StatefulStore => new StatefulStore(shop, id, { image: 'redis:8', port: 6379, user: 1 });
    const migration = (id: string, db: StatefulStore): Workload =>
      new Task(shop, `migrate-${id}`, { image, release: 'before', env: { DB: db.address } });
    const [orders, carts] = [store('orders'), store('carts')];
    migration('orders', orders);
    migration('carts', carts);
    new WebService(shop, 'api', { image, port: 8080 });
    expect(running(shop)).toEqual([
      'StatefulSet orders', 'Job migrate-orders Sync 1', 'StatefulSet carts 2', 'Job migrate-carts Sync 3',
      'Deployment api 4',
    ]);
  });

  test('is after what `after` says, though it runs before all else', () => {
    const shop = shopBy('kubectl');
    const api = new WebService(shop, 'api', { image, port: 8080 });
    new Task(shop, 'warm', { image, release: 'before', after: [api] });
    new Worker(shop, 'mailer', { image });
    expect(running(shop)).toEqual(['Deployment api', 'Job warm-#', 'Deployment mailer']);
  });

  test('carries a label, by which kubectl applies it first', () => {
    const shop = shopBy('kubectl');
    product(shop);
    const labelled = (turn: string): readonly string[] => (shop.toJson() as Manifest[])
      .filter(({ metadata: { labels } }) => (labels as Record<string, string>)['charthouse.dev/release'] === turn)
      .map(({ kind }) => kind);
    expect([labelled('before'), labelled('after')])
      .toEqual([['ServiceAccount', 'NetworkPolicy', 'Job'], ['ServiceAccount', 'NetworkPolicy', 'Job']]);
  });

  test('is explained as what the props say', () => {
    const shop = shopBy('argocd');
    const task = new Task(shop, 'migrate', { image, release: 'before' });
    const said = task.explain().filter(({ field }) => /release|hook/.test(field));
    expect(said).toHaveLength(3 + 2 * 3);
    expect(said.filter(({ layer, pattern }) => layer !== 'props' || pattern !== 'release')).toEqual([]);
  });

  test.each([true, false])('is refused by Flux beside anything else, whoever comes first: %p', (first) => {
    const make = (): void => {
      const shop = shopBy('flux');
      const task = (): Workload => new Task(shop, 'migrate', { image, release: 'before' });
      const api = (): Workload => new WebService(shop, 'api', { image, port: 8080 });
      for (const each of first ? [task, api] : [api, task]) each();
    };
    expect(make).toThrow('shop/migrate: release cannot be kept by Flux, which applies shop/api at once with it');
  });

  test('is taken by Flux alone, or with a reason, which every other delivery takes as well', () => {
    const alone = shopBy('flux');
    new Task(alone, 'migrate', { image, release: 'before' });
    expect(running(alone)).toEqual(['Job migrate-#']);
    for (const delivery of ['kubectl', 'argocd', 'flux', 'pulumi'] as const) {
      const app = new App();
      const shop = shopBy(delivery, {}, app);
      new WebService(shop, 'api', { image, port: 8080 });
      const because = { release: 'old and new code bear both schemas' };
      new Task(shop, 'migrate', { image, release: 'before', because });
      expect(app.findings()).toEqual([]);
    }
  });

  test('leaves nothing behind where it is refused', () => {
    const shop = shopBy('flux');
    new WebService(shop, 'api', { image, port: 8080 });
    expect(() => new Task(shop, 'migrate', { image, release: 'before' })).toThrow('release');
    new Task(shop, 'again', { image, name: 'migrate', release: 'before', because: { release: 'bears both' } });
    expect(running(shop)).toEqual(['Job migrate-#', 'Deployment api']);
  });
});
