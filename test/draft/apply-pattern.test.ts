import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import { App, applyPattern, builtin, definePattern, type AnyPattern } from '../../lib';
import { validateStrict } from '../support/strict-schema';
import { at } from '../values/support/shop';
import { thrownBy } from './support/drafts';

const patternOf = (name: string): AnyPattern =>
  (builtin as readonly AnyPattern[]).find((pattern) => pattern.name === name)!;
const [security, resources, spread] = ['security', 'resources', 'spread'].map(patternOf);
const labels = { app: 'web' };

function plain(spec: object = {}, pod: object = {}): ApiObject {
  const containers = [{ name: 'web', image: 'web:1' }];
  return new ApiObject(new Chart(new App(), 'shop', { namespace: 'shop' }), 'web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers, ...pod } }, ...spec,
    },
  });
}

function podOf(object: ApiObject): unknown {
  const manifest = object.toJson() as object;
  expect(validateStrict(manifest)).toEqual([]);
  return at(manifest, 'spec.template.spec');
}

test('a pattern on a plain Deployment adds what it says of the pod and its containers', () => {
  const deployment = plain();
  for (const pattern of [security!, resources!, spread!]) applyPattern(deployment, pattern);
  expect(podOf(deployment)).toMatchObject({
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{
      name: 'web',
      image: 'web:1',
      securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
      volumeMounts: [{ mountPath: '/tmp', name: 'writable-tmp' }],
    }],
    volumes: [{ name: 'writable-tmp', emptyDir: { sizeLimit: '64Mi' } }],
    topologySpreadConstraints: [{ labelSelector: { matchLabels: labels } }],
  });
});

test('what the template says already stays', () => {
  const deployment = plain({}, {
    securityContext: { runAsNonRoot: false },
    containers: [{
      name: 'web', image: 'web:1', resources: { requests: { cpu: 2 } }, securityContext: { runAsUser: 5 },
      volumeMounts: [{ name: 'own', mountPath: '/tmp' }],
    }],
    volumes: [{ name: 'own', emptyDir: {} }],
    topologySpreadConstraints: [{
      maxSkew: 5, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway',
    }],
  });
  for (const pattern of [security!, resources!, spread!]) applyPattern(deployment, pattern);
  expect(podOf(deployment)).toMatchObject({
    securityContext: { runAsNonRoot: false },
    containers: [{
      resources: { requests: { cpu: 2, memory: '256Mi' } }, securityContext: { runAsUser: 5 },
      volumeMounts: [{ name: 'own', mountPath: '/tmp' }],
    }],
    topologySpreadConstraints: [{ maxSkew: 5, topologyKey: 'topology.kubernetes.io/zone' }],
  });
  expect(at(podOf(deployment), 'topologySpreadConstraints')).toHaveLength(1);
});

test('a list of plain values is one value, and stays as a whole', () => {
  const deployment = plain({}, { containers: [{ name: 'web', image: 'web:1', args: ['own'] }] });
  applyPattern(deployment, patternOf('process'), { settings: { args: ['other'], command: ['run'] } });
  expect(podOf(deployment)).toMatchObject({ containers: [{ args: ['own'], command: ['run'] }] });
});

test('settings and reasons tune the pattern, and are checked', () => {
  const deployment = plain();
  const settings = { security: { readOnlyRootFilesystem: false }, user: 1000 };
  expect(thrownBy(() => { applyPattern(deployment, security!, { settings }); }))
    .toMatchObject({ path: 'shop/web', field: 'security.readOnlyRootFilesystem' });
  applyPattern(deployment, security!, { settings, because: { security: 'it writes beside its program' } });
  expect(podOf(deployment)).toMatchObject({
    securityContext: { runAsUser: 1000 }, containers: [{ securityContext: { readOnlyRootFilesystem: false } }],
  });
});

