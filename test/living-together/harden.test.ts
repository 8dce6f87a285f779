import path from 'node:path';
import { ApiObject, Chart, Cron, Include, JsonPatch } from 'cdk8s';
import { App, Application, WebService, defineHouse, generic, harden, hardening, locked, type House } from '../../lib';
import { at, pods, thrownBy } from '../values/support/shop';
import { errors, libraries, objectsIn, plain, podOf, rulesOf, shop } from './support/foreign';

const labels = { app: 'web' };

test('a plain Deployment gets security, spread, a budget and a policy', () => {
  const { app, application } = shop();
  const web = plain(application, 'web');
  harden(web);
  const objects = objectsIn(application);
  expect(podOf(objects['Deployment web'])).toMatchObject({
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{
      name: 'web',
      ports: [{ name: 'http', containerPort: 8080 }],
      securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      volumeMounts: [{ mountPath: '/tmp' }],
    }],
    topologySpreadConstraints: [{ labelSelector: { matchLabels: labels } }],
  });
  expect(objects['PodDisruptionBudget web']).toMatchObject({
    metadata: { namespace: 'shop', labels: { 'app.kubernetes.io/part-of': 'shop' } },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  });
  expect(objects['NetworkPolicy web']).toMatchObject({
    spec: { podSelector: { matchLabels: labels }, egress: [{ ports: [{ port: 53 }, { port: 53 }] }] },
  });
  expect(objects['NetworkPolicy web']).not.toHaveProperty('spec.ingress');
  expect(Object.keys(objects)).toHaveLength(3);
  expect(app.findings()).toEqual([]);
});

test('only names, selectors and pods that it has not said are changed', () => {
  const bare = new Chart(new App(), 'shop');
  const before = plain(bare, 'web').toJson() as Record<string, unknown>;
  const { application } = shop();
  const web = plain(application, 'web', { metadata: { namespace: undefined } });
  harden(web);
  const after = web.toJson() as Record<string, unknown>;
  expect(after).toMatchObject({ ...before, metadata: { name: 'web' } });
  expect(at(after, 'spec.selector')).toEqual(at(before, 'spec.selector'));
  expect(at(after, 'spec.template.metadata')).toEqual(at(before, 'spec.template.metadata'));
});

test.each([
  ['security', (pod: unknown) => { expect(pod).not.toHaveProperty('securityContext'); }],
  ['spread', (pod: unknown) => { expect(pod).not.toHaveProperty('topologySpreadConstraints'); }],
] as const)('%s can be switched off', (part, check) => {
  const { application } = shop();
  harden(plain(application, 'web'), { [part]: false });
  check(podOf(objectsIn(application)['Deployment web']));
});

test.each([['disruption', 'PodDisruptionBudget'], ['networkIsolation', 'NetworkPolicy']])(
  '%s can be switched off: there is no %s', (part, kind) => {
    const { application } = shop();
    harden(plain(application, 'web'), { [part]: false });
    expect(Object.keys(objectsIn(application))).not.toContain(`${kind} web`);
    expect(Object.keys(objectsIn(application))).toHaveLength(2);
  },
);

test('each part is tuned with the props of its pattern', () => {
  const { app, application } = shop();
  harden(plain(application, 'web'), {
    user: 1000,
    writable: ['/var/cache'],
    security: { readOnlyRootFilesystem: true, capabilities: ['NET_BIND_SERVICE'] },
    spread: { zones: false },
    disruption: { maxUnavailable: '50%' },
    allowFrom: [{ namespace: 'partners', ports: [8080] }],
    because: { 'security.capabilities': 'it listens on port 80' },
  });
  const objects = objectsIn(application);
  expect(podOf(objects['Deployment web'])).toMatchObject({
    securityContext: { runAsUser: 1000, fsGroup: 1000 },
    containers: [{
      securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } },
      volumeMounts: [{ mountPath: '/tmp' }, { mountPath: '/var/cache' }],
    }],
  });
  expect(podOf(objects['Deployment web'])).not.toHaveProperty('topologySpreadConstraints');
  expect(objects['PodDisruptionBudget web']).toHaveProperty('spec.maxUnavailable', '50%');
  expect(rulesOf(objects['NetworkPolicy web'], 'ingress')).toMatchObject([{ ports: [{ port: 8080 }] }]);
  expect(app.findings().map(({ rule, path, waived }) => [rule, path, waived])).toEqual([
    ['rule-left', 'shop/web', 'it listens on port 80'],
  ]);
});

