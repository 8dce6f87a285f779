import { App as Cdk8sApp, Chart } from 'cdk8s';
import * as plus34 from 'cdk8s-plus-34';
import { App, StatefulStore, Task, WebService, Worker } from '../../lib';

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
