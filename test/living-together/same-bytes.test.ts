import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { App as Cdk8sApp, Testing, Chart, YamlOutputType } from 'cdk8s';
import { App, WebService, Worker } from '../../lib';
import { cdk8sOfRun, onLowestCdk8s } from '../synth/support/cdk8s-of-run';
import { freshPath, manifestsOf, removeFreshPaths } from '../synth/support/folder';
import { mixedTree } from './support/mixed-tree';

afterEach(removeFreshPaths);

type Files = Readonly<Record<string, string>>;

function written(Class: typeof Cdk8sApp, yamlOutputType?: YamlOutputType): Files {
  const outdir = freshPath();
  const app = new Class({ outdir, ...(yamlOutputType === undefined ? {} : { yamlOutputType }) });
  mixedTree(app);
  app.synth();
  return manifestsOf(outdir);
}

/** Runs the program as cdk8s-cli does: a child process, the output folder in its environment. */
function byCli(app: string): Files {
  const outdir = freshPath();
  const fixture = (name: string): string => path.join(__dirname, 'fixtures', name);
  const before = onLowestCdk8s ? ['--import', pathToFileURL(fixture('on-lowest-cdk8s.ts')).href] : [];
  const said = execFileSync(process.execPath, ['--import', 'tsx', ...before, fixture('program.ts'), app], {
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: outdir, CDK8S_RECORD_CONSTRUCT_METADATA: 'false' },
  });
  expect(said).toBe(`${cdk8sOfRun}\n`);
  return manifestsOf(outdir);
}

test.each([
  'FILE_PER_APP', 'FILE_PER_CHART', 'FILE_PER_RESOURCE', 'FOLDER_PER_CHART_FILE_PER_RESOURCE',
] as const)('%s: a tree of ours and others gives the same files under the App of cdk8s as under ours', (layout) => {
  const files = written(App, YamlOutputType[layout]);
  expect(files).toStrictEqual(written(Cdk8sApp, YamlOutputType[layout]));
  expect(Object.keys(files).length).toBeGreaterThan(0);
});

test('by the way of `cdk8s synth` either App writes the same bytes, and those of a program that runs by itself', () => {
  const alone = written(App);
  expect(byCli('charthouse')).toStrictEqual(alone);
  expect(byCli('cdk8s')).toStrictEqual(alone);
});

test('the synthesis of tests, Testing.synth, gives the manifests that are written', () => {
  const build = (chart: Chart): Chart => {
    const { url } = new WebService(chart, 'api', { image: 'api:1', port: 1 });
    new Worker(chart, 'mailer', { image: 'mailer:1', env: { A: url } });
    return chart;
  };
  const ours = build(new Chart(new App(), 'test')).toJson();
  expect(Testing.synth(build(Testing.chart()))).toEqual(ours);
});

test('a chart renders itself by toJson, with its own objects alone, under either App', () => {
  const chartsOf = (app: Cdk8sApp): readonly unknown[] => {
    mixedTree(app);
    return app.charts.map((chart): unknown => chart.toJson());
  };
  expect(chartsOf(new App())).toEqual(chartsOf(new Cdk8sApp()));
});