test('a single pod gets no budget and is not spread', () => {
  const { application } = shop();
  harden(plain(application, 'web', { spec: { replicas: 1 } }));
  const objects = objectsIn(application);
  expect(Object.keys(objects)).toEqual(['Deployment web', 'NetworkPolicy web']);
  expect(podOf(objects['Deployment web'])).not.toHaveProperty('topologySpreadConstraints');
});

test.each([
  ['StatefulSet', { serviceName: 'web' }, ['NetworkPolicy web', 'PodDisruptionBudget web']],
  ['DaemonSet', {}, ['NetworkPolicy web']],
  ['Job', {}, ['NetworkPolicy web']],
  ['CronJob', {}, ['NetworkPolicy web']],
] as const)('a %s gets what fits it', (kind, spec, beside) => {
  const { app, application } = shop();
  harden(plain(application, 'web', { kind, spec }));
  const { [`${kind} web`]: workload, ...others } = objectsIn(application);
  expect(podOf(workload)).toMatchObject({ containers: [{ securityContext: { allowPrivilegeEscalation: false } }] });
  expect(Object.keys(others).sort()).toEqual(beside);
  expect(errors(app)).toEqual([]);
});

describe('pods without labels, as Jobs may have', () => {
  const spec = { containers: [{ name: 'web', image: 'web:1' }], restartPolicy: 'Never' };
  const unlabelled = { spec: { template: { spec } } };

  test('get no policy, which would be one over every pod of the namespace', () => {
    const { app, application } = shop();
    const job = plain(application, 'web', { kind: 'Job', ...unlabelled });
    expect(thrownBy(() => { harden(job); })).toMatchObject({
      path: 'shop/web',
      field: 'spec.template.metadata.labels',
      problem: 'is empty: what selects no label means every pod of the namespace',
    });
    expect(Object.keys(objectsIn(app))).toEqual(['Job web']);
  });

  test('are hardened in all that selects nothing', () => {
    const { application } = shop();
    harden(plain(application, 'web', { kind: 'Job', ...unlabelled }), { networkIsolation: false });
    expect(podOf(objectsIn(application)['Job web'])).toHaveProperty('securityContext.runAsNonRoot', true);
  });
});

test('a selector by expression is the one that a budget and a policy have, not all labels of the pods', () => {
  const { application } = shop();
  const matchExpressions = [{ key: 'app', operator: 'In', values: ['web'] }];
  const labelled = { app: 'web', build: '7' };
  const template = { metadata: { labels: labelled }, spec: { containers: [{ name: 'web', image: 'a:1' }] } };
  harden(plain(application, 'web', { spec: { selector: { matchExpressions }, template } }));
  const objects = objectsIn(application);
  expect(objects['PodDisruptionBudget web']).toHaveProperty('spec.selector', { matchLabels: { app: 'web' } });
  expect(objects['NetworkPolicy web']).toHaveProperty('spec.podSelector', { matchLabels: { app: 'web' } });
  expect(at(objects['Deployment web'], 'spec.selector')).toEqual({ matchExpressions });
});

test.each([
  ['has a container without a name', [{ image: 'a:1' }]],
  ['has two containers of one name', [{ name: 'a', image: 'a:1' }, { name: 'a', image: 'b:1' }]],
])('a pod that %s is refused: nobody knows where a part belongs', (problem, containers) => {
  const { application } = shop();
  expect(thrownBy(() => { harden(plain(application, 'web', { pod: { containers } })); }))
    .toMatchObject({ path: 'shop/web', field: 'spec.template.spec.containers', problem });
});

test('what is hardened is rendered the same each time', () => {
  const { app, application } = shop();
  const web = plain(application, 'web');
  harden(web);
  const once = JSON.stringify(web.toJson());
  app.findings();
  expect(JSON.stringify(web.toJson())).toBe(once);
  expect(() => { harden(web); }).toThrow('is applied to it already');
  expect(JSON.stringify(web.toJson())).toBe(once);
});