test('every container is served by its role', () => {
  const deployment = plain({}, {
    containers: [{ name: 'web', image: 'web:1' }, { name: 'beside', image: 'b:1' }],
    initContainers: [{ name: 'init', image: 'i:1' }, { name: 'proxy', image: 'p:1', restartPolicy: 'Always' }],
  });
  const roles = definePattern({
    name: 'roles',
    fits: [],
    container: {
      keys: { shapes: {} },
      apply: (container, _settings, facts) => { container.claim({ workingDir: `/${facts.role}` }); },
    },
  });
  applyPattern(deployment, roles);
  const dirs = (list: string): unknown => (at(podOf(deployment), list) as { workingDir: string }[])
    .map(({ workingDir }) => workingDir);
  expect([dirs('containers'), dirs('initContainers')]).toEqual([['/main', '/container'], ['/init', '/sidecar']]);
});

test.each(['StatefulSet', 'DaemonSet', 'Job', 'CronJob'])('a %s is served where its pod template is', (kind) => {
  const pod = { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }] };
  const template = { metadata: { labels }, spec: pod };
  const batch = kind.endsWith('Job');
  const spec = kind === 'CronJob' ? { schedule: '@daily', jobTemplate: { spec: { template } } } : { template };
  const object = new ApiObject(new Chart(new App(), 'shop'), 'object', {
    apiVersion: batch ? 'batch/v1' : 'apps/v1', kind, metadata: { name: 'object' },
    spec: { ...batch ? {} : { selector: { matchLabels: labels } }, ...spec },
  });
  applyPattern(object, security!);
  expect(JSON.stringify(object.toJson())).toContain('"allowPrivilegeEscalation":false');
});

test('a single pod is not spread', () => {
  const deployment = plain({ replicas: 1 });
  applyPattern(deployment, spread!);
  expect(podOf(deployment)).not.toHaveProperty('topologySpreadConstraints');
});

test('JSON patches on the object, before and after, are part of what the template says', () => {
  const deployment = plain();
  const root = '/spec/template/spec/containers';
  deployment.addJsonPatch(JsonPatch.add(`${root}/0/resources`, { requests: { cpu: '9' } }));
  applyPattern(deployment, resources!);
  deployment.addJsonPatch(JsonPatch.add(`${root}/-`, { name: 'late', image: 'late:1' }));
  expect(podOf(deployment)).toMatchObject({
    containers: [{ resources: { requests: { cpu: '9' } } }, { name: 'late', resources: { requests: { cpu: '100m' } } }],
  });
});

const libraries = { 'cdk8s-plus-27': plus27 as unknown as typeof plus34, 'cdk8s-plus-34': plus34 };

describe.each(Object.entries(libraries))('a Deployment of %s', (_name, plus) => {
  function theirs(): { deployment: plus34.Deployment; object: ApiObject } {
    const deployment = new plus.Deployment(new Chart(new App(), 'shop'), 'web', {
      replicas: 3, containers: [{ image: 'web:1', portNumber: 80, envVariables: { A: plus.EnvValue.fromValue('b') } }],
    });
    return { deployment, object: ApiObject.of(deployment) };
  }

  test('keeps everything that it says, and gets what it does not', () => {
    const { object } = theirs();
    const before = at(object.toJson(), 'spec.template.spec') as Record<string, unknown>;
    for (const pattern of [security!, resources!, spread!]) applyPattern(object, pattern);
    expect(podOf(object)).toMatchObject(before);
    expect(podOf(object)).toMatchObject({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        resources: { limits: { cpu: '1500m', memory: '2048Mi', 'ephemeral-storage': '256Mi' } },
        securityContext: { capabilities: { drop: ['ALL'] } },
      }],
      topologySpreadConstraints: [{ whenUnsatisfiable: 'ScheduleAnyway' }],
    });
    expect(at(object.toJson(), 'spec.replicas')).toBe(3);
  });

  test('is served with containers and volumes that are added later', () => {
    const { deployment, object } = theirs();
    applyPattern(object, security!);
    deployment.addContainer({ name: 'late', image: 'late:1', portNumber: 81 });
    expect(podOf(object)).toMatchObject({
      containers: [{ name: 'main' }, { name: 'late', securityContext: { capabilities: { drop: ['ALL'] } } }],
    });
  });
});
