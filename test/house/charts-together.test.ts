/** Plain charts of others: together they are one cluster, or each is one by itself where they are copies. */
import { ApiObject, App as Cdk8sApp, Chart } from 'cdk8s';
import { App } from '../../lib';
import { findingsOf } from '../../lib/house/findings';
import { markBrand } from '../../lib/model/brand';

type Fields = Readonly<Record<string, unknown>>;

function add(chart: Chart, kind: string, name: string, fields: Fields = {}): void {
  const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'v1';
  new ApiObject(chart, `${kind}-${name}`, { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...fields });
}

/** A Deployment whose pods need a key of a ConfigMap. */
function addPods(chart: Chart, name: string, map: string, key = 'port'): void {
  const valueFrom = { configMapKeyRef: { name: map, key } };
  const containers = [{ name: 'main', image: 'api:1', env: [{ name: 'PORT', valueFrom }] }];
  const [matchLabels, labels] = [{ app: name }, { app: name }];
  const template = { metadata: { labels }, spec: { containers } };
  add(chart, 'Deployment', name, { spec: { selector: { matchLabels }, template } });
}

function rulesOf(app: App): readonly string[] {
  return app.findings().map(({ path, rule, severity, value }) => `${severity} ${path} ${rule} ${String(value)}`);
}

const data = { port: '80' };

test('a chart refers to what another chart brings', () => {
  const app = new App();
  addPods(new Chart(app, 'pods'), 'api', 'settings');
  add(new Chart(app, 'settings'), 'ConfigMap', 'settings', { data });
  expect(rulesOf(app)).toStrictEqual([]);
});

test('copies refer to what any other chart brings, of which nothing else is known', () => {
  const app = new App();
  for (const copy of ['dev', 'prod']) addPods(new Chart(app, copy), 'api', 'settings', 'host');
  addPods(new Chart(app, 'lonely'), 'lonely', 'none');
  add(new Chart(app, 'settings'), 'ConfigMap', 'settings', { data });
  expect(rulesOf(app)).toStrictEqual(['warning lonely/Deployment-lonely references-exist none']);
});

test('a copy is judged by the keys that its own objects have', () => {
  const app = new App();
  for (const copy of ['dev', 'prod']) {
    const chart = new Chart(app, copy);
    addPods(chart, 'api', 'settings', copy === 'dev' ? 'host' : 'port');
    add(chart, 'ConfigMap', 'settings', { data });
  }
  expect(rulesOf(app)).toStrictEqual(['warning dev/Deployment-api reference-keys-exist host']);
});

test('charts whose objects share names, but not kinds, are no copies', () => {
  const app = new App();
  const pods = new Chart(app, 'pods');
  addPods(pods, 'api', 'api', 'host');
  add(new Chart(app, 'settings'), 'ConfigMap', 'api', { data });
  // One cluster: what the ConfigMap has is known.
  expect(rulesOf(app)).toStrictEqual(['warning pods/Deployment-api reference-keys-exist host']);
});

/** How often somebody reads what kind a manifest is of. */
function readsOfCopies(charts: number): number {
  const app = new Cdk8sApp();
  markBrand(app, 'App');
  for (let index = 0; index < charts; index++) {
    const chart = new Chart(app, `copy${index}`);
    addPods(chart, `api${index >> 1}`, 'settings');
    add(chart, 'ConfigMap', `settings${index >> 1}`, { data });
  }
  let reads = 0;
  findingsOf(app, (object) => {
    const manifest = object.toJson() as Fields;
    const { kind } = manifest;
    return Object.defineProperty({ ...manifest }, 'kind', { enumerable: true, get: () => ++reads && kind });
  });
  return reads;
}

test('twice as many copies are read twice as often', () => {
  expect(readsOfCopies(80) / readsOfCopies(40)).toBeLessThan(2.2);
});
