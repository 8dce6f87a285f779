/** What docs/pulumi.md says is so: its programs run in its order, each under the heading that it stands below. */
import { Config, interpolate } from '@pulumi/pulumi';
import type { PulumiFn } from '@pulumi/pulumi/automation';
import { secret, type App } from 'charthouse';
import { clusterProvider, deploy } from 'charthouse/pulumi';

import type { KubernetesObject } from '../cluster/support/api';
import { Page } from '../docs/support/page';
import { cluster, secondCluster } from './support/clusters';
import { programOf } from './support/program';
import type { Run } from './support/run';
import { TestStack } from './support/stack';
import { until, whatRuns } from './support/what-runs';

const { api, kubeconfig } = cluster();
const namespace = 'bookshop';
const page = new Page('docs/pulumi.md');
const program = (name: string) => programOf(page.fileOf(name));
const steps: string[] = [];
const open: TestStack[] = [];

let stack: TestStack;

beforeAll(async () => { stack = await newStack(); });

afterAll(async () => {
  for (const name of [namespace, 'terms'])
    await api.remove({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  for (const each of open) each.close();
  page.close();
});

/** A stack of the page's program, in a project of its own. */
async function newStack(): Promise<TestStack> {
  const made = await TestStack.open({ project: 'bookshop' });
  open.push(made);
  await made.configure('kubeconfig', kubeconfig, { secret: true });
  await made.configure('database', 'books');
  await made.configure('databasePassword', 'first one', { secret: true });
  return made;
}

/** A step of the page: what comes after one that fails is not as the page says. */
function step(heading: string, run: () => Promise<void>): void {
  steps.push(heading);
  // eslint-disable-next-line jest/expect-expect -- its steps expect
  test(heading, run);
}

/** What the page's programs take from the stack's configuration. */
function given(): object {
  const config = new Config();
  return {
    database: interpolate`${config.require('database')}.databases.example.com`,
    password: secret(config.requireSecret('databasePassword')),
  };
}

/** A program as those of the page, with what it says only in its text. */
function bookshop(props: object): PulumiFn {
  const { build } = page.run('bookshop.ts') as { readonly build: (app: App, props: object) => object };
  return () => {
    deploy('bookshop', { provider: clusterProvider('prod', { kubeconfig }) }, (app) => build(app, props));
    return Promise.resolve();
  };
}

const running = (): Promise<Readonly<Record<string, unknown>>> => whatRuns(api, namespace);
const named = (apiVersion: string, kind: string, name: string): KubernetesObject =>
  ({ apiVersion, kind, metadata: { name, namespace } });

async function idOf(kind: 'Deployment' | 'StatefulSet', name: string): Promise<string | undefined> {
  return (await api.get(named('apps/v1', kind, name))).object.metadata.uid;
}

/** What is changed of objects: components are only names in the state. */
function objectsIn({ changed }: Run): readonly string[] {
  return changed.filter((each) => !/^(refresh |\S+ (App|Application|Workload) )/.test(each)).toSorted();
}

step('The application, as YAML', async () => {
  page.run('yaml.ts');
  for (const object of page.written('bookshop.k8s.yaml') as readonly KubernetesObject[])
    expect((await api.apply(object, { manager: 'kubectl' })).problem).toBeUndefined();
  await until(async () => (await api.list('v1', 'Pod', namespace)).length === 5);
  await until(async () => (await api.list('v1', 'Pod', namespace)).every(({ status }) =>
    JSON.stringify(status).includes('"type":"Ready","status":"True"') || JSON.stringify(status).includes('"Running"')));
});

step('The same tree as a stack', async () => {
  const { changed } = await stack.preview(program('stack.ts'));
  expect(changed.toSorted(byKind).join('\n')).toBe(page.shown('preview of the stack'));
});

step('Take over what YAML made', async () => {
  const before = await running();
  await stack.up(program('stack.ts'));
  expect(await running()).toStrictEqual(before);
  expect((await stack.outputs())['url']).toBe('http://api.example.com');
  expect((await stack.outputs())['address']).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect((await stack.up(program('stack.ts'))).changed).toStrictEqual([]);
  expect(objectsIn(await stack.preview(program('stack.ts'), { refresh: true }))).toStrictEqual([]);
});

step('Outputs where values are', async () => {
  const id = await idOf('Deployment', 'api');
  await stack.up(program('outputs.ts'));
  expect(await idOf('Deployment', 'api')).toBe(id);
  const { object } = await api.get(named('v1', 'ConfigMap', 'api-files'));
  expect(JSON.stringify(object)).toContain('host: books.databases.example.com');
  expect((await stack.up(program('outputs.ts'))).changed).toStrictEqual([]);

  await stack.configure('databasePassword', 'second one', { secret: true });
  expect(objectsIn(await stack.up(program('outputs.ts')))).toStrictEqual([
    'update Deployment bookshop/prod/bookshop/api', 'update Secret bookshop/prod/bookshop/api-secrets',
  ]);
  expect(await idOf('Deployment', 'api')).toBe(id);
});

step('What a preview shows', async () => {
  await stack.configure('databasePassword', 'third one', { secret: true });
  expect(objectsIn(await stack.preview(program('outputs.ts')))).toStrictEqual([
    'update Secret bookshop/prod/bookshop/api-secrets',
  ]);
  const { operations } = await (await newStack()).preview(program('unknown.ts'));
  const unknown = operations.flatMap(({ type, name, unknown: paths }) =>
    paths.map((path) => `${type.split(':').at(-1) ?? ''} ${name.split('/').at(-1) ?? ''}: ${path}`));
  expect(unknown.join('\n')).toBe(page.shown('unknown in the preview'));
});

step('Options by hand', async () => {
  await stack.up(program('options.ts'));
  const [deployment] = (await stack.state()).filter(({ urn }) => urn.endsWith('::bookshop/prod/bookshop/api')
    && urn.includes(':Deployment'));
  expect(deployment).toMatchObject({
    customTimeouts: { create: 900, update: 900 }, ignoreChanges: ['metadata.annotations'],
  });
});

step('How long a stack waits', async () => {
  const timeouts = Object.fromEntries((await stack.state()).filter(({ type }) => type.startsWith('kubernetes:apps/'))
    .map((each) => [each.urn.split('/').at(-1), (each as { readonly customTimeouts?: unknown }).customTimeouts]));
  expect(timeouts).toStrictEqual({
    api: { create: 900, update: 900 }, mailer: { create: 720, update: 720 }, carts: undefined,
  });
});

step('What is protected', async () => {
  const { said } = await stack.refused('preview', program('without-carts.ts'));
  expect(said.join('\n')).toMatch(/carts.*protect/s);
  const other = await newStack();
  await other.configure('databasePassword', 'third one', { secret: true });
  await other.up(program('outputs.ts'));
  await other.up(() => {
    const carts = { because: 'carts are kept by the browser' };
    return bookshop({ ...given(), carts })();
  });
  expect(objectsIn(await other.preview(program('without-carts.ts')))).toContain(
    'delete StatefulSet bookshop/prod/bookshop/carts');
});

step('The right cluster', async () => {
  const before = await running();
  const other = await newStack();
  const { said } = await other.refused('up', program('wrong-cluster.ts'));
  expect(said.join('\n')).toContain('target prod: clusterUid says 6a1f1c0e-7f5b-4c58-9e6a-0d7c0a1b2c3d');
  expect((await other.state()).filter(({ type, id }) => type.startsWith('kubernetes:') && id !== 'kube-system'))
    .toStrictEqual([]);
  expect(await running()).toStrictEqual(before);
});

step('Several clusters, and objects of others', async () => {
  const second = secondCluster() ?? { api, kubeconfig };
  const several = await newStack();
  await several.configure('otherKubeconfig', second.kubeconfig, { secret: true });
  await several.up(program('several.ts'));
  for (const [each, domain] of [[api, 'eu.example.com'], [second.api, 'us.example.com']] as const) {
    const texts = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'texts', namespace: 'terms' } };
    expect((await each.get(texts)).object).toMatchObject({ data: { domain } });
    expect(await each.list('v1', 'ResourceQuota', 'terms')).toHaveLength(1);
  }
  expect((await several.up(program('several.ts'))).changed).toStrictEqual([]);
  await several.destroy();
});

