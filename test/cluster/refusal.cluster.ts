/** What the server refuses is told in its own words, with the path of the construct that made it. */
import { App, Application, Worker, defineHouse, generic } from 'charthouse';

import { Admission, must } from './support/admission';
import { Api, type KubernetesObject } from './support/api';
import { madeIn, withMakers } from './support/made';
import { notYet } from './support/state';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const namespace: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'refusal' } };
const house = defineHouse({
  name: 'any',
  version: '1',
  platforms: { cluster: generic() },
  targets: { test: { platform: 'cluster', environment: 'test' } },
});

/** The Deployment of an application, as it is read from its file; no check of ours sees the patch. */
function deployment(patch: object): KubernetesObject {
  const app = new App();
  const application = new Application(app, 'refusal', { target: house.target('test') });
  const mailer = new Worker(application, 'mailer', { image: 'mailer:1' });
  mailer.transform('Deployment', patch, { unknownFields: true });
  const made = madeIn(app);
  const read = JSON.parse(JSON.stringify(made.map(({ object }) => object))) as readonly KubernetesObject[];
  return withMakers(read, made).find(({ kind }) => kind === 'Deployment')!;
}

const admission = new Admission(api, 'refusal');

beforeAll(async () => {
  await must(api, namespace);
  await admission.open();
});

afterAll(async () => {
  await api.remove(namespace);
  await admission.close();
});

test('a field that is unknown', async () => {
  const { problem } = await api.apply(deployment({ spec: { 'no-such-field': 1 } }));
  expect(problem).toMatch(/no-such-field: field not declared in schema \[made by refusal\/mailer\/Deployment\]$/);
});

test('a value that is invalid', async () => {
  const { problem } = await api.apply(deployment({ spec: { progressDeadlineSeconds: -1 } }));
  expect(problem).toMatch(/progressDeadlineSeconds: Invalid value: -1.*\[made by refusal\/mailer\/Deployment\]$/s);
});

test('an object that does not become ready', async () => {
  expect(await notYet(api, deployment({ spec: { paused: true } }))).toMatch(/not found \[made by refusal\/mailer\//);
});

test('a pod that is not admitted, though nothing is said against its controller', async () => {
  const made = deployment({ spec: { template: { spec: { priorityClassName: 'no-such-class' } } } });
  expect((await api.apply(made, { dryRun: true })).problem).toBeUndefined();
  expect(await admission.problemsOf(made)).toEqual([
    expect.stringMatching(/^its pod is refused under restricted: .*no PriorityClass with name no-such-class was found/),
  ]);
});
