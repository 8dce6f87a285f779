/**
 * While nodes are drained and services are updated, never fewer pods are ready than are promised: by budgets, and by
 * the services' strategies. On copies of the examples, which all run on one node at first.
 */
import { removeFreshPaths } from '../synth/support/folder';
import { Api, type KubernetesObject } from './support/api';
import { applyCopies, copies, eventuallyReady, removeCopies } from './support/copies';
import { cordon, drain, podsOn } from './support/drain';
import { ownCluster } from './support/own-cluster';
import { brokenPromises, podsOf, promisedByBudgets, promisedByStrategy, replicasOf, type Promised } from './support/promises';
import { followPods } from './support/ready-pods';

const url = process.env['CHARTHOUSE_CLUSTER_URL'] ?? '';
const api = new Api(url);

const examples = copies('rollout', [
  'Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'PodDisruptionBudget', 'HorizontalPodAutoscaler',
]);
const services = examples.flatMap(({ objects }) =>
  objects.filter((workload) => objects.some((service) => leadsTo(service, workload))));

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
}

interface Templated {
  readonly template: PodTemplate;
}

function leadsTo(service: KubernetesObject, { kind, metadata, spec }: KubernetesObject): boolean {
  if (service.kind !== 'Service' || !['Deployment', 'StatefulSet'].includes(kind)) return false;
  const { selector } = service.spec as { readonly selector?: Readonly<Record<string, string>> };
  const { labels } = (spec as Templated).template.metadata;
  return selector !== undefined && service.metadata.namespace === metadata.namespace
    && Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** Its next version. */
function updated(workload: KubernetesObject): KubernetesObject {
  const { template, ...others } = workload.spec as Templated;
  const containers = template.spec.containers
    .map((container) => ({ ...container, image: `${container.image.split('@')[0] ?? ''}-next` }));
  return { ...workload, spec: { ...others, template: { ...template, spec: { ...template.spec, containers } } } };
}

async function live(objects: readonly KubernetesObject[]): Promise<readonly KubernetesObject[]> {
  return (await Promise.all(objects.map((object) => api.get(object)))).map(({ object }) => object);
}

/** Updates workloads at once, and waits until all pods are new. Tells which promises were broken meanwhile. */
async function broken(
  workloads: readonly KubernetesObject[], promises: readonly Promised[],
): Promise<readonly string[]> {
  const pods = await followPods(url, promises.map(({ group }) => group));
  const next = workloads.map(updated);
  for (const workload of next) expect((await api.apply(workload)).problem).toBeUndefined();
  await eventuallyReady(api, next);
  await pods.end();
  return brokenPromises(pods, promises);
}

let node = '';
let others: readonly string[] = [];

beforeAll(async () => {
  // Who has a cluster of their own may have pods of others there.
  if (ownCluster) [node = '', ...others] = (await api.list('v1', 'Node')).map(({ metadata }) => metadata.name);
  for (const other of others) await cordon(api, other, true);
  await applyCopies(api, examples);
  for (const other of others) await cordon(api, other, false);
});
afterAll(async () => {
  for (const each of [node, ...others].filter((name) => name !== '')) await cordon(api, each, false);
  await removeCopies(api, examples);
  removeFreshPaths();
});

(ownCluster ? test : test.skip)('their node is drained; no budget is broken, and all is ready elsewhere', async () => {
  const workloads = examples.flatMap((copy) => copy.objects)
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  const budgets = await api.list('policy/v1', 'PodDisruptionBudget');
  const promises = (await live(workloads)).map((workload) => promisedByBudgets(workload, budgets));
  const pods = await followPods(url, promises.map(({ group }) => group));

  const refused = await drain(api, node);
  await eventuallyReady(api, examples.flatMap(({ objects }) => objects));
  await pods.end();

  expect(brokenPromises(pods, promises)).toEqual([]);
  expect(await podsOn(api, node)).toEqual([]);
  // Each budget that demands a pod has forbidden that the last one goes with the first.
  const demanded = promises.filter(({ ready }) => ready > 0).map(({ group: { name } }) => name.replace(/^\w+ /, 'Pod '));
  expect(demanded.length).toBeGreaterThan(10);
  expect(demanded.filter((name) => !refused.some((pod) => pod.startsWith(`${name}-`)))).toEqual([]);
});

test('a service whose pods may all be away is seen without one', async () => {
  const { objects } = examples.find(({ name }) => name === 'quick-start') ?? examples[0]!;
  const { namespace = '' } = objects.find(({ kind }) => kind === 'Deployment')!.metadata;
  const labels = { app: 'careless' };
  const containers = [{ name: 'main', image: 'careless:1', ...restricted }];
  const careless: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'careless', namespace },
    spec: {
      replicas: 3, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
    },
  };
  expect((await api.apply(careless)).problem).toBeUndefined();
  await eventuallyReady(api, [careless]);
  expect(await broken([careless], [promisedByStrategy(careless)])).toEqual([]);
  expect(await broken([updated(careless)], [{ group: podsOf(careless), ready: 3 }]))
    .toEqual([`Deployment ${namespace}/careless: 0 ready where 3 are promised`]);
});

test(`${services.length} services are updated, and keep what they promise`, async () => {
  const [running, budgets] = await Promise.all([live(services), api.list('policy/v1', 'PodDisruptionBudget')]);
  const promises = running.flatMap((each) => [promisedByStrategy(each), promisedByBudgets(each, budgets)]);
  expect(await broken(services, promises)).toEqual([]);
  // All pods of most: a store's single pod goes before the next one comes, and so does one that keeps a volume.
  const gone = running.filter((each) => promisedByStrategy(each).ready < replicasOf(each));
  expect(gone.map(({ kind, metadata }) => `${kind} ${metadata.name}`).filter((name) => !name.startsWith('StatefulSet')))
    .toEqual(['Deployment api', 'Deployment api']);
});

const restricted = {
  securityContext: {
    allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
};
