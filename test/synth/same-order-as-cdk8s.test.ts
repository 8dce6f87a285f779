/**
 * Our order against that of cdk8s, over random trees. `CHARTHOUSE_RUNS` tries more of them, `CHARTHOUSE_SEED` others.
 */
import fs from 'node:fs';
import { App as Cdk8sApp, Chart, YamlOutputType, type ApiObject, type AppProps } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import type { CharthouseError } from '../../lib/model/error';
import { App } from '../../lib/synth/app';
import { writeFiles } from '../../lib/synth/write-files';
import { assertProperty } from '../property/support/run';
import { buildRandomTree, randomTrees } from './support/random-tree';
import { settings, type Build } from './support/trees';

jest.mock('../../lib/house/findings', () => ({ findingsOf: () => [] }));
jest.mock('../../lib/synth/write-files', () => ({ writeFiles: jest.fn() }));

const layouts = ['FILE_PER_APP', 'FILE_PER_CHART', 'FILE_PER_RESOURCE', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'] as const;

afterEach(() => { jest.restoreAllMocks(); });

/** The files that cdk8s would write, in its order, or that it refuses. */
function byCdk8s(build: Build, props: AppProps): unknown {
  const app = new Cdk8sApp({ ...props, outdir: '.' });
  build(app);
  const files: unknown[] = [];
  const spies = [
    jest.spyOn(fs, 'mkdirSync').mockReturnValue(undefined),
    jest.spyOn(fs, 'writeFileSync').mockImplementation((name, text) => { files.push([name, text]); }),
  ];
  try {
    app.synth();
    return files;
  } catch {
    return 'refused';
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function byUs(build: Build, props: AppProps): unknown {
  const app = new App({ ...props, outdir: '.' });
  build(app);
  try {
    app.synth();
    return jest.mocked(writeFiles).mock.lastCall?.[1].map(({ path, text }) => [path, text()]);
  } catch (error) {
    expect(error).toMatchObject({ name: 'CharthouseError', field: 'addDependency' });
    expect((error as CharthouseError).problem).toMatch(/^leads in a circle: .+ => |^is in no chart/);
    return 'refused';
  }
}

/** The orders that an App shows before, in and after synthesis. */
function ordersUnder(app: Cdk8sApp, build: Build): readonly unknown[] {
  build(app);
  const charts = (): readonly string[] => app.charts.map(({ node }) => node.path);
  const steps = [
    charts,
    () => app.synthYaml(),
    charts,
    () => app.synthYaml(),
    () => app.charts.map((chart): unknown => chart.toJson()),
    charts,
  ];
  const outcomes: unknown[] = [];
  // What cdk8s leaves in a tree that it has refused is its own affair.
  for (const step of steps) if (outcomes[1] !== 'refused') outcomes.push(outcomeOf(step));
  return outcomes;
}

function outcomeOf(action: () => unknown): unknown {
  try {
    return action();
  } catch {
    return 'refused';
  }
}

/** Constructs that each wait for all of the one before, made by a function. */
function chain<T extends Construct>(length: number, make: (index: number) => T): readonly T[] {
  const made = Array.from({ length }, (_, index) => make(index));
  made.forEach((each, index) => {
    const before = made[index - 1];
    if (before !== undefined) each.node.addDependency(before);
  });
  return made;
}

test.each(layouts)('%s: random trees give the files of cdk8s in its order, or are refused as by cdk8s', (layout) => {
  const props: AppProps = { yamlOutputType: YamlOutputType[layout], recordConstructMetadata: true };
  assertProperty(randomTrees, (tree) => {
    const build: Build = (app) => { buildRandomTree(tree, app); };
    expect(byUs(build, props)).toStrictEqual(byCdk8s(build, props));
  }, 400);
});

test('synthYaml, charts and toJson of random trees are those of cdk8s, before, in and after a synthesis', () => {
  assertProperty(randomTrees, (tree) => {
    const build: Build = (app) => { buildRandomTree(tree, app); };
    expect(ordersUnder(new App(), build)).toStrictEqual(ordersUnder(new Cdk8sApp(), build));
  }, 400);
});

test('most of what is special happens in the random trees', () => {
  const seen = new Set<string>();
  assertProperty(randomTrees, (tree) => {
    const app = new App();
    buildRandomTree(tree, app);
    const before = app.node.findAll().map(({ node }) => node.path);
    const yaml = outcomeOf(() => app.synthYaml());
    const charts = yaml === 'refused' ? [] : app.charts.map(({ node }) => node.path);
    if (tree.dependencies.length > 2) seen.add(yaml === 'refused' ? 'a circle' : 'several dependencies');
    const places = charts.map((path) => before.indexOf(path));
    if (places.some((place, index) => place < (places[index - 1] ?? 0))) seen.add('charts moved');
    const made = [...String(yaml).matchAll(/object-(\d+)/g)].map(([, number]) => Number(number));
    if (charts.length === 1 && made.some((each, index) => each < (made[index - 1] ?? 0))) seen.add('objects moved');
    if (charts.some((path) => charts.some((other) => other.startsWith(`${path}/`)))) seen.add('nested charts');
    if (charts.some((path) => /^\d+$/.test(path))) seen.add('numbers');
  }, 400);
  expect([...seen].sort())
    .toStrictEqual(['a circle', 'charts moved', 'nested charts', 'numbers', 'objects moved', 'several dependencies']);
});

describe('a dependency that is at home in what it names', () => {
  const cases: Readonly<Record<string, Build>> = {
    'a chart that waits for an object in it': (app) => {
      const chart = new Chart(app, 'shop');
      for (const name of ['a', 'b']) settings(chart, name);
      chart.addDependency(settings(chart, 'first'));
      settings(chart, 'c');
    },
    'an object that waits for the construct around it': (app) => {
      const group = new Construct(new Chart(app, 'shop'), 'group');
      const last = settings(group, 'last');
      for (const name of ['a', 'b']) settings(group, name);
      last.addDependency(group);
    },
    'a group that holds charts, and an empty one': (app) => {
      const [web, data] = ['web', 'data'].map((id) => new Chart(app, id));
      for (const chart of [web!, data!]) settings(chart, `${chart.node.id}-settings`);
      web!.node.addDependency(new DependencyGroup(new Construct(data!, 'nothing'), new DependencyGroup(data!)));
    },
  };

  test.each(Object.entries(cases))('%s', (_name, build) => {
    for (const layout of layouts) {
      const props: AppProps = { yamlOutputType: YamlOutputType[layout] };
      expect(byUs(build, props)).toStrictEqual(byCdk8s(build, props));
    }
  });
});

describe('many dependencies', () => {
  test('26 layers of diamonds take milliseconds, of objects and of charts', () => {
    const app = new App();
    let before: readonly [Chart, ApiObject][] = [];
    for (let layer = 0; layer < 26; layer++) {
      const made = [0, 1].map((index): [Chart, ApiObject] => {
        const chart = new Chart(app, `chart-${layer}-${index}`);
        return [chart, settings(chart, `object-${layer}-${index}`)];
      });
      for (const [chart, object] of made) {
        chart.addDependency(...before.map(([other]) => other));
        object.addDependency(...before.map(([, other]) => other));
      }
      before = made;
    }
    const start = performance.now();
    app.synth();
    expect(performance.now() - start).toBeLessThan(2000);
    expect(app.charts.map(({ node }) => node.id).slice(-2)).toStrictEqual(['chart-25-0', 'chart-25-1']);
  });

  test('a chain of 10,000 objects in one chart, and of 10,000 charts, is written from its end', () => {
    const app = new App();
    const chart = new Chart(app, 'objects');
    chain(10_000, (index) => settings(chart, `object-${index}`));
    chain(10_000, (index) => new Chart(app, `chart-${index}`));
    app.synth();
    const files = jest.mocked(writeFiles).mock.lastCall?.[1] ?? [];
    expect(files.at(-1)?.path).toBe('10000-chart-9999.k8s.yaml');
    const names = [...files[0]?.text().matchAll(/name: (object-\d+)/g) ?? []].map(([, name]) => name);
    expect(names).toStrictEqual(Array.from({ length: 10_000 }, (_, index) => `object-${index}`));
  });

  test('each of 3,000 objects waits for each of 3,000 others, said once', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const [later, sooner] = ['later', 'sooner'].map((id) => new Construct(chart, id)) as [Construct, Construct];
    for (let index = 0; index < 3000; index++)
      for (const group of [later, sooner]) settings(group, `${group.node.id}-${index}`);
    later.node.addDependency(sooner);
    const names = [...app.synthYaml().matchAll(/name: (sooner|later)/g)].map(([, name]) => name);
    expect(names.lastIndexOf('sooner')).toBe(names.indexOf('later') - 1);
  });
});
