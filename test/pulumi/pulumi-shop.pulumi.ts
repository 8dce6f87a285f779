/** `examples/pulumi-shop`, as its README says: configured, previewed, made, and the same from then on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import { cluster } from './support/clusters';
import { programIn } from './support/program';
import { TestStack } from './support/stack';

const { api, kubeconfig } = cluster();
const folder = join(__dirname, '../../examples/pulumi-shop');
const program = programIn(folder);
const password = 'first canary: Aé+/="x';
const second = 'second canary: Bé+/="y';
const endpoint = 'orders.eu-1.databases.cloud.example';

let stack: TestStack;

beforeAll(async () => {
  const { name } = parse(readFileSync(join(folder, 'Pulumi.yaml'), 'utf8')) as { readonly name: string };
  stack = await TestStack.open({ project: name, name: 'prod' });
});

afterAll(async () => {
  await api.remove({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  stack.close();
});

test('without its configuration the program says what is missing', async () => {
  const { said } = await stack.refused('preview', program);
  expect(said.join('\n')).toContain("Missing required configuration variable 'shop:kubeconfig'");
});

test('the preview shows what will be made, and knows all of it but what the cluster decides', async () => {
  await stack.configure('kubeconfig', kubeconfig, { secret: true });
  await stack.configure('databasePassword', password, { secret: true });
  const { changed, operations } = await stack.preview(program);
  expect([...changed].sort()).toStrictEqual([
    'create App shop',
    'create Application shop/prod/shop/shop',
    'create ConfigMap shop/prod/shop/api-files',
    'create Database orders',
    'create Deployment shop/prod/shop/api',
    'create Deployment shop/prod/shop/mailer',
    'create Ingress shop/prod/shop/api',
    'create Namespace shop/prod/shop',
    'create NetworkPolicy shop/prod/shop/api',
    'create NetworkPolicy shop/prod/shop/mailer',
    'create PodDisruptionBudget shop/prod/shop/api',
    'create PodDisruptionBudget shop/prod/shop/mailer',
    'create Secret shop/prod/shop/api-secrets',
    'create Secret shop/prod/shop/mailer-secrets',
    'create Service shop/prod/shop/api',
    'create ServiceAccount shop/prod/shop/api',
    'create ServiceAccount shop/prod/shop/mailer',
    'create Workload shop/prod/shop/api',
    'create Workload shop/prod/shop/mailer',
  ]);
  const version = 'spec.template.metadata.annotations["charthouse.dev/secrets-version"]';
  expect(operations.flatMap(({ unknown }) => unknown).filter((path) => path !== version)).toStrictEqual([]);
});

test('it is made, gives its outputs, and is the same from then on', async () => {
  await stack.up(program);
  expect(await stack.outputs()).toStrictEqual({
    databaseEndpoint: endpoint,
    url: 'https://api.shop.example.com',
    clusterIP: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) as unknown,
    publicAddress: '192.0.2.10',
  });
  expect((await stack.up(program)).changed).toStrictEqual([]);
  const { changed } = await stack.preview(program, { refresh: true });
  expect(changed.filter((each) => !each.startsWith('refresh '))).toStrictEqual([]);
});

test('what the database tells is where the pods look for it', async () => {
  const files = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api-files', namespace: 'shop' } };
  expect(JSON.stringify(await api.get(files))).toContain(`host: ${endpoint}`);
  const mailer = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'mailer', namespace: 'shop' } };
  expect(JSON.stringify(await api.get(mailer))).toContain(`postgres://shop@${endpoint}:5432/shop`);
  expect(JSON.stringify(await api.get(mailer))).not.toContain(password);
});

test('another password changes the Secrets, and rolls the pods', async () => {
  await stack.configure('databasePassword', second, { secret: true });
  expect([...(await stack.up(program)).changed].sort()).toStrictEqual([
    'update Deployment shop/prod/shop/api',
    'update Deployment shop/prod/shop/mailer',
    'update Secret shop/prod/shop/api-secrets',
    'update Secret shop/prod/shop/mailer-secrets',
  ]);
});

test('neither password is anywhere in plain', () => {
  const everything = stack.everything();
  const written = (secret: string): readonly string[] =>
    [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  expect([password, second].flatMap(written).filter((text) => everything.includes(text))).toStrictEqual([]);
});

test('it is destroyed, but for the namespace, which may hold data of others', async () => {
  await stack.destroy();
  expect(await stack.state()).toStrictEqual([]);
  const namespace = await api.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  expect(namespace.object.status).toStrictEqual({ phase: 'Active' });
});
