import { App as Cdk8sApp, Chart } from 'cdk8s';
import {
  App, Application, Worker, WebService, constructs, defineHouse, generic, k3s, type Transforms, type WorkerProps,
} from '../../lib';
import { contentOf, freshPath, removeFreshPaths } from '../synth/support/folder';
import { house } from './support/mixed-tree';

afterEach(removeFreshPaths);

const missing = { image: 'api:1', volumes: { data: { path: '/data', claim: { name: 'nowhere' } } } };

function thrownBy(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

test('errors of our checks stop the synthesis of cdk8s, with our text, and no file is written', () => {
  const outdir = freshPath();
  const app = new Cdk8sApp({ outdir });
  const shop = new Application(app, 'shop', { target: house.target('prod') });
  new Worker(shop, 'one', missing);
  new Worker(shop, 'two', missing);
  const message = thrownBy(() => { app.synth(); });
  expect(message).toContain('Validation failed');
  for (const path of ['shop/one', 'shop/two']) {
    expect(message).toMatch(new RegExp(`${path}: .*nowhere.*\\[references-exist\\]`));
  }
  expect(contentOf(outdir)).toEqual({});
});

test('the same errors stop synthYaml and Chart.toJson of cdk8s', () => {
  const app = new Cdk8sApp();
  const chart = new Chart(app, 'plain');
  new Worker(chart, 'one', missing);
  expect(thrownBy(() => app.synthYaml())).toContain('references-exist');
  expect(thrownBy((): unknown => chart.toJson())).toContain('references-exist');
});

test('our App and that of cdk8s tell the same errors', () => {
  const build = (app: Cdk8sApp): void => { new Worker(new Chart(app, 'plain'), 'one', missing); };
  const [ours, theirs] = [new App(), new Cdk8sApp()];
  build(ours);
  build(theirs);
  const text = thrownBy(() => { ours.synth(); });
  expect(text).toContain('references-exist');
  expect(thrownBy(() => { theirs.synth(); })).toContain(text);
});

test('a finding that was given a reason stops nobody', () => {
  const app = new Cdk8sApp({ outdir: freshPath() });
  const shop = new Application(app, 'shop', { target: house.target('prod') });
  new Worker(shop, 'one', { ...missing, because: { 'references-exist': 'somebody makes it by hand' } });
  expect(() => { app.synth(); }).not.toThrow();
});

test('an error that was mended after a failed synthesis is gone in the next one', () => {
  const app = new Cdk8sApp({ outdir: freshPath() });
  const chart = new Chart(app, 'plain');
  const worker = new Worker(chart, 'one', missing);
  expect(thrownBy(() => { app.synth(); })).toContain('references-exist');
  worker.transform('Deployment', (deployment) => { delete deployment.spec?.template.spec?.volumes; });
  worker.transform('Deployment', ({ spec }) => { delete spec!.template.spec!.containers[0]!.volumeMounts; });
  expect(thrownBy(() => { app.synth(); })).toBe('');
});

test('what a construct of others has to say stops the synthesis under our App as well', () => {
  for (const Class of [App, Cdk8sApp]) {
    const app = new Class({ outdir: freshPath() });
    const chart = new Chart(app, 'plain');
    new WebService(chart, 'api', { image: 'api:1', port: 80 }).node.addValidation({ validate: () => ['not so'] });
    expect(thrownBy(() => { app.synth(); })).toContain('not so');
  }
});

test('an object that cannot be rendered is an error of ours under the App of cdk8s too', () => {
  const app = new Cdk8sApp({ outdir: freshPath() });
  const chart = new Chart(app, 'plain');
  const api = new WebService(chart, 'api', { image: 'api:1', port: 80 });
  new Worker(chart, 'mailer', { image: 'a:1', env: { A: JSON.stringify(api.url) } });
  expect(thrownBy(() => { app.synth(); })).toContain('plain/mailer/Deployment: spec.template.spec.containers');
});

test('an object of a cluster is judged once for all charts of an App, however many there are', () => {
  const app = new Cdk8sApp({ outdir: freshPath() });
  let rendered = 0;
  const transform: Transforms = {
    Deployment: ({ metadata }) => { metadata!.annotations = { at: String(rendered++) }; },
  };
  for (const id of ['a', 'b', 'c', 'd']) new Worker(new Chart(app, id), 'worker', { image: 'a:1', transform });
  app.synth();
  // Once each to be judged, once to be written.
  expect(rendered).toBe(8);
});

describe('two houses in one cluster', () => {
  const targets = { prod: { platform: 'any', environment: 'prod' } } as const;
  const lenient = defineHouse({
    name: 'lenient', version: '1', platforms: { any: generic() }, targets,
    waivers: { 'references-exist': 'made by hand' }, severities: { 'store-states-user': 'off' },
  });
  const strict = defineHouse({ name: 'strict', version: '1', platforms: { any: k3s() }, targets });
  const told = (app: App): readonly unknown[] =>
    app.findings().filter(({ rule }) => rule === 'references-exist').map(({ path, severity }) => [path, severity]);

  test.each([[[lenient, strict]], [[strict, lenient]]])('of Applications: each judges its own workloads', (houses) => {
    const app = new App();
    for (const house of houses)
      new Worker(new Application(app, house.name, { target: house.target('prod') }), 'one', missing);
    expect(told(app)).toEqual([['lenient/one', 'info'], ['strict/one', 'error']]);
  });

  test.each([true, false])('of a plain Chart: each judges its own workloads', (boundFirst) => {
    const app = new App();
    const chart = new Chart(app, 'plain');
    const bound = (): unknown => new (constructs(lenient).Worker)(chart, 'bound', missing);
    if (boundFirst) bound();
    new Worker(chart, 'free', missing);
    if (!boundFirst) bound();
    expect(told(app)).toEqual([['plain/bound', 'info'], ['plain/free', 'error']]);
  });

  test('tell of the reasons of both that nothing needs', () => {
    const app = new App();
    for (const name of ['h1', 'h2']) {
      const house = defineHouse({
        name, version: '1', platforms: { any: generic() }, targets, because: { replicas: 'no reason' },
        severities: name === 'h1' ? { 'unneeded-reason': 'info' } : {},
      });
      new Worker(new Application(app, name, { target: house.target('prod') }), 'one', { image: 'a:1' });
    }
    expect(app.findings().map(({ path, rule, severity }) => [path, rule, severity])).toEqual([
      ['house h1', 'unneeded-reason', 'info'], ['house h2', 'unneeded-reason', 'warning'],
    ]);
  });
});

test('a workload that was refused leaves no object, no identity and no connection behind', () => {
  const app = new App();
  const shop = new Application(app, 'shop', { target: house.target('prod') });
  const far = new WebService(new Chart(app, 'far'), 'api', { image: 'api:1', port: 80 });
  const refused: readonly Partial<WorkerProps>[] = [
    { connectsTo: [far] }, { after: [far] }, { after: ['api' as never] },
    { transform: { Service: { spec: { type: 'NodePort' } } } },
  ];
  for (const [index, props] of refused.entries()) {
    expect(() => new Worker(shop, `refused-${index}`, { name: 'mailer', image: 'a:1', ...props }))
      .toThrow('shop/refused');
  }
  new Worker(shop, 'mailer', { image: 'a:1' });
  expect(app.findings()).toEqual([]);
  expect(app.graph().edges).toEqual([]);
});
