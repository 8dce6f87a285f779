/** Every example is applied to a real API server, in the order of its files, and becomes what it is meant to be. */
import { removeFreshPaths } from '../synth/support/folder';
import { Api, type KubernetesObject } from './support/api';
import { dryRunDiff } from './support/dry-run-diff';
import { eventually } from './support/eventually';
import { applicables, lessRestricted, warnedOf } from './support/examples';
import { nameOf } from './support/made';
import { byAddress, livePairs, statedPairs } from './support/pairs';
import { notYet } from './support/state';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const cases = applicables();

afterAll(removeFreshPaths);

interface Phase {
  readonly phase?: string;
}

/** Applies the objects one after the other, and says what the server refuses or warns of. */
async function applied(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
  const said: string[] = [];
  for (const object of objects) {
    const { problem, warnings } = await api.apply(object);
    const unknown = warnings.filter((warning) => !warnedOf.some(({ of }) => of.test(warning)));
    said.push(...[problem ?? [], unknown].flat().map((text) => `${nameOf(object)}: ${text}`));
  }
  return said;
}

async function generations(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
  const answers = await Promise.all(objects.map((object) => api.get(object)));
  return answers.map(({ object }, index) => `${nameOf(objects[index]!)}: ${object.metadata.generation ?? 0}`);
}

describe.each(cases)('$name', ({ name, app, cluster, objects, offered, namespaces }) => {
  beforeAll(async () => {
    const gone = async (): Promise<boolean> => {
      const own = objects.concat(namespaces).filter(({ kind }) => kind === 'Namespace');
      const answers = await Promise.all(own.map((each) => api.get(each)));
      return answers.every(({ object: { status } }) => (status as Phase | undefined)?.phase !== 'Terminating');
    };
    // Another target of the example may have been there.
    await eventually('namespaces of others are gone', gone);
    expect(await applied([...offered, ...namespaces])).toEqual([]);
  });

  afterAll(async () => {
    const made = objects.filter(({ metadata }) => metadata.namespace === undefined);
    for (const object of [...made, ...namespaces]) await api.remove(object);
  });

  test('is taken as it is, in the order of its files, and the server warns of nothing', async () => {
    expect(await applied(objects)).toEqual([]);
  });

  test('becomes ready: workloads, endpoints, budgets, claims and jobs', async () => {
    const waiting = new Map(objects.map((object) => [nameOf(object), object]));
    const states = async (): Promise<readonly string[]> => {
      const asked = [...waiting].map(async ([name, object]) => ({ name, state: await notYet(api, object) }));
      const all = await Promise.all(asked);
      for (const { name, state } of all) if (state === undefined) waiting.delete(name);
      return all.flatMap(({ name, state }) => (state === undefined ? [] : [`${name} ${state}`]));
    };
    const told = async (): Promise<string> => (await states()).join('\n');
    await eventually('all is ready', async () => (await states()).length === 0, { seconds: 150, told });
    expect(await states()).toEqual([]);
  });

  test('lets those call each other who say so, and nobody else', async () => {
    const stated = [...statedPairs(app, cluster), ...byAddress[name] ?? []].sort();
    expect(await livePairs(api, app, cluster)).toEqual(stated);
  });

  test('applied again, changes nothing', async () => {
    expect((await Promise.all(objects.map((object) => dryRunDiff(api, object)))).flat()).toEqual([]);
    const before = await generations(objects);
    expect(await applied(objects)).toEqual([]);
    expect(await generations(objects)).toEqual(before);
  });
});

test('every namespace that is less than restricted is used, and says why', () => {
  const used = new Set(cases.flatMap(({ objects }) => objects.flatMap(({ metadata }) => metadata.namespace ?? [])));
  expect(Object.entries(lessRestricted).filter(([name, { reason }]) => !used.has(name) || reason === '')).toEqual([]);
});

test('many connections are stated', () => {
  expect(cases.flatMap(({ app, cluster }) => statedPairs(app, cluster)).length).toBeGreaterThanOrEqual(100);
});
