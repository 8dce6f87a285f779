import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { App, Application, CronTask, StatefulStore, Task, WebService, Worker } from '../../lib';
import { claimIdentity } from '../../lib/model/identity';
import { checkName, isLabelValue } from '../../lib/model/names';
import { applications, at, house, manifest, shop } from '../values/support/shop';
import { thrownBy } from './support/drafts';

const image = 'api:1';

test('a workload is named by its `name`, or by the id of its construct: never by its path', () => {
  const nested = new Construct(new Construct(shop(), 'a'), 'b');
  expect(new Worker(nested, 'mailer', { image }).workloadName).toBe('mailer');
  expect(new Worker(nested, 'Other_Id', { image, name: 'other' }).workloadName).toBe('other');
});

test('a second object of one identity is an error at construction, with both paths', () => {
  const application = shop();
  new WebService(application, 'api', { image, port: 80 });
  const group = new Construct(application, 'group');
  const error = thrownBy(() => new WebService(group, 'api', { image, port: 80 }));
  expect(error).toMatchObject({ path: 'shop/group/api', field: 'name', value: 'api' });
  expect(error.problem).toContain('shop/api');
  expect(error.fix).toContain('a class that wraps workloads and is used twice passes `name`');
});

test('names are unique among the workloads of a namespace, across kinds', () => {
  const application = shop();
  new Worker(application, 'one', { image, name: 'mailer' });
  for (const make of [
    () => new CronTask(application, 'two', { image, name: 'mailer', schedule: '@daily' }),
    () => new Task(application, 'three', { image, name: 'mailer' }),
    () => new StatefulStore(application, 'four', { image, name: 'mailer', port: 1, user: 1 }),
  ]) expect(thrownBy(make)).toMatchObject({ field: 'name', value: 'mailer' });
});

test('equal names in other namespaces, for other targets and in other charts are no conflict', () => {
  const { app, made } = applications('shop', 'pay');
  const two = new Application(app, 'shop-two', { target: house.target('two'), name: 'shop' });
  const charts = ['left', 'right'].map((id) => new Chart(app, id));
  const workloads = [...made, two, ...charts].map((scope) => new Worker(scope, 'mailer', { image }));
  expect(workloads.map(({ workloadName }) => workloadName)).toEqual(Array(5).fill('mailer'));
});

test('two Applications of one target and namespace share their names', () => {
  const { app, made: [one] } = applications('shop');
  const same = new Application(app, 'again', { target: house.target('one'), namespace: 'shop' });
  new Worker(one!, 'mailer', { image });
  expect(thrownBy(() => new Worker(same, 'mailer', { image })))
    .toMatchObject({ path: 'again/mailer', value: 'mailer' });
});

test('in one plain chart, nested charts of other namespaces have names of their own', () => {
  const outer = new Chart(new App(), 'outer', { namespace: 'outer' });
  const inner = new Chart(outer, 'inner', { namespace: 'inner' });
  new Worker(outer, 'mailer', { image });
  expect(() => new Worker(inner, 'mailer', { image })).not.toThrow();
  const again = new Chart(outer, 'again', { namespace: 'outer' });
  expect(thrownBy(() => new Worker(again, 'mailer', { image }))).toMatchObject({ path: 'outer/again/mailer' });
});

test('the registry answers at once, however many objects there are', () => {
  const root = new App();
  const identity = { group: 'apps', kind: 'Deployment', namespace: 'shop' };
  const start = performance.now();
  for (let index = 0; index < 20_000; index++) claimIdentity(root, 'one', { ...identity, name: `n${index}` });
  expect(performance.now() - start).toBeLessThan(1500);
  expect(thrownBy(() => { claimIdentity(root, 'one', { ...identity, name: 'n7' }); })).toMatchObject({ value: 'n7' });
  const others = [{ group: 'extensions' }, { kind: 'StatefulSet' }, { namespace: 'pay' }, { namespace: undefined }];
  for (const other of others) {
    expect(() => { claimIdentity(root, 'one', { ...identity, name: 'n7', ...other }); }).not.toThrow();
  }
  expect(() => { claimIdentity(root, 'two', { ...identity, name: 'n7' }); }).not.toThrow();
});

