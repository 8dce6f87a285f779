import { k8s } from 'cdk8s-plus-34';
import { ApiObject } from 'cdk8s';
import { App, Application, Worker, existing, type Finding } from '../../lib';
import { house, at, environment, manifest, ofContainer, shop, thrownBy } from './support/shop';

const image = 'api:1';

function findings(build: (application: Application) => void): readonly Finding[] {
  const app = new App();
  build(new Application(app, 'shop', { target: house.target('one') }));
  return app.findings().filter(({ severity }) => severity === 'error');
}

test('a key of a Secret or ConfigMap is referred to, never written', () => {
  const worker = new Worker(shop(), 'mailer', { image, env: {
    PASSWORD: existing.secret('login', ['password']).key('password'),
    MODE: existing.configMap('flags').key('mode'),
  } });
  expect(environment(worker)).toEqual({
    PASSWORD: { valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } },
    MODE: { valueFrom: { configMapKeyRef: { name: 'flags', key: 'mode' } } },
  });
});

test('what exists is mounted by its name, and nothing is created for it', () => {
  const worker = new Worker(shop(), 'mailer', {
    image,
    volumes: {
      flags: { path: '/flags', configMap: existing.configMap('flags') },
      cert: { path: '/cert', secret: existing.secret('cert') },
      photos: { path: '/photos', claim: existing.claim('photos') },
    },
    secrets: { '/login': existing.secret('login') },
    serviceAccount: existing.serviceAccount('robot'),
  });
  const pod = at(manifest(worker, 'Deployment'), 'spec.template.spec') as Record<string, unknown>;
  expect(pod.serviceAccountName).toBe('robot');
  expect(pod.volumes).toEqual(expect.arrayContaining([
    { name: 'flags', configMap: { name: 'flags' } },
    { name: 'cert', secret: { secretName: 'cert' } },
    { name: 'photos', persistentVolumeClaim: { claimName: 'photos' } },
    { name: 'secret-login', secret: expect.objectContaining({ secretName: 'login' }) },
  ]));
  expect(ofContainer(worker, 'volumeMounts')).toEqual(expect.arrayContaining([
    { name: 'flags', mountPath: '/flags', readOnly: true },
    { name: 'photos', mountPath: '/photos' },
    { name: 'secret-login', mountPath: '/login', readOnly: true },
  ]));
  const kinds = worker.node.findAll().filter((each) => ApiObject.isApiObject(each)).map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['Deployment', 'NetworkPolicy', 'PodDisruptionBudget']);
});

test('a key that it is known not to have is refused where it is named', () => {
  expect(thrownBy(() => existing.secret('login', ['user', 'password']).key('pasword'))).toMatchObject({
    path: 'existing Secret login', field: 'key', value: 'pasword', allowed: 'user, password',
  });
  expect(existing.secret('login').key('anything').secretKey).toEqual({ name: 'login', key: 'anything' });
});

test.each(['secret', 'configMap', 'claim', 'serviceAccount'] as const)('existing.%s takes names alone', (kind) => {
  expect(thrownBy(() => existing[kind]('Not_A_Name'))).toMatchObject({ field: 'name', value: 'Not_A_Name' });
});

test('whoever says `existing` vouches for it; a bare name must be in the tree', () => {
  const mount = (named: { name: string }) => ({ image, volumes: { data: { path: '/data', claim: named } } });
  expect(findings((application) => { new Worker(application, 'a', mount(existing.claim('data'))); })).toEqual([]);
  expect(findings((application) => { new Worker(application, 'a', mount({ name: 'data' })); }))
    .toEqual([expect.objectContaining({ path: 'shop/a', rule: 'references-exist', value: 'data' })]);
  expect(findings((application) => {
    const claim = new k8s.KubePersistentVolumeClaim(application, 'claim', { metadata: { name: 'data' } });
    new Worker(application, 'a', mount(claim));
  })).toEqual([]);
});

test('an Application vouches for all its workloads at once', () => {
  const app = new App();
  const application = new Application(app, 'shop', {
    target: house.target('one'), existing: [existing.configMap('flags', ['mode'])],
  });
  new Worker(application, 'a', { image, volumes: { flags: { path: '/flags', configMap: { name: 'flags' } } } });
  expect(app.findings()).toEqual([]);
});

test('a key that a ConfigMap of the tree has not is found', () => {
  const found = findings((application) => {
    new k8s.KubeConfigMap(application, 'flags', { metadata: { name: 'flags' }, data: { mode: 'dark' } });
    const mood = { configMapKey: { name: 'flags', key: 'mood' }, declared: undefined };
    new Worker(application, 'a', { image, env: { MODE: mood } });
  });
  expect(found).toEqual([expect.objectContaining({ path: 'shop/a', rule: 'reference-keys-exist' })]);
});

test('what exists cannot be changed', () => {
  expect(Object.isFrozen(existing.secret('login'))).toBe(true);
  expect(Object.isFrozen(existing.secret('login', ['a']).keys)).toBe(true);
  expect(Object.isFrozen(existing)).toBe(true);
});
