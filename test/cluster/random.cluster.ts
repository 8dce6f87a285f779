/**
 * Random applications: whatever we let through, the API server takes, and admits its pods. `--runs` and `--seed` try
 * others.
 */
import fc from 'fast-check';

import { treePlan, type TreePlan } from '../property/support/arbitrary-tree';
import { ourTree } from '../property/support/manifests';
import { testHouse } from '../property/support/test-house';
import type { TypedProgram } from '../property/support/typed-programs';
import { classes } from '../support/arbitrary-props';
import { Admission, levels, must } from './support/admission';
import { Api } from './support/api';
import { drawnPrograms, manyPrograms, timesOf, timesSet } from './support/drawn';
import { inBatches } from './support/in-batches';
import { keptPrograms } from './support/kept-programs';
import { madeIn } from './support/made';
import { offeredBy } from './support/offered';
import { shrunk, textOf } from './support/shrunk';
import { problemsOf, tryProgram, type Tried } from './support/try-program';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const admission = new Admission(api, 'random');
const asked = process.env['CHARTHOUSE_RUNS'];
const seed = Number(process.env['CHARTHOUSE_SEED'] ?? 20_261_121);
/** A tree takes as long as many programs. */
const trees = asked === undefined ? 40 : Math.ceil(Number(asked) / 20);
/** How many failures are told of, where many are refused for one reason; each is shrunk. */
const told = 5;
/** All of the time that a night has. */
const patience = 12 * 3_600_000;

const namespaces = new Map<string, Promise<void>>();

beforeAll(async () => {
  await admission.open();
  await namespace('app');
  for (const { platform } of testHouse.targets)
    for (const object of offeredBy(platform)) await must(api, object);
});

afterAll(async () => {
  await admission.close();
  for (const name of namespaces.keys()) await api.remove(namespaceNamed(name));
});

function namespace(name: string): Promise<void> {
  const made = namespaces.get(name) ?? must(api, namespaceNamed(name));
  namespaces.set(name, made);
  return made;
}

function namespaceNamed(name: string) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** Tries programs; what fails is told of with the least that fails in the same way. */
async function expectTaken(programs: Iterable<TypedProgram>): Promise<readonly Tried[]> {
  const failures: TypedProgram[] = [];
  const all = await inBatches(programs, async (program) => {
    const tried = await tryProgram(program, api, admission);
    if (tried.problems.length > 0) failures.push(program);
    return tried;
  });
  const texts = failures.slice(0, told).map(async (program) =>
    textOf(await shrunk(program, async (each) => (await tryProgram(each, api, admission)).problems)));
  expect({ failed: failures.length, told: await Promise.all(texts) }).toEqual({ failed: 0, told: [] });
  return all;
}

describe(`${asked ?? 300} random programs that compile, of seed ${seed}`, () => {
  let programs: Iterable<TypedProgram>;
  let tried: readonly Tried[] = [];

  beforeAll(() => {
    programs = asked === undefined ? drawnPrograms(300, seed) : manyPrograms(Number(asked), seed);
  });

  test('are refused by us with a clear error, or taken by the server with every pod admitted', async () => {
    tried = await expectTaken(programs);
  }, patience);

  test('between 5 and 60 % are refused', () => {
    const refused = tried.filter((each) => each.refused !== undefined).length / tried.length;
    expect(refused).toBeGreaterThan(0.05);
    expect(refused).toBeLessThan(0.6);
  });

  test('have pods of every level', () => {
    const seen = new Set(tried.flatMap((each) => each.levels));
    expect(levels.filter((level) => !seen.has(level))).toEqual([]);
  });

  if (asked === undefined) {
    test.each(Object.keys(classes))(`set each prop of a %s in at least ${timesSet} cases`, (workload) => {
      expect([...timesOf(workload, programs)].filter(([, times]) => times < timesSet)).toEqual([]);
    });
  }
});

test('what failed once does not fail again', async () => {
  const all = await expectTaken(keptPrograms.map(({ program }) => program));
  expect(keptPrograms.filter((each, index) => (all[index]?.refused !== undefined) !== each.refused)
    .map(({ why }) => why)).toEqual([]);
});

test(`${trees} random trees: the API server takes every object`, async () => {
  const refusals = async (plan: TreePlan, index: number): Promise<readonly string[]> => {
    const made = madeIn(ourTree(plan).app);
    await Promise.all([...new Set(made.flatMap(({ object }) => object.metadata.namespace ?? []))].map(namespace));
    const problems = await Promise.all(made.map((each) => problemsOf(each, api, admission)));
    return problems.flat().map((problem) => `tree ${index} of seed ${seed}: ${problem}`);
  };
  const refused = await inBatches(fc.sample(treePlan, { seed, numRuns: trees }), refusals);
  expect(refused.flat().slice(0, told)).toEqual([]);
}, patience);