test.each<[string, string, boolean]>([
  ['StatefulSet', 'a'.repeat(52), true], ['StatefulSet', 'a'.repeat(53), false],
  ['CronJob', 'a'.repeat(52), true], ['CronJob', 'a'.repeat(53), false],
  ['Service', 'a'.repeat(63), true], ['Service', 'a'.repeat(64), false],
  ['Service', '1a', false], ['Deployment', '1a', true], ['Deployment', 'a.b', false],
  ['ConfigMap', 'a.b', true], ['ConfigMap', 'a'.repeat(253), true], ['ConfigMap', 'a'.repeat(254), false],
  ['ConfigMap', 'A', false], ['Service', '', false], ['Service', 'a-', false], ['Service', 'a_b', false],
])('a %s may be called %s: %s', (kind, name, legal) => {
  const check = (): void => { checkName(name, kind, 'shop/api', 'name'); };
  if (legal) expect(check).not.toThrow();
  else expect(thrownBy(check)).toMatchObject({ path: 'shop/api', field: 'name', value: name });
});

test('limits hold for what the workload derives: its controller and its Service', () => {
  const long = 'a'.repeat(60);
  expect(() => new WebService(shop(), long, { image, port: 80 })).not.toThrow();
  expect(thrownBy(() => new StatefulStore(shop(), long, { image, port: 80, user: 1 })))
    .toMatchObject({ field: 'name' });
  expect(thrownBy(() => new CronTask(shop(), long, { image, schedule: '@daily' }))).toMatchObject({ field: 'name' });
});

test('a digest is never a label value', () => {
  expect(isLabelValue('0'.repeat(64))).toBe(false);
  expect(isLabelValue('sha256:0')).toBe(false);
  expect([isLabelValue(''), isLabelValue('v1.2_3-a')]).toEqual([true, true]);
});

test('everything selects by one label, and adopted objects keep theirs', () => {
  const application = shop();
  const api = new WebService(application, 'api', { image, port: 80 });
  const old = new WebService(application, 'old', {
    image, port: 80, adopt: { name: 'legacy', selector: { app: 'legacy' }, labels: { tier: 'web' } },
  });
  const selector = { 'charthouse.dev/workload': 'api' };
  expect(at(manifest(api, 'Deployment'), 'spec.selector.matchLabels')).toEqual(selector);
  expect(at(manifest(api, 'Service'), 'spec.selector')).toEqual(selector);
  expect(at(manifest(api, 'PodDisruptionBudget'), 'spec.selector.matchLabels')).toEqual(selector);
  expect(at(manifest(api, 'NetworkPolicy'), 'spec.podSelector.matchLabels')).toEqual(selector);
  const deployment = manifest(old, 'Deployment', 'legacy');
  expect(at(deployment, 'spec.selector.matchLabels')).toEqual({ app: 'legacy' });
  expect(at(deployment, 'spec.template.metadata.labels')).toMatchObject({ app: 'legacy', tier: 'web' });
  expect(at(manifest(old, 'Service'), 'spec.selector')).toEqual({ app: 'legacy' });
});

test('a Job is named by its template: a new image is a new Job, a new label is not', () => {
  const nameOf = (props: object): unknown => at(manifest(new Task(shop(), 'migrate', { image, ...props }), 'Job'),
    'metadata.name');
  expect(nameOf({})).toMatch(/^migrate-[0-9a-f]{8}$/);
  expect(nameOf({ labels: { added: 'yes' }, owner: 'team', component: 'db' })).toBe(nameOf({}));
  expect(nameOf({ image: 'api:2' })).not.toBe(nameOf({}));
  // Under one name no template can change, and the API server refuses what tries.
  const templateOf = (props: object): unknown => at(manifest(new Task(shop(), 'migrate', { image, ...props }), 'Job'),
    'spec.template.metadata.labels');
  expect(templateOf({ labels: { added: 'yes' }, owner: 'team' })).toEqual({ 'charthouse.dev/workload': 'migrate' });
  expect(nameOf({ run: 'v1', image: 'api:2' })).toBe(nameOf({ run: 'v1' }));
  expect(nameOf({ run: 'v2' })).not.toBe(nameOf({ run: 'v1' }));
  expect(nameOf({ files: { '/b': '1', '/a': '2' } })).toBe(nameOf({ files: { '/a': '2', '/b': '1' } }));
});