test('Deployments out of an included file are hardened where they are', () => {
  const { app, application } = shop();
  const include = new Include(application, 'included', { url: path.join(__dirname, 'fixtures/deployment.yaml') });
  include.apiObjects.filter(({ kind }) => kind === 'Deployment').forEach((object) => { harden(object); });
  expect(Object.keys(objectsIn(application))).toEqual([
    'Deployment included', 'NetworkPolicy included', 'PodDisruptionBudget included', 'Service included',
  ]);
  expect(errors(app)).toEqual([]);
  expect(include.apiObjects).toHaveLength(2);
});

describe('what the template says already stays', () => {
  const contextOf = (container: object, pod: object = {}): unknown => {
    const { application } = shop();
    harden(plain(application, 'web', { container, pod }));
    return at(podOf(objectsIn(application)['Deployment web']), 'containers.0.securityContext');
  };

  test('a privileged container is not told that it may not escalate', () => {
    const context = contextOf({ securityContext: { privileged: true } });
    expect(context).toMatchObject({ privileged: true, readOnlyRootFilesystem: true });
    expect(context).not.toHaveProperty('allowPrivilegeEscalation');
  });

  test('nor is one that administers the system', () => {
    const context = contextOf({ securityContext: { capabilities: { add: ['SYS_ADMIN'] } } });
    expect(context).toMatchObject({ capabilities: { add: ['SYS_ADMIN'], drop: ['ALL'] } });
    expect(context).not.toHaveProperty('allowPrivilegeEscalation');
  });

  test('a container that is root stays so beside others that are not', () => {
    expect(contextOf({ securityContext: { runAsUser: 0 } })).toMatchObject({ runAsUser: 0, runAsNonRoot: false });
  });

  test('a pod that is root is not told that it is not', () => {
    const { application } = shop();
    harden(plain(application, 'web', { pod: { securityContext: { runAsUser: 0 } } }));
    const pod = podOf(objectsIn(application)['Deployment web']);
    expect(pod).toHaveProperty('securityContext', { runAsUser: 0, seccompProfile: { type: 'RuntimeDefault' } });
  });

  test('a volume of the same name keeps its own source', () => {
    const { application } = shop();
    const volumes = [{ name: 'writable-tmp', configMap: { name: 'own' } }];
    harden(plain(application, 'web', { pod: { volumes } }));
    expect(podOf(objectsIn(application)['Deployment web'])).toMatchObject({ volumes });
  });
});

describe('under an Application', () => {
  const target = { platform: 'any', environment: 'prod' } as const;
  const strict: House = defineHouse({
    name: 'strict',
    version: '1',
    platforms: { any: generic() },
    targets: { prod: { ...target, defaults: { disruption: { maxUnavailable: '20%' } } } },
    defaults: { user: 10001, spread: false, scratch: { sizeLimit: '32Mi' }, disruption: { maxUnavailable: locked(2) } },
    because: { disruption: 'large services' },
  });

  test('what house and target say holds, for every container', () => {
    const { application } = shop(strict);
    const second = { name: 'second', image: 'second:1' };
    const first = { name: 'web', image: 'web:1' };
    harden(plain(application, 'web', { pod: { containers: [first, second] } }));
    const objects = objectsIn(application);
    expect(podOf(objects['Deployment web'])).toMatchObject({
      securityContext: { runAsUser: 10001 },
      volumes: [{ emptyDir: { sizeLimit: '32Mi' } }, { emptyDir: { sizeLimit: '32Mi' } }],
      containers: [
        { securityContext: { readOnlyRootFilesystem: true } }, { securityContext: { readOnlyRootFilesystem: true } },
      ],
    });
    expect(podOf(objects['Deployment web'])).not.toHaveProperty('topologySpreadConstraints');
    expect(objects['PodDisruptionBudget web']).toHaveProperty('spec.maxUnavailable', '20%');
  });

  test('what the Application says counts above, and what is said at the workload above all', () => {
    const app = new App();
    const application = new Application(app, 'shop', {
      target: strict.target('prod'), defaults: { user: 20002, group: 30003 },
    });
    harden(plain(application, 'web'), { group: 40004, disruption: false });
    expect(podOf(objectsIn(application)['Deployment web'])).toHaveProperty('securityContext.runAsUser', 20002);
    expect(podOf(objectsIn(application)['Deployment web'])).toHaveProperty('securityContext.runAsGroup', 40004);
  });

  test('a part that the house does without is not applied', () => {
    const house = defineHouse({
      name: 'free', version: '1', platforms: { any: generic() }, targets: { prod: target }, without: ['disruption'],
    });
    const { application } = shop(house);
    harden(plain(application, 'web'));
    expect(Object.keys(objectsIn(application))).toEqual(['Deployment web', 'NetworkPolicy web']);
  });

  test('a reason waives a finding of the foreign workload', () => {
    const { app, application } = shop();
    const env = [{ name: 'DB_PASSWORD', value: 'public' }];
    harden(plain(application, 'web', { container: { env } }), { because: { 'plain-text-secret': 'a demonstration' } });
    const told = app.findings().map(({ rule, waived }) => [rule, waived]);
    expect(told).toEqual([['plain-text-secret', 'a demonstration']]);
  });

  test('a reason that nothing needs is found', () => {
    const { app, application } = shop();
    harden(plain(application, 'web'), { because: { spread: 'no reason' } });
    expect(app.findings().map(({ path: at, rule }) => [at, rule])).toEqual([['shop/web', 'unneeded-reason']]);
  });
});

