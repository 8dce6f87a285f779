/** An autoscaler computes just where the check `scaling-has-requests` finds nothing. */
import { scalingHasRequests } from '../../lib/checks/scaling-has-requests';
import { autoscaler, findingsOf, workload, type Fields, type WorkloadParts } from '../checks/tree';
import { Api, type KubernetesObject } from './support/api';
import { hasCondition } from './support/conditions';
import { eventuallyReady } from './support/copies';
import { eventually } from './support/eventually';
import { ownCluster } from './support/own-cluster';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const namespace = 'scaling-check';

const requests = (cpu: string | number): Fields => ({ resources: { requests: { cpu } } });
const sidecar = (fields: Fields = {}): Fields =>
  ({ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', ...fields });
const memoryOfPod = { resources: { requests: { memory: '64Mi' } } };
const whole: Fields = {
  metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
};
const amount: Fields = {
  metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '1' } } }],
};
const one = (container: string): Fields => ({
  metrics: [{
    type: 'ContainerResource',
    containerResource: { name: 'cpu', container, target: { type: 'Utilization', averageUtilization: 70 } },
  }],
});

interface Case {
  readonly parts: WorkloadParts;
  readonly metrics: Fields;
}

const cases: Readonly<Record<string, Case>> = {
  request: { parts: { container: requests('100m') }, metrics: whole },
  limit: { parts: { container: { resources: { limits: { cpu: '1' } } } }, metrics: whole },
  none: { parts: {}, metrics: whole },
  nothing: { parts: {}, metrics: {} },
  'none-by-amount': { parts: {}, metrics: amount },
  zero: { parts: { container: requests(0) }, metrics: whole },
  'zero-beside-some': {
    parts: { container: requests('100m'), pod: { initContainers: [sidecar(requests('0'))] } }, metrics: whole,
  },
  'sidecar-without': { parts: { container: requests(1), pod: { initContainers: [sidecar()] } }, metrics: whole },
  'first-without': {
    parts: { container: requests(1), pod: { initContainers: [{ name: 'first', image: 'first:1' }] } }, metrics: whole,
  },
  pod: { parts: { pod: requests(1) }, metrics: whole },
  'pod-limit': { parts: { pod: { resources: { limits: { cpu: 1 } } } }, metrics: whole },
  'pod-zero': { parts: { pod: requests(0) }, metrics: whole },
  'pod-memory': { parts: { pod: memoryOfPod }, metrics: whole },
  'pod-memory-and-some': {
    parts: { container: requests(1), pod: { ...memoryOfPod, initContainers: [sidecar()] } }, metrics: whole,
  },
  'pod-and-one-without': { parts: { pod: requests(1) }, metrics: one('main') },
  'pod-and-one': { parts: { container: requests(1), pod: requests(1) }, metrics: one('main') },
  'one-that-is-not-there': { parts: { container: requests(1) }, metrics: one('gone') },
  'one-with-zero': {
    parts: { container: requests(0), pod: { initContainers: [sidecar(requests(1))] } }, metrics: one('main'),
  },
  'one-beside-none': { parts: { container: requests(1), pod: { initContainers: [sidecar()] } }, metrics: one('main') },
};

const made = Object.entries(cases).map(([name, { parts, metrics }]) => {
  const tree = [workload(name, parts), autoscaler(name, metrics)];
  const objects = tree.map(({ manifest }) => ({ ...manifest, metadata: { name, namespace } }));
  const fine = findingsOf(scalingHasRequests, tree).length === 0;
  return { name, objects, fine };
});

async function computing(): Promise<Readonly<Record<string, boolean>>> {
  const answers = await Promise.all(made.map(async ({ name, objects: [, scaler] }) =>
    [name, hasCondition((await api.get(scaler!)).object, 'ScalingActive')] as const));
  return Object.fromEntries(answers);
}

const own: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };

afterAll(() => api.remove(own));

(ownCluster ? test : test.skip)('an autoscaler computes just where the check finds nothing', async () => {
  const objects = made.flatMap((each) => each.objects);
  for (const object of [own, ...objects]) expect((await api.apply(object)).problem).toBeUndefined();
  await eventuallyReady(api, objects.filter(({ kind }) => kind === 'Deployment'));
  const expected = Object.fromEntries(made.map(({ name, fine }) => [name, fine]));
  const same = async (): Promise<boolean> => JSON.stringify(await computing()) === JSON.stringify(expected);
  await eventually('the autoscalers have judged', same, { seconds: 15 }).catch(() => undefined);
  // They have judged once more, should it have been by chance.
  await new Promise((resolve) => { setTimeout(resolve, 4000); });
  expect(await computing()).toEqual(expected);
});
