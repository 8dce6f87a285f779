/** A pod can be evicted just where the check `budget-lets-pods-go` finds nothing. */
import { budgetLetsPodsGo } from '../../lib/checks/budget-lets-pods-go';
import type { CheckedObject } from '../../lib/checks/check';
import { budget, findingsOf, workload, type Fields } from '../checks/tree';
import { Api, type KubernetesObject } from './support/api';
import { eventuallyReady } from './support/copies';
import { eventually } from './support/eventually';
import { ownCluster } from './support/own-cluster';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const namespace = 'disruption-check';
const own: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };

interface Case {
  /** Kind and number of the pods' controller. */
  readonly kind?: 'Deployment' | 'StatefulSet';
  readonly replicas: number;
  readonly budgets: readonly Fields[];
}

const cases: Readonly<Record<string, Case>> = {
  'none-of-one': { replicas: 1, budgets: [{ minAvailable: 0 }] },
  'one-of-one': { replicas: 1, budgets: [{ minAvailable: 1 }] },
  'one-of-two': { replicas: 2, budgets: [{ minAvailable: 1 }] },
  'more-than-all': { replicas: 2, budgets: [{ minAvailable: 3 }] },
  'half-of-one': { replicas: 1, budgets: [{ minAvailable: '50%' }] },
  'half-of-two': { replicas: 2, budgets: [{ minAvailable: '50%' }] },
  'most-of-two': { replicas: 2, budgets: [{ minAvailable: '51%' }] },
  'nearly-all-of-three': { kind: 'StatefulSet', replicas: 3, budgets: [{ minAvailable: '66%' }] },
  'two-thirds-of-three': { kind: 'StatefulSet', replicas: 3, budgets: [{ minAvailable: '67%' }] },
  all: { replicas: 2, budgets: [{ minAvailable: '100%' }] },
  'no-percent': { replicas: 2, budgets: [{ minAvailable: '0%' }] },
  'one-away': { replicas: 1, budgets: [{ maxUnavailable: 1 }] },
  'none-away': { replicas: 2, budgets: [{ maxUnavailable: 0 }] },
  'no-percent-away': { replicas: 2, budgets: [{ maxUnavailable: '0%' }] },
  'some-percent-away': { replicas: 2, budgets: [{ maxUnavailable: '1%' }] },
  unsaid: { replicas: 2, budgets: [{}] },
  'unsaid-of-one': { replicas: 1, budgets: [{}] },
  'two-budgets': { replicas: 3, budgets: [{ maxUnavailable: 1 }, { maxUnavailable: 2 }] },
  'by-expression': {
    replicas: 1,
    budgets: [{
      selector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['by-expression'] }] }, minAvailable: 1,
    }],
  },
  'of-others': { replicas: 1, budgets: [{ selector: { matchLabels: { app: 'of-nobody' } }, minAvailable: 1 }] },
};

const made = Object.entries(cases).map(([name, { kind = 'Deployment', replicas, budgets }]) => {
  const service = kind === 'StatefulSet' ? { serviceName: name } : {};
  const tree = [
    workload(name, { kind, spec: { replicas, ...service } }),
    ...budgets.map((spec, index) => budget(name, spec, `${name}-${index}`)),
  ];
  return { name, objects: tree.map(inNamespace), fine: findingsOf(budgetLetsPodsGo, tree).length === 0 };
});

function inNamespace({ manifest }: CheckedObject): KubernetesObject {
  const { metadata: { name } } = manifest as unknown as KubernetesObject;
  return { ...manifest, metadata: { name, namespace } };
}

/** Asks whether a pod of each may go; none does. */
async function evictable(): Promise<Readonly<Record<string, boolean>>> {
  const pods = await api.list('v1', 'Pod', namespace);
  const answers = await Promise.all(made.map(async ({ name }) => {
    const pod = pods.find(({ metadata: { labels } }) => labels?.['app'] === name)!.metadata.name;
    const path = `/api/v1/namespaces/${namespace}/pods/${pod}/eviction?dryRun=All`;
    const metadata = { name: pod, namespace };
    const { status } = await api.ask('POST', path, { apiVersion: 'policy/v1', kind: 'Eviction', metadata });
    return [name, status < 400] as const;
  }));
  return Object.fromEntries(answers);
}

afterAll(() => api.remove(own));

(ownCluster ? test : test.skip)('a pod can be evicted just where the check finds nothing', async () => {
  const objects = made.flatMap((each) => each.objects);
  for (const object of [own, ...objects]) expect((await api.apply(object)).problem).toBeUndefined();
  await eventuallyReady(api, objects.filter(({ kind }) => kind !== 'PodDisruptionBudget'));
  const expected = Object.fromEntries(made.map(({ name, fine }) => [name, fine]));
  const same = async (): Promise<boolean> => JSON.stringify(await evictable()) === JSON.stringify(expected);
  await eventually('the budgets have counted', same, { seconds: 15 }).catch(() => undefined);
  // They have counted once more, should it have been by chance.
  await new Promise((resolve) => { setTimeout(resolve, 2000); });
  expect(await evictable()).toEqual(expected);
});
