import { ApiObject, JsonPatch, Size } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import { App, Application, Worker, WebService, type Finding, type VolumeProps } from '../../lib';
import { house } from './support/mixed-tree';

const image = 'api:1';

function shop(): { readonly app: App; readonly application: Application } {
  const app = new App();
  return { app, application: new Application(app, 'shop', { target: house.target('prod') }) };
}

function errors(app: App): readonly Finding[] {
  return app.findings().filter(({ severity }) => severity === 'error');
}

const libraries = { 'cdk8s-plus-27': plus27 as unknown as typeof plus34, 'cdk8s-plus-34': plus34 };

describe.each(Object.entries(libraries))('%s', (_name, plus) => {
  test('its ConfigMaps, Secrets and claims are taken wherever a name is', () => {
    const { app, application } = shop();
    const config = new plus.ConfigMap(application, 'config', { data: { 'a.conf': 'a' } });
    const secret = new plus.Secret(application, 'secret');
    const claim = new plus.PersistentVolumeClaim(application, 'claim', {
      storage: Size.gibibytes(1), accessModes: [plus.PersistentVolumeAccessMode.READ_WRITE_MANY],
    });
    const volumes: Readonly<Record<string, VolumeProps>> = {
      config: { path: '/config', configMap: config },
      secret: { path: '/secret', secret },
      claim: { path: '/claim', claim },
      object: { path: '/object', configMap: ApiObject.of(config) },
    };
    const worker = new Worker(application, 'worker', { image, volumes, secrets: { '/login': secret } });
    expect(errors(app)).toEqual([]);
    const written = JSON.stringify(ApiObject.of(worker).toJson());
    for (const { name } of [config, secret, claim]) expect(written).toContain(`"${name}"`);
  });

  test('its ServiceAccount is taken as one', () => {
    const { app, application } = shop();
    const account = new plus.ServiceAccount(application, 'robot');
    const worker = new Worker(application, 'worker', { image, serviceAccount: account });
    expect(ApiObject.of(worker).toJson()).toHaveProperty('spec.template.spec.serviceAccountName', account.name);
    expect(errors(app)).toEqual([]);
    expect(worker.node.tryFindChild('ServiceAccount')).toBeUndefined();
  });

  test('its Deployments are judged by our checks, at their own path', () => {
    const { app, application } = shop();
    new WebService(application, 'api', { image, port: 80 });
    const deployment = new plus.Deployment(application, 'theirs', {
      replicas: 1, containers: [{ image: 'theirs:1', portNumber: 80 }],
    });
    deployment.exposeViaService();
    expect(errors(app)).toEqual([]);
    const patched = ApiObject.of(deployment);
    patched.addJsonPatch(JsonPatch.replace('/spec/selector/matchLabels', { 'charthouse.dev/workload': 'api' }));
    expect(errors(app).map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'shop/theirs/Resource selector-matches-template',
      'shop/theirs/Resource selectors-disjoint',
    ]);
  });
});

test('a foreign object that refers to nothing is found, with its path', () => {
  const { app, application } = shop();
  new WebService(application, 'api', { image, port: 80 });
  new ApiObject(application, 'foreign', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'foreign' },
    spec: {
      selector: { matchLabels: { app: 'foreign' } },
      template: {
        metadata: { labels: { app: 'other' } },
        spec: { containers: [{ name: 'main', image, envFrom: [{ secretRef: { name: 'nowhere' } }] }] },
      },
    },
  });
  expect(errors(app).map(({ path, rule }) => [path, rule])).toEqual([
    ['shop/foreign', 'references-exist'], ['shop/foreign', 'selector-matches-template'],
  ]);
});

test('a foreign object may not have the identity of one of ours', () => {
  const { app, application } = shop();
  new WebService(application, 'api', { image, port: 80 });
  new ApiObject(application, 'foreign', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' }, spec: {} });
  expect(errors(app).map(({ rule }) => rule)).toContain('unique-identity');
});

test('a foreign Service that selects our pods is a neighbour, and one that selects nothing is told', () => {
  const { app, application } = shop();
  new WebService(application, 'api', { image, port: 8080 });
  const service = (name: string, workload: string): ApiObject => new ApiObject(application, name, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { 'charthouse.dev/workload': workload }, ports: [{ port: 80, targetPort: 8080 }] },
  });
  service('second', 'api');
  service('third', 'nobody');
  expect(app.findings().filter(({ severity }) => severity !== 'info').map(({ path, rule }) => [path, rule]))
    .toEqual([['shop/third', 'service-target-exists']]);
});
