import { App as Cdk8sApp, Chart, YamlOutputType } from 'cdk8s';
import { App } from '../../lib/synth/app';
import { chartsByCdk8s } from '../../lib/synth/charts-by-cdk8s';
import { installedVersion, isProven } from '../../lib/synth/proven-cdk8s';
import { freshPath, manifestsOf, removeFreshPaths } from './support/folder';
import { settings, trees } from './support/trees';

jest.mock('../../lib/synth/charts-by-cdk8s', () => {
  const actual = jest.requireActual<{ chartsByCdk8s: typeof chartsByCdk8s }>('../../lib/synth/charts-by-cdk8s');
  return { chartsByCdk8s: jest.fn(actual.chartsByCdk8s) };
});

const facts = Symbol.for('jsii.rtti');

afterEach(removeFreshPaths);

/** Runs an action as if another version of cdk8s were installed. */
function withVersion<T>(version: string | undefined, action: () => T): T {
  const before = Reflect.get(Cdk8sApp, facts) as unknown;
  Reflect.set(Cdk8sApp, facts, version === undefined ? undefined : { version });
  try {
    return action();
  } finally {
    Reflect.set(Cdk8sApp, facts, before);
  }
}

function ways(app: Cdk8sApp): readonly unknown[] {
  const charts = app.charts.map(({ node }) => node.path);
  const yaml = app.synthYaml();
  app.synth();
  return [charts, yaml, app.charts.map(({ node }) => node.path), manifestsOf(app.outdir)];
}

test('the cdk8s that is installed is one that ours was proven with', () => {
  expect(isProven(installedVersion())).toBe(true);
});

test.each([
  ['2.68.12', true], ['2.69.0', true], ['2.70.106', true], ['2.70.999', true], ['2.67.9', false], ['2.71.0', false],
  ['3.0.0', false], ['1.70.1', false], ['2.70', true], ['2.70.0-rc.1', false], ['0.0.0', false], ['', false],
  [undefined, false],
])('whether ours was proven with cdk8s %j: %j', (version, proven) => {
  expect(isProven(version)).toBe(proven);
});

describe.each(Object.entries(trees))('%s', (_name, build) => {
  test.each(['FILE_PER_APP', 'FILE_PER_CHART', 'FILE_PER_RESOURCE', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'] as const)(
    '%s: with a newer cdk8s, whose own way is taken, gives the same', (layout) => {
      const made = [App, App, Cdk8sApp].map((Class) => {
        const app = new Class({ outdir: freshPath(), yamlOutputType: YamlOutputType[layout] });
        build(app);
        return app;
      });
      const [ours, newer] = [() => ways(made[0]!), () => withVersion('2.71.0', () => ways(made[1]!))];
      const expected = ours();
      expect(chartsByCdk8s).not.toHaveBeenCalled();
      expect(newer()).toStrictEqual(expected);
      expect(chartsByCdk8s).toHaveBeenCalledTimes(2);
      expect(made[2]?.synthYaml()).toBe(expected[1]);
    });
});

describe('a note, and no error, says why the way of cdk8s is taken', () => {
  const notesOf = (app: App): readonly unknown[] => app.findings()
    .filter(({ rule }) => rule === 'synthesis-by-cdk8s')
    .map(({ severity, path, message }) => `${severity} ${path} ${message}`);

  test('a cdk8s that is newer than those proven, or does not say its version', () => {
    const app = new App();
    expect(notesOf(app)).toStrictEqual([]);
    expect(withVersion('2.71.0', () => notesOf(app))).toStrictEqual([
      'info App is synthesized in cdk8s\' own way, which is slower, because cdk8s 2.71.0 is installed, and Charthouse '
      + 'was proven with 2.68 to 2.70',
    ]);
    expect(withVersion(undefined, () => notesOf(app))).toStrictEqual([expect.stringContaining('an unknown version')]);
  });

  test('a class with `charts` of its own, which decide what is written', () => {
    class Reversed extends App {
      public override get charts(): Chart[] {
        return super.charts.reverse();
      }
    }
    const app = new Reversed();
    for (const id of ['a', 'b']) settings(new Chart(app, id), `${id}-settings`);
    expect(notesOf(app)).toStrictEqual([expect.stringContaining('its class has `charts` of its own')]);
    expect(app.synthYaml()).toMatch(/b-settings[^]*a-settings/);
    expect(chartsByCdk8s).toHaveBeenCalledTimes(1);
  });

  test('a dependency on what has left the tree', () => {
    const [app, theirs] = [new App(), new Cdk8sApp()].map((root) => {
      const chart = new Chart(root, 'shop');
      const old = settings(chart, 'old');
      settings(chart, 'a').addDependency(old);
      settings(chart, 'b');
      chart.node.tryRemoveChild('old');
      return root;
    });
    expect(notesOf(app as App)).toStrictEqual([
      expect.stringMatching(/^info shop\/a .* because it depends on shop\/old, which is not in the tree$/),
    ]);
    expect(app?.synthYaml()).toBe(theirs?.synthYaml());
  });

  test('charts that render themselves, all in one note; the others go our way', () => {
    class Stamped extends Chart {
      public override toJson(): unknown[] {
        return super.toJson().map((document: object) => ({ ...document, stamped: true }));
      }
    }
    const app = new App();
    for (const id of ['a', 'b', 'c']) settings(new Stamped(app, id), `${id}-settings`);
    settings(new Chart(app, 'plain'), 'plain-settings');
    expect(notesOf(app)).toStrictEqual([
      'info a renders itself, by a `toJson` of its own, as do 2 more charts, '
      + 'for which cdk8s goes through the whole tree',
    ]);
    expect(app.synthYaml().match(/stamped: true/g)).toHaveLength(3);
    expect(chartsByCdk8s).not.toHaveBeenCalled();
  });
});

test('a synthesis leaves no trace in the tree, and renders each object once, for its checks and its files', () => {
  const app = new App({ outdir: freshPath(), recordConstructMetadata: true });
  const [web, data] = ['web', 'data'].map((id) => new Chart(app, id));
  const object = settings(web!, 'a');
  object.addDependency(settings(data!, 'b'));
  const rendered = jest.spyOn(object, 'toJson');
  app.synth();
  expect(web?.node.dependencies).toStrictEqual([]);
  expect(rendered).toHaveBeenCalledTimes(1);
});
