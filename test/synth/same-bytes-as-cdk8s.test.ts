import { App as Cdk8sApp, Chart, YamlOutputType, type AppProps } from 'cdk8s';
import { App } from '../../lib/synth/app';
import { contentOf, freshPath, manifestsOf, removeFreshPaths } from './support/folder';
import { settings, trees, unsteadyTrees, type Build } from './support/trees';

const layouts = ['FILE_PER_APP', 'FILE_PER_CHART', 'FILE_PER_RESOURCE', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'] as const;
const cases = layouts.flatMap((layout) => Object.entries(trees).map(([name, build]) => ({ layout, name, build })));

afterEach(removeFreshPaths);

/** What cdk8s writes; but not the empty folders that it leaves for charts without objects. */
function byCdk8s(build: Build, props: AppProps = {}): Readonly<Record<string, string>> {
  const outdir = freshPath();
  const app = new Cdk8sApp({ ...props, outdir });
  build(app);
  app.synth();
  const written = contentOf(outdir);
  const names = Object.keys(written);
  return Object.fromEntries(Object.entries(written)
    .filter(([name]) => !name.endsWith('/') || names.some((other) => other !== name && other.startsWith(name))));
}

function byUs(build: Build, props: AppProps = {}): Readonly<Record<string, string>> {
  const outdir = freshPath();
  const app = new App({ ...props, outdir });
  build(app);
  app.synth();
  return manifestsOf(outdir);
}

test.each(cases)('$layout: $name gives the files of cdk8s, byte by byte', ({ layout, build }) => {
  const props: AppProps = { yamlOutputType: YamlOutputType[layout] };
  expect(byUs(build, props)).toStrictEqual(byCdk8s(build, props));
});

test.each(Object.entries(unsteadyTrees))('%s: each object as it was in its turn', (_name, build) => {
  expect(byUs(build)).toStrictEqual(byCdk8s(build));
});

test.each(layouts)('%s: the files of cdk8s with another extension, and with construct metadata', (layout) => {
  const build = trees['an object that waits for one in another chart']!;
  const props = { yamlOutputType: YamlOutputType[layout], outputFileExtension: '.yml', recordConstructMetadata: true };
  const files = byUs(build, props);
  expect(files).toStrictEqual(byCdk8s(build, props));
  expect(Object.keys(files)).toContain('construct-metadata.json');
});

test('construct metadata is written where the environment asks for it, as by `cdk8s synth`', () => {
  process.env.CDK8S_RECORD_CONSTRUCT_METADATA = 'true';
  try {
    const files = byUs(trees['one chart with several documents']!);
    expect(files).toStrictEqual(byCdk8s(trees['one chart with several documents']!));
    expect(Object.keys(files)).toContain('construct-metadata.json');
  } finally {
    delete process.env.CDK8S_RECORD_CONSTRUCT_METADATA;
  }
});

test('the output folder is made even where there is nothing to write, as `cdk8s synth` expects', () => {
  expect(byUs(() => undefined)).toStrictEqual({});
});

test('an output folder that the environment names is taken', () => {
  process.env.CDK8S_OUTDIR = freshPath();
  try {
    const app = new App();
    settings(new Chart(app, 'shop'), 'a');
    app.synth();
    expect(Object.keys(manifestsOf(process.env.CDK8S_OUTDIR))).toStrictEqual(['shop.k8s.yaml']);
  } finally {
    delete process.env.CDK8S_OUTDIR;
  }
});

test.each(Object.entries(trees))('synthYaml and charts: %s gives what cdk8s gives', (_name, build) => {
  const [ours, theirs] = [new App(), new Cdk8sApp()];
  build(ours);
  build(theirs);
  expect(ours.synthYaml()).toBe(theirs.synthYaml());
  expect(ours.charts.map(({ node }) => node.path)).toStrictEqual(theirs.charts.map(({ node }) => node.path));
});

test('a chart that renders itself in its own way is asked, as by cdk8s', () => {
  class Stamped extends Chart {
    public override toJson(): unknown[] {
      return super.toJson().map((document: object) => ({ ...document, stamped: true }));
    }
  }
  const build: Build = (app) => { settings(new Stamped(app, 'stamped'), 'a'); };
  for (const layout of layouts) {
    const props: AppProps = { yamlOutputType: YamlOutputType[layout] };
    expect(byUs(build, props)).toStrictEqual(byCdk8s(build, props));
  }
});

test('synth prints nothing', () => {
  const written = [jest.spyOn(process.stdout, 'write'), jest.spyOn(process.stderr, 'write')];
  byUs(trees['cdk8s-plus-34']!);
  for (const stream of written) {
    expect(stream).not.toHaveBeenCalled();
    stream.mockRestore();
  }
});
