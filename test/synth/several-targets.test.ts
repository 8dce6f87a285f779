import { App as Cdk8sApp, Chart, YamlOutputType, type AppProps } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { App } from '../../lib/synth/app';
import { contentOf, freshPath, manifestsOf, removeFreshPaths } from './support/folder';
import { settings } from './support/trees';

// A chart's target is what its own id begins with; the order of charts and their layout know no more than the name.
jest.mock('../../lib/house/target-of', () => ({
  targetNameOf: ({ node }: IConstruct): string | undefined => /^(.+)@/.exec(node.id)?.[1],
}));

afterEach(removeFreshPaths);

function write(ids: readonly string[], props: AppProps = {}): Readonly<Record<string, string>> {
  const app = new App({ outdir: freshPath(), ...props });
  for (const id of ids) settings(new Chart(app, id), id.replace(/^.*@/, ''));
  app.synth();
  return manifestsOf(app.outdir);
}

const filesOf = (content: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(content).filter((name) => !name.endsWith('/')).map((name) => name.replace(/-c8[0-9a-f]{6}/, ''));

test('with one target the files lie exactly where cdk8s puts them', () => {
  expect(filesOf(write(['prod@shop', 'base']))).toStrictEqual(['base.k8s.yaml', 'prodshop.k8s.yaml']);
});

test('with several targets there is a folder a target, and charts of none stay at the top', () => {
  expect(filesOf(write(['prod@shop', 'test@shop', 'base']))).toStrictEqual([
    'base.k8s.yaml', 'prod/prodshop.k8s.yaml', 'test/testshop.k8s.yaml',
  ]);
});

test.each([
  [YamlOutputType.FILE_PER_APP, ['prod/app.k8s.yaml', 'test/app.k8s.yaml']],
  [YamlOutputType.FILE_PER_RESOURCE, ['prod/ConfigMap.shop.k8s.yaml', 'test/ConfigMap.shop.k8s.yaml']],
  [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
    ['prod/prodshop/ConfigMap.shop.k8s.yaml', 'test/testshop/ConfigMap.shop.k8s.yaml']],
])('in the folder of a target the layout is that of cdk8s (layout %d)', (yamlOutputType, files) => {
  expect(filesOf(write(['prod@shop', 'test@shop'], { yamlOutputType }))).toStrictEqual(files);
});

test('turns of charts are counted in each target, and only in one where a chart waits for another of it', () => {
  const app = new App({ outdir: freshPath() });
  const [web, data, other, common] = ['prod@web', 'prod@data', 'test@web', 'common'].map((id) => new Chart(app, id));
  web!.addDependency(data!);
  other!.addDependency(common!);
  for (const chart of app.charts) settings(chart, 'settings');
  app.synth();
  expect(filesOf(manifestsOf(app.outdir))).toStrictEqual([
    'common.k8s.yaml', 'prod/0000-proddata.k8s.yaml', 'prod/0001-prodweb.k8s.yaml', 'test/testweb.k8s.yaml',
  ]);
});

test('construct metadata lies beside the files of each target', () => {
  const files = write(['prod@shop', 'test@shop', 'base'], { recordConstructMetadata: true });
  expect(Object.keys(files).filter((name) => name.endsWith('.json')))
    .toStrictEqual(['construct-metadata.json', 'prod/construct-metadata.json', 'test/construct-metadata.json']);
  expect(JSON.parse(files['test/construct-metadata.json'] ?? ''))
    .toStrictEqual({ version: '1.0.0', resources: { shop: { path: 'test@shop/shop' } } });
});

test('a target that has gone takes its folder along; so does the second target, when one is left', () => {
  const outdir = freshPath();
  write(['prod@shop', 'test@shop', 'old@shop'], { outdir });
  expect(filesOf(write(['prod@shop', 'test@shop'], { outdir })))
    .toStrictEqual(['prod/prodshop.k8s.yaml', 'test/testshop.k8s.yaml']);
  write(['prod@shop'], { outdir });
  expect(Object.keys(contentOf(outdir)).map((name) => name.replace(/-c8[0-9a-f]{6}/, '')))
    .toStrictEqual(['.charthouse', 'prodshop.k8s.yaml']);
});

test('a target whose name leads out of the output folder is refused, and nothing is written', () => {
  const outdir = freshPath();
  expect(() => write(['..@shop', 'prod@shop'], { outdir })).toThrow(/would be written outside the output folder/);
  expect(() => contentOf(outdir)).toThrow('ENOENT');
});

test('the manifests of a target are those that cdk8s writes for it alone', () => {
  const [both, alone] = [write(['prod@shop', 'test@shop']), new Cdk8sApp({ outdir: freshPath() })];
  settings(new Chart(alone, 'prod@shop'), 'shop');
  alone.synth();
  const inFolder = Object.entries(both).filter(([name]) => name.startsWith('prod/') && name !== 'prod/')
    .map(([name, text]) => [name.slice('prod/'.length), text]);
  expect(Object.fromEntries(inFolder)).toStrictEqual(manifestsOf(alone.outdir));
});
