import type { App as Cdk8sApp } from 'cdk8s';
import { ApiObject, Chart, JsonPatch, Lazy, type IResolver, type ResolutionContext } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { App, Application, WebService, Worker, type WebServiceProps } from '../../lib';
import { validateStrict } from '../support/strict-schema';
import { house } from './support/mixed-tree';

const image = 'api:1';

function api(props: Partial<WebServiceProps> = {}, app: Cdk8sApp = new App()): WebService {
  return new WebService(new Application(app, 'shop', { target: house.target('prod') }), 'api', {
    image, port: 8080, ...props,
  });
}

function object(workload: IConstruct, kind: string): ApiObject {
  return workload.node.findAll().find((each): each is ApiObject => ApiObject.isApiObject(each) && each.kind === kind)!;
}

test('labels and annotations that are added by metadata reach the manifest', () => {
  const deployment = object(api({ annotations: { 'example.com/ours': 'a', 'example.com/both': 'b' } }), 'Deployment');
  deployment.metadata.addLabel('example.com/added', 'yes');
  deployment.metadata.addAnnotation('example.com/theirs', 'c');
  deployment.metadata.addAnnotation('example.com/both', 'theirs');
  deployment.metadata.addFinalizers('example.com/keep');
  const { metadata } = deployment.toJson() as { metadata: Record<string, Record<string, string>> };
  expect(metadata.annotations).toEqual({
    'example.com/ours': 'a', 'example.com/both': 'theirs', 'example.com/theirs': 'c',
  });
  expect(metadata.labels).toMatchObject({ 'example.com/added': 'yes', 'charthouse.dev/workload': 'api' });
  expect(metadata.finalizers).toEqual(['example.com/keep']);
});

test('JSON patches change the finished manifest, annotations and late fields included', () => {
  const workload = api({ annotations: { 'example.com/a': '1', 'example.com/b': '2' } });
  const deployment = object(workload, 'Deployment');
  deployment.addJsonPatch(
    JsonPatch.test('/spec/template/spec/containers/0/image', image),
    JsonPatch.replace('/metadata/annotations/example.com~1a', 'patched'),
    JsonPatch.remove('/metadata/annotations/example.com~1b'),
    JsonPatch.add('/spec/template/spec/hostNetwork', true),
    JsonPatch.remove('/spec/template/spec/containers/0/startupProbe'),
  );
  object(workload, 'NetworkPolicy').addJsonPatch(JsonPatch.remove('/spec/egress/0'));
  const manifest = deployment.toJson() as object;
  expect(manifest).toHaveProperty('metadata.annotations', { 'example.com/a': 'patched' });
  expect(manifest).toHaveProperty('spec.template.spec.hostNetwork', true);
  expect(JSON.stringify(manifest)).not.toContain('startupProbe');
  expect(object(workload, 'NetworkPolicy').toJson()).toHaveProperty('spec.egress', []);
});

test('a transform comes after what cdk8s does, and sees it', () => {
  const workload = api({
    transform: { Deployment: ({ metadata, spec }) => { metadata!.labels!.seen = String(spec?.paused); } },
  });
  object(workload, 'Deployment').addJsonPatch(JsonPatch.add('/spec/paused', true));
  expect(object(workload, 'Deployment').toJson()).toHaveProperty('metadata.labels.seen', 'true');
});

test('resolvers of an App see every value of our objects, with its path', () => {
  const seen: string[] = [];
  const mirror: IResolver = {
    resolve(context: ResolutionContext) {
      if (context.value !== image) return;
      seen.push(`${context.obj.kind} ${context.key.join('.')}`);
      context.replaceValue('mirror.example.com/api:1');
    },
  };
  const workload = api({}, new App({ resolvers: [mirror] }));
  expect(object(workload, 'Deployment').toJson())
    .toHaveProperty('spec.template.spec.containers.0.image', 'mirror.example.com/api:1');
  expect(seen).toEqual(['Deployment spec.template.spec.containers.0.image']);
});

test('a Lazy of cdk8s is taken where a value is, and settled when the manifest is', () => {
  const produce = jest.fn(() => 'late');
  const lazy = Lazy.any({ produce }) as string;
  const workload = api({ transform: {}, annotations: {} });
  object(workload, 'Deployment').metadata.addAnnotation('example.com/lazy', lazy);
  expect(produce).not.toHaveBeenCalled();
  expect(object(workload, 'Deployment').toJson())
    .toHaveProperty(['metadata', 'annotations', 'example.com/lazy'], 'late');
});

test('Chart.of finds our Application, and every object of ours is an ApiObject of its chart', () => {
  const workload = api();
  const chart = Chart.of(workload);
  const objects = workload.node.findAll().filter((each) => ApiObject.isApiObject(each));
  expect([chart.node.path, chart.namespace]).toEqual(['shop', 'shop']);
  expect(objects.every((each) => each.chart === chart)).toBe(true);
  expect(objects.map(({ apiVersion, apiGroup, name }) => [apiVersion, apiGroup, name])).toContainEqual(
    ['apps/v1', 'apps', 'api'],
  );
});

test('ApiObject.of a workload is its controller', () => {
  expect(ApiObject.of(api()).kind).toBe('Deployment');
});

test('the tree is complete before the synthesis: rendering adds no construct', () => {
  const app = new App();
  const workload = api({ host: 'api.example.com', files: { '/etc/a': 'b' }, scaling: { max: 5 } }, app);
  new Worker(Chart.of(workload), 'late', { image }).connectTo(workload);
  const before = app.node.findAll().map(({ node }) => node.path);
  app.synthYaml();
  expect(app.node.findAll().map(({ node }) => node.path)).toEqual(before);
});

test('labels of a chart reach our objects, and no selector', () => {
  const chart = new Chart(new App(), 'plain', { labels: { 'example.com/team': 'a' } });
  const workload = new WebService(chart, 'api', { image, port: 80 });
  for (const kind of ['Deployment', 'Service', 'NetworkPolicy']) {
    expect(object(workload, kind).toJson()).toHaveProperty(['metadata', 'labels', 'example.com/team'], 'a');
  }
  expect(object(workload, 'Service').toJson()).toHaveProperty('spec.selector', { 'charthouse.dev/workload': 'api' });
});

test('in nested plain charts each workload belongs to the namespace of its nearest chart', () => {
  const outer = new Chart(new App(), 'outer', { namespace: 'outer' });
  const inner = new Chart(outer, 'inner', { namespace: 'inner' });
  const [here, there] = [outer, inner].map((chart) => new WebService(chart, 'api', { image, port: 80 }));
  const caller = new Worker(outer, 'caller', { image, env: { HERE: here!.hostname, THERE: there!.hostname } });
  expect(object(caller, 'Deployment').toJson()).toHaveProperty('spec.template.spec.containers.0.env', [
    { name: 'HERE', value: 'api' }, { name: 'THERE', value: 'api.inner.svc' },
  ]);
  const policy = object(there!, 'NetworkPolicy').toJson() as { spec: { ingress: { from: object[] }[] } };
  expect(policy.spec.ingress[0]!.from).toEqual([{
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'outer' } },
    podSelector: { matchLabels: { 'charthouse.dev/workload': 'caller' } },
  }]);
  expect(validateStrict(policy)).toEqual([]);
});
