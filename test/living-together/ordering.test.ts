import { ApiObject, App as Cdk8sApp, Chart } from 'cdk8s';
import * as plus34 from 'cdk8s-plus-34';
import { Construct, type IConstruct } from 'constructs';
import { App, Application, StatefulStore, Task, WebService, Worker, defineHouse, generic } from '../../lib';
import { thrownBy } from '../values/support/shop';

const image = 'api:1';
const apps: readonly (readonly [string, () => Cdk8sApp])[] = [
  ['ours', () => new App()], ['that of cdk8s', () => new Cdk8sApp()],
];

/** Kinds and names in the order of the file. */
function written(chart: Chart): readonly string[] {
  return (chart.toJson() as { kind: string; metadata: { name: string } }[])
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

function before(order: readonly string[], first: RegExp, second: RegExp): boolean {
  const last = order.reduce((at, text, index) => (first.test(text) ? index : at), -1);
  const next = order.findIndex((text) => second.test(text));
  expect([last, next]).not.toContain(-1);
  return last < next;
}

describe.each(apps)('under %s', (_name, make) => {
  test('a foreign object that waits for a workload comes after all of its objects', () => {
    const chart = new Chart(make(), 'shop');
    const foreign = new plus34.ConfigMap(chart, 'foreign', { metadata: { name: 'foreign' } });
    foreign.node.addDependency(new WebService(chart, 'api', { image, port: 80 }));
    expect(before(written(chart), / api$/, /ConfigMap foreign/)).toBe(true);
  });

  test('a workload that waits for a foreign object comes after it, with every object', () => {
    const chart = new Chart(make(), 'shop');
    const api = new WebService(chart, 'api', { image, port: 80 });
    const foreign = new plus34.ConfigMap(chart, 'foreign', { metadata: { name: 'foreign' } });
    api.node.addDependency(foreign);
    expect(before(written(chart), /ConfigMap foreign/, / api$/)).toBe(true);
  });

  test('`after` orders the file, said as a prop or late, of ours or of others', () => {
    const chart = new Chart(make(), 'shop');
    const last = new Worker(chart, 'a-last', { image });
    const foreign = new plus34.Deployment(chart, 'foreign', { containers: [{ image }], metadata: { name: 'foreign' } });
    const store = new StatefulStore(chart, 'z-store', { image, port: 1, user: 1 });
    const migrate = new Task(chart, 'migrate', { image, after: [store] });
    last.startAfter(migrate, foreign);
    const order = written(chart);
    expect(before(order, /z-store/, /migrate/)).toBe(true);
    expect(before(order, /migrate/, /a-last/)).toBe(true);
    expect(before(order, /Deployment foreign/, /a-last/)).toBe(true);
  });

  test('a workload that waits for one of another chart makes its chart wait', () => {
    const app = make();
    const [web, data] = ['a-web', 'b-data'].map((id) => new Chart(app, id));
    const store = new StatefulStore(data!, 'store', { image, port: 1, user: 1 });
    new Worker(web!, 'worker', { image }).node.addDependency(store);
    app.synthYaml();
    expect(app.charts.map(({ node }) => node.id)).toEqual(['b-data', 'a-web']);
  });
});

describe('under Argo CD', () => {
  const argo = defineHouse({
    name: 'argo', version: '1', platforms: { any: generic() },
    targets: { prod: { platform: 'any', environment: 'prod', delivery: 'argocd' } },
  });
  const make = (): { readonly app: App; readonly shop: Application } => {
    const app = new App();
    return { app, shop: new Application(app, 'shop', { target: argo.target('prod') }) };
  };
  const wave = (construct: IConstruct): string | undefined =>
    (ApiObject.of(construct).toJson() as { metadata: { annotations?: Record<string, string> } })
      .metadata.annotations?.['argocd.argoproj.io/sync-wave'];

  test('many ways through the graph cost no more than its steps', () => {
    const house = defineHouse({
      name: 'acme',
      version: '1',
      platforms: { here: generic() },
      targets: { prod: { platform: 'here', environment: 'prod', delivery: 'argocd' } },
    });
    const application = new Application(new App(), 'shop', { target: house.target('prod') });
    let last: readonly Worker[] = [];
    for (let step = 0; step < 14; step++) {
      const before = last;
      last = [0, 1, 2, 3].map((each) => new Worker(application, `w${step}-${each}`, { image, after: before }));
    }
    expect(last[0]?.object('Deployment').toJson())
      .toHaveProperty(['metadata', 'annotations', 'argocd.argoproj.io/sync-wave'], '13');
  });

  test('addDependency means what `after` does', () => {
    const { shop } = make();
    const store = new StatefulStore(shop, 'store', { image, port: 1, user: 1 });
    const [said, depends] = ['said', 'depends'].map((id) => new Worker(shop, id, { image })) as [Worker, Worker];
    said.startAfter(store);
    depends.node.addDependency(store);
    expect([wave(store), wave(said), wave(depends)]).toEqual([undefined, '1', '1']);
  });

  test('what is of others is waited for, and what it waits for', () => {
    const { shop } = make();
    const store = new StatefulStore(shop, 'store', { image, port: 1, user: 1 });
    const foreign = new plus34.Deployment(shop, 'foreign', { containers: [{ image }] });
    const api = new WebService(shop, 'api', { image, port: 80 });
    foreign.node.addDependency(store);
    api.node.addDependency(foreign);
    expect([wave(store), wave(foreign), wave(api)]).toEqual([undefined, undefined, '2']);
  });

  test('a group waits with all that it holds, and is waited for as a whole', () => {
    const { app, shop } = make();
    const [data, web] = [new Construct(shop, 'data'), new Construct(shop, 'web')];
    const store = new StatefulStore(data, 'store', { image, port: 1, user: 1 });
    const migrate = new Worker(data, 'migrate', { image, after: [store] });
    const api = new WebService(web, 'api', { image, port: 80 });
    web.node.addDependency(data);
    const waves = (): unknown => [wave(store), wave(migrate), wave(api)];
    expect(waves()).toEqual([undefined, '1', '2']);
    app.synthYaml();
    // cdk8s has added what follows for each object.
    expect(waves()).toEqual([undefined, '1', '2']);
  });
});

describe('a circle', () => {
  const make = (): { readonly app: App; readonly chart: Chart; readonly api: WebService; readonly worker: Worker } => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const api = new WebService(chart, 'api', { image, port: 80 });
    return { app, chart, api, worker: new Worker(chart, 'worker', { image }) };
  };
  const problem = (way: string): object => ({ field: 'addDependency', problem: `leads in a circle: ${way}` });

  test('of addDependency is refused with its way, and nothing is written', () => {
    const { app, api, worker } = make();
    api.node.addDependency(worker);
    worker.node.addDependency(api);
    expect(thrownBy(() => { app.synth(); })).toMatchObject({
      path: 'shop/api', ...problem('shop/api after shop/worker after shop/api'), value: 'shop/worker',
    });
    expect(thrownBy(() => app.findings())).toMatchObject({ path: 'shop/api' });
  });

  test('of addDependency and `after` is refused where the second is said', () => {
    const { api, worker } = make();
    api.node.addDependency(worker);
    expect(thrownBy(() => { worker.startAfter(api); })).toMatchObject({
      path: 'shop/worker', field: 'after', problem: 'leads in a circle: shop/worker after shop/api after shop/worker',
    });
  });

  test('by way of a construct of others, or of a group, is found', () => {
    const { app, chart, api, worker } = make();
    const foreign = new plus34.Deployment(chart, 'foreign', { containers: [{ image }] });
    const group = new Construct(chart, 'group');
    const inner = new Worker(group, 'inner', { image });
    api.node.addDependency(foreign);
    ApiObject.of(foreign).addDependency(group);
    group.node.addDependency(worker);
    expect(() => app.findings()).not.toThrow();
    worker.node.addDependency(api);
    expect(thrownBy(() => app.findings())).toMatchObject(
      problem('shop/api after shop/foreign after shop/group/inner after shop/worker after shop/api'),
    );
    expect(inner.node.dependencies).toEqual([]);
  });

  test('stops the App of cdk8s too', () => {
    const chart = new Chart(new Cdk8sApp(), 'shop');
    const api = new WebService(chart, 'api', { image, port: 80 });
    const worker = new Worker(chart, 'worker', { image });
    api.node.addDependency(worker);
    worker.node.addDependency(api);
    expect(() => Cdk8sApp.of(chart).charts).toThrow('Dependency cycle detected');
    expect(() => (chart.toJson() as unknown)).toThrow('leads in a circle: shop/api after shop/worker after shop/api');
  });

  test('is none where a construct depends on its own parts', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const outer = new Construct(chart, 'outer');
    const config = new ApiObject(new Construct(outer, 'inner'), 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
    outer.node.addDependency(config);
    new plus34.StatefulSet(chart, 'set', { containers: [{ image, portNumber: 80 }] });
    new Worker(chart, 'worker', { image }).node.addDependency(outer);
    expect(() => app.synthYaml()).not.toThrow();
  });
});