describe('the network of a hardened workload', () => {
  test('is opened to callers of ours, and they reach it', () => {
    const { app, application } = shop();
    const web = plain(application, 'web');
    harden(web);
    const api = new WebService(application, 'api', { image: 'api:1', port: 80, connectsTo: [web] });
    const objects = objectsIn(application);
    expect(rulesOf(objects['NetworkPolicy web'], 'ingress')).toEqual([
      { from: [pods('api')], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
    expect(rulesOf(objects['NetworkPolicy api'], 'egress')).toEqual([
      { to: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
    expect(app.graph().edges).toEqual([
      { from: api.node.path, to: web.node.path, ports: [8080], via: ['connectsTo'] },
    ]);
  });

  test('is opened to what it connects to, ours and hardened ones of others', () => {
    const { application } = shop();
    const [web, other] = [plain(application, 'web'), plain(application, 'other')];
    const api = new WebService(application, 'api', { image: 'api:1', port: 80 });
    harden(other);
    harden(web, { connectsTo: [api, other] });
    const objects = objectsIn(application);
    expect(rulesOf(objects['NetworkPolicy web'], 'egress')).toEqual([
      { to: [pods('api')], ports: [{ port: 80, protocol: 'TCP' }] },
      { to: [{ podSelector: { matchLabels: { app: 'other' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
    const from = [{ podSelector: { matchLabels: labels } }];
    expect(rulesOf(objects['NetworkPolicy api'], 'ingress')).toMatchObject([{ from }]);
    expect(rulesOf(objects['NetworkPolicy other'], 'ingress')).toMatchObject([{ from }]);
  });

  test('is opened to callers of others that it states, and they reach it', () => {
    const { app, application } = shop();
    const [web, other] = [plain(application, 'web'), plain(application, 'other')];
    harden(other);
    harden(web, { allowFrom: [other] });
    const objects = objectsIn(application);
    const ports = [{ port: 8080, protocol: 'TCP' }];
    expect(rulesOf(objects['NetworkPolicy web'], 'ingress'))
      .toEqual([{ from: [{ podSelector: { matchLabels: { app: 'other' } } }], ports }]);
    expect(rulesOf(objects['NetworkPolicy other'], 'egress'))
      .toEqual([{ to: [{ podSelector: { matchLabels: labels } }], ports }]);
    expect(app.graph().edges).toMatchObject([{ from: 'shop/other', to: 'shop/web', ports: [8080] }]);
  });

  test('knows ports and containers that come later', () => {
    const { application } = shop();
    const web = plain(application, 'web');
    harden(web, { allowFrom: [{ namespace: 'partners' }] });
    const added = { name: 'late', image: 'late:1', ports: [{ containerPort: 9090, protocol: 'UDP' }] };
    web.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', added));
    const objects = objectsIn(application);
    expect(rulesOf(objects['NetworkPolicy web'], 'ingress')).toMatchObject([
      { ports: [{ port: 8080, protocol: 'TCP' }, { port: 9090, protocol: 'UDP' }] },
    ]);
    expect(podOf(objects['Deployment web'])).toMatchObject({
      containers: [{ ports: [{ name: 'http' }] }, { ports: [added.ports[0]], securityContext: { privileged: false } }],
    });
  });
});

describe.each(libraries)('%s', (_name, plus) => {
  const container = { image: 'web:1', portNumber: 8080 };

  test('a Deployment is hardened, given as the construct or as its object', () => {
    const { app, application } = shop();
    const one = new plus.Deployment(application, 'one', { replicas: 2, containers: [container] });
    const two = new plus.Deployment(application, 'two', { replicas: 2, containers: [container] });
    const before = podOf(ApiObject.of(one).toJson());
    harden(one);
    harden(ApiObject.of(two));
    const objects = objectsIn(application);
    expect(podOf(objects[`Deployment ${one.name}`])).toMatchObject(before as object);
    for (const { name } of [one, two]) {
      expect(podOf(objects[`Deployment ${name}`])).toHaveProperty('topologySpreadConstraints');
      expect(objects).toHaveProperty([`PodDisruptionBudget ${name}`]);
      expect(objects).toHaveProperty([`NetworkPolicy ${name}`]);
    }
    expect(errors(app)).toEqual([]);
  });

  test('containers that are added after are hardened too, and reached', () => {
    const { application } = shop();
    const web = new plus.Deployment(application, 'web', { containers: [container] });
    harden(web);
    new WebService(application, 'api', { image: 'api:1', port: 80, connectsTo: [web] });
    web.addContainer({ name: 'late', image: 'late:1', portNumber: 8081 });
    const objects = objectsIn(application);
    expect(podOf(objects[`Deployment ${web.name}`])).toMatchObject({
      containers: [{ name: 'main' }, { name: 'late', securityContext: { capabilities: { drop: ['ALL'] } } }],
    });
    expect(rulesOf(objects[`NetworkPolicy ${web.name}`], 'ingress').map((rule) => at(rule, 'ports.0.port')))
      .toEqual([8080, 8081]);
  });

  test('a StatefulSet, a DaemonSet, a Job and a CronJob are hardened', () => {
    const { app, application } = shop();
    const all = [
      new plus.StatefulSet(application, 'set', { containers: [container] }),
      new plus.DaemonSet(application, 'daemon', { containers: [container] }),
      new plus.Job(application, 'job', { containers: [container] }),
      new plus.CronJob(application, 'cron', { schedule: Cron.daily(), containers: [container] }),
    ];
    all.forEach((each) => { harden(each); });
    const objects = objectsIn(application);
    for (const { kind, name } of all) {
      expect(podOf(objects[`${kind} ${name}`])).toHaveProperty('securityContext.seccompProfile');
      expect(objects).toHaveProperty([`NetworkPolicy ${name}`]);
    }
    expect(errors(app)).toEqual([]);
  });
});

describe('the mixin', () => {
  test('hardens every workload of others in a chart, once, and none of ours', () => {
    const { app, application } = shop();
    const [first, second] = [plain(application, 'first'), plain(application, 'second', { kind: 'DaemonSet' })];
    const api = new WebService(application, 'api', { image: 'api:1', port: 80 });
    const count = api.node.findAll().length;
    harden(first, { disruption: false });
    application.with(hardening({ disruption: { maxUnavailable: 3 } }));
    application.with(hardening());
    expect(Object.keys(objectsIn(first))).toEqual(['Deployment first', 'NetworkPolicy first']);
    expect(Object.keys(objectsIn(second))).toEqual(['DaemonSet second', 'NetworkPolicy second']);
    expect(api.node.findAll()).toHaveLength(count);
    expect(errors(app)).toEqual([]);
  });

  test('is asked for a construct, and says whether it is one for it', () => {
    const { application } = shop();
    const web = plain(application, 'web');
    const mixin = hardening();
    const config = new ApiObject(application, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
    const api = new WebService(application, 'api', { image: 'api:1', port: 80 });
    expect([web, config, application, api, api.object('Deployment')].map((each) => mixin.supports(each)))
      .toEqual([true, false, false, false, false]);
    mixin.applyTo(web);
    expect(mixin.supports(web)).toBe(false);
  });

  test.each(libraries)('hardens a Deployment of %s by its own with()', (_name, plus) => {
    const { application } = shop();
    const web = new plus.Deployment(application, 'web', { containers: [{ image: 'web:1' }] });
    web.with(hardening({ networkIsolation: false }));
    expect(Object.keys(objectsIn(application))).toEqual([`Deployment ${web.name}`, `PodDisruptionBudget ${web.name}`]);
  });
});
