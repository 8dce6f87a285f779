/** `Include`, `Helm` and imported custom resources live in an Application, and are judged by what they can know. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, Helm, Include } from 'cdk8s';
import {
  App, Application, WebService, Worker, defineHouse, existing, generic, harden, hardening, type Finding,
} from '../../lib';
import { matchers } from '../../lib/testing';
import { thrownBy } from '../values/support/shop';
import { freshPath, manifestsOf, removeFreshPaths } from '../synth/support/folder';
import { ExternalSecret } from './fixtures/external-secret';
import { errors, libraries, objectsIn, plain, podOf, rulesOf, shop } from './support/foreign';
import { house } from './support/mixed-tree';

afterEach(removeFreshPaths);

const fixture = (name: string): string => path.join(__dirname, 'fixtures', name);
const image = 'api:1';

function told(app: App): readonly string[] {
  return app.findings().map(({ path: at, rule, severity }) => `${severity} ${at} ${rule}`);
}

describe('Include', () => {
  test('is judged in an Application, each object at its own path', () => {
    const { app, application } = shop();
    new Include(application, 'vendor', { url: fixture('wrong.yaml') });
    expect(told(app)).toEqual([
      'error shop/vendor/wrong-deployment references-exist',
      'error shop/vendor/wrong-deployment selector-matches-template',
      'error shop/vendor/wrong-poddisruptionbudget api-version-served',
      'warning shop/vendor/wrong-service service-target-exists',
    ]);
    expect(thrownBy(() => { app.synth(); })).toMatchObject({ path: 'shop/vendor/wrong-deployment' });
  });

  test('of a List, as kubectl prints one, each object is judged', () => {
    const { app, application } = shop();
    const spec = { containers: [{ name: 'web', image, envFrom: [{ secretRef: { name: 'nowhere' } }] }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec };
    new ApiObject(application, 'dump', { apiVersion: 'v1', kind: 'List', items: [pod, null, 'odd'] });
    expect(told(app)).toEqual(['error shop/dump references-exist']);
    expect(matchers.toBeAdmittedUnder(app, 'restricted').pass).toBe(false);
    expect(matchers.toHaveObject(app, 'Pod', 'web').pass).toBe(true);
  });

  test('what is declared for the Application exists for it', () => {
    const app = new App();
    const application = new Application(app, 'shop', {
      target: house.target('prod'), existing: [existing.secret('nowhere')],
    });
    new Include(application, 'vendor', { url: fixture('wrong.yaml') });
    expect(told(app).join('\n')).not.toContain('references-exist');
  });

  test('in a plain Chart the same is told, and stops nobody', () => {
    const outdir = freshPath();
    const app = new App({ outdir });
    new Include(new Chart(app, 'plain'), 'vendor', { url: fixture('wrong.yaml') });
    expect(told(app)).toEqual([
      'warning plain/vendor/wrong-deployment references-exist',
      'warning plain/vendor/wrong-deployment selector-matches-template',
      'warning plain/vendor/wrong-poddisruptionbudget api-version-served',
      'warning plain/vendor/wrong-service service-target-exists',
    ]);
    app.synth();
    expect(Object.keys(manifestsOf(outdir))).toEqual(['plain.k8s.yaml']);
  });

  test('nor does it beside a workload of ours, unless it harms that', () => {
    const app = new App();
    const chart = new Chart(app, 'plain');
    new Include(chart, 'vendor', { url: fixture('wrong.yaml') });
    new WebService(chart, 'api', { image, port: 80 });
    expect(errors(app)).toEqual([]);
    plain(chart, 'thief', { spec: { selector: { matchLabels: { 'charthouse.dev/workload': 'api' } } } });
    new ApiObject(chart, 'twin', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' }, spec: {} });
    expect(errors(app).map(({ path: at, rule }) => `${at} ${rule}`)).toEqual([
      'plain/thief selectors-disjoint', 'plain/twin unique-identity',
    ]);
  });
});

describe('Helm', () => {
  const redis = (application: Application | Chart): Helm => new Helm(application, 'cache', {
    chart: './redis', releaseName: 'cache', helmExecutable: fixture('helm.sh'),
  });

  test('its objects are judged, and what they cannot know is not found fault with', () => {
    const { app, application } = shop();
    redis(application);
    // Neither the number of a user nor container ports: a chart of others need not state them.
    expect(told(app)).toEqual(['warning shop/cache/cache-password-secret plain-text-secret']);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('a house that says how grave a rule is means it for everything', () => {
    const strict = defineHouse({
      name: 'strict', version: '1', platforms: { any: generic() },
      targets: { prod: { platform: 'any', environment: 'prod' } },
      severities: { 'plain-text-secret': 'error', 'store-states-user': 'error' },
    });
    const { app, application } = shop(strict);
    redis(application);
    expect(told(app)).toEqual([
      'error shop/cache/cache-password-secret plain-text-secret',
      'error shop/cache/cache-redis-statefulset store-states-user',
    ]);
  });

  test('its workloads are callees, and can be hardened', () => {
    const { app, application } = shop();
    const helm = redis(application);
    const service = helm.apiObjects.find(({ kind }) => kind === 'Service')!;
    const worker = new Worker(application, 'worker', { image, connectsTo: [service] });
    helm.with(hardening({ user: 999, writable: ['/var/run'] }));
    const objects = objectsIn(application);
    const selector = { 'app.kubernetes.io/instance': 'cache' };
    expect(rulesOf(objectsIn(worker)['NetworkPolicy worker'], 'egress')).toEqual([
      { to: [{ podSelector: { matchLabels: selector } }], ports: [{ port: 6379, protocol: 'TCP' }] },
    ]);
    expect(rulesOf(objects['NetworkPolicy cache-redis'], 'ingress')).toMatchObject([{ ports: [{ port: 6379 }] }]);
    expect(podOf(objects['StatefulSet cache-redis'])).toMatchObject({ securityContext: { fsGroup: 999 } });
    expect(objects['PodDisruptionBudget cache-redis']).toHaveProperty('spec.selector.matchLabels', selector);
    expect(errors(app)).toEqual([]);
  });

  const real = spawnSync('helm', ['version']).status === 0 ? test : test.skip;
  real('itself renders a chart into an Application', () => {
    const { app, application } = shop();
    const folder = freshPath();
    mkdirSync(folder, { recursive: true });
    spawnSync('helm', ['create', 'web'], { cwd: folder });
    const helm = new Helm(application, 'web', { chart: path.join(folder, 'web'), releaseName: 'web' });
    expect(helm.apiObjects.map(({ kind, name }) => `${kind} ${name}`)).toContain('Deployment web');
    expect(errors(app).filter(({ path: at }) => !at.startsWith('shop/web/'))).toEqual([]);
  });
});

describe('imported custom resources', () => {
  const secret = (scope: Chart): ExternalSecret => new ExternalSecret(scope, 'login', {
    metadata: { name: 'login' },
    spec: {
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name: 'login' },
      data: [{ secretKey: 'password', remoteRef: { key: 'orders' } }],
    },
  });

  test('what they make exists, with its keys', () => {
    const { app, application } = shop();
    secret(application);
    const login = { name: 'login' };
    new Worker(application, 'worker', {
      image, env: { A: { secret: login, key: 'password' }, B: { secret: login, key: 'user' } },
    });
    expect(told(app)).toEqual(['error shop/worker reference-keys-exist']);
  });

  test('are told where the platform does not offer their group, at their path', () => {
    const house = defineHouse({
      name: 'small', version: '1', platforms: { any: generic({ offers: { apiGroups: ['cert-manager.io'] } }) },
      targets: { prod: { platform: 'any', environment: 'prod' } },
    });
    const { app, application } = shop(house);
    secret(application);
    expect(told(app)).toEqual(['warning shop/login api-group-offered']);
  });

  test('may make the pods of a Service of others, but not of one of ours', () => {
    const { app, application } = shop();
    new ApiObject(application, 'kafka', {
      apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka', metadata: { name: 'kafka' },
    });
    const service = {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'kafka' },
      spec: { selector: { 'strimzi.io/name': 'kafka' }, ports: [{ port: 9092 }] },
    };
    new ApiObject(application, 'service', service);
    expect(told(app)).toEqual([]);
  });

  test.each(libraries)('the classes that %s was generated from are hardened', (_name, plus) => {
    const { app, application } = shop();
    const labels = { app: 'web' };
    const web = new plus.k8s.KubeDeployment(application, 'web', {
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
      },
    });
    harden(web);
    expect(podOf(objectsIn(application)['Deployment web'])).toHaveProperty('topologySpreadConstraints');
    expect(errors(app)).toEqual([]);
  });
});

describe('a tree of others alone', () => {
  const build = (app: Cdk8sApp): void => {
    const [web, config] = ['web', 'config'].map((id) => new Chart(app, id)) as [Chart, Chart];
    plain(web, 'web', { container: { envFrom: [{ configMapRef: { name: 'settings' } }] } });
    new ApiObject(config, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    new ApiObject(config, 'odd', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'A_B' } });
  };

  test('is told what there is to say under our App: its charts are one cluster', () => {
    const app = new App();
    build(app);
    expect(told(app)).toEqual(['warning config/odd legal-names']);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('charts that hold copies of one object are clusters by themselves', () => {
    const app = new App();
    for (const id of ['prod', 'test']) {
      plain(new Chart(app, id), 'web', { container: { envFrom: [{ configMapRef: { name: 'settings' } }] } });
    }
    expect(told(app)).toEqual(['warning prod/web references-exist', 'warning test/web references-exist']);
  });

  test('is the business of others under their App', () => {
    const app = new Cdk8sApp();
    build(app);
    expect(() => app.synthYaml()).not.toThrow();
  });

  test('what a chart of others brings exists for ours in the chart beside', () => {
    const app = new App();
    build(app);
    new Worker(new Chart(app, 'ours'), 'worker', { image, envFrom: [{ configMap: { name: 'settings' } }] });
    expect(errors(app)).toEqual([] satisfies Finding[]);
  });
});