step('Renaming and moving', async () => {
  await stack.up(program('outputs.ts'));
  const before = await running();
  const moved = await stack.up(program('moved.ts'));
  expect(moved.changed).toStrictEqual([]);
  await stack.up(program('outputs.ts'));
  expect(await running()).toStrictEqual(before);
});

step('After a run that was killed', async () => {
  const before = await running();
  const id = await idOf('Deployment', 'api');
  // Of all that it made, it has written down nothing.
  const other = await newStack();
  await other.configure('databasePassword', 'third one', { secret: true });
  await other.up(program('outputs.ts'));
  const after = await running();
  const read = Object.keys(after).filter((name) => !/^(Deployment|ReplicaSet|Pod) api/.test(name));
  expect(Object.fromEntries(read.map((name) => [name, after[name]])))
    .toStrictEqual(Object.fromEntries(read.map((name) => [name, before[name]])));
  expect(Object.keys(before).filter((name) => !name.startsWith('Pod api') && !(name in after))).toStrictEqual([]);
  expect(await idOf('Deployment', 'api')).toBe(id);
});

step('Destroying', async () => {
  await expect(stack.destroy()).rejects.toThrow(/protect/);
  const program = bookshop({ carts: { because: 'carts are kept by the browser' } });
  await stack.up(program);
  await stack.destroy();
  expect(await stack.state()).toStrictEqual([]);
  expect(await api.list('apps/v1', 'StatefulSet', namespace)).toStrictEqual([]);
  expect(await api.list('v1', 'PersistentVolumeClaim', namespace)).toHaveLength(1);
  const { object } = await api.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  expect(object.status).toStrictEqual({ phase: 'Active' });
});

test('each step of the page is done here, in its order', () => {
  expect(steps).toStrictEqual(page.headings);
});

/** Components first, as the page shows them. */
function byKind(left: string, right: string): number {
  const rank = (each: string): number => ['App', 'Application', 'Workload'].indexOf(each.split(' ')[1] ?? '');
  const [one, other] = [rank(left), rank(right)].map((each) => (each === -1 ? 9 : each));
  return (one ?? 0) - (other ?? 0) || (left < right ? -1 : 1);
}
