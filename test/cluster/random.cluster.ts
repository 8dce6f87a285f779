/**
 * Random applications, as the property tests draw them: whatever we let through, the API server takes. `--runs` and
 * `--seed` try others.
 */
import fc from 'fast-check';

import { treePlan, type TreePlan } from '../property/support/arbitrary-tree';
import { manifestsOf, ourTree } from '../property/support/manifests';
import { Api, type KubernetesObject } from './support/api';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const runs = Number(process.env['CHARTHOUSE_RUNS'] ?? 60);
const seed = Number(process.env['CHARTHOUSE_SEED'] ?? 20_261_121);
/** How many fewer are told of, where many are refused for one reason. */
const told = 20;

/** What the server says against the objects of a plan; nothing is kept. */
async function refusals(plan: TreePlan, index: number): Promise<readonly string[]> {
  const objects = manifestsOf(ourTree(plan).app) as unknown as readonly KubernetesObject[];
  await makeNamespaces(objects);
  const problems = await Promise.all(objects.map(async ({ kind, metadata }, place) => {
    const { problem } = await api.apply(objects[place]!, { dryRun: true });
    return problem === undefined ? [] : [`application ${index} of seed ${seed}: ${kind} ${metadata.name}: ${problem}`];
  }));
  return problems.flat();
}

const namespaces = new Set<string>();

async function makeNamespaces(objects: readonly KubernetesObject[]): Promise<void> {
  for (const name of new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))) {
    if (namespaces.has(name)) continue;
    namespaces.add(name);
    const { problem } = await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    expect(problem).toBeUndefined();
  }
}

afterAll(async () => {
  for (const name of namespaces) await api.remove({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
});

test(`${runs} random applications: the API server takes every object`, async () => {
  const refused: string[] = [];
  for (const [index, plan] of fc.sample(treePlan, { seed, numRuns: runs }).entries())
    refused.push(...await refusals(plan, index));
  expect(refused.slice(0, told)).toEqual([]);
}, 3_600_000);
