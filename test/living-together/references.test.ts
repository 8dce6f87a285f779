/** Wherever we take a name or a workload, objects of cdk8s-plus are taken by their shape, of both versions. */
import { ApiObject, Chart, JsonPatch, Size } from 'cdk8s';
import {
  App, Application, CronTask, Task, WebService, Worker, defineHouse, existing, k3s, peer,
  type VolumeProps, type WorkerProps,
} from '../../lib';
import { at, pods, thrownBy } from '../values/support/shop';
import { errors, libraries, objectsIn, plain, podOf, rulesOf, shop } from './support/foreign';
import { house } from './support/mixed-tree';

const image = 'api:1';
const app8080 = { podSelector: { matchLabels: { app: 'web' } } };

describe.each(libraries)('%s', (_name, plus) => {
  const container = { image: 'theirs:1', portNumber: 9090 };
  const made = (application: Application): Readonly<Record<'config' | 'secret' | 'claim' | 'account', never>> => ({
    config: new plus.ConfigMap(application, 'config', { data: { mode: 'dark' } }),
    secret: new plus.Secret(application, 'secret', { stringData: { password: 'x' } }),
    claim: new plus.PersistentVolumeClaim(application, 'claim', {
      storage: Size.gibibytes(1), accessModes: [plus.PersistentVolumeAccessMode.READ_WRITE_MANY],
    }),
    account: new plus.ServiceAccount(application, 'account'),
  }) as never;
  const imported = (application: Application): ReturnType<typeof made> => ({
    config: plus.ConfigMap.fromConfigMapName(application, 'config', 'their-config'),
    secret: plus.Secret.fromSecretName(application, 'secret', 'their-secret'),
    claim: plus.PersistentVolumeClaim.fromClaimName(application, 'claim', 'their-claim'),
    account: plus.ServiceAccount.fromServiceAccountName(application, 'account', 'their-account'),
  }) as never;

  const props: readonly (readonly [string, (given: ReturnType<typeof made>) => Partial<WorkerProps>])[] = [
    ['volumes', ({ config, secret, claim }) => ({
      volumes: {
        config: { path: '/config', configMap: config }, secret: { path: '/secret', secret },
        claim: { path: '/claim', claim },
      } satisfies Readonly<Record<string, VolumeProps>>,
    })],
    ['volumes of several sources and of a driver', ({ config, secret }) => ({
      volumes: {
        all: { path: '/all', projected: [{ configMap: config }, { secret }] },
        csi: { path: '/csi', csi: { driver: 'csi.example.com', nodePublishSecretRef: secret } },
      },
    })],
    ['storage, as what it begins with', ({ claim }) => ({
      replicas: 1, storage: { path: '/data', size: '1Gi', dataSource: { claim } },
    })],
    ['secrets', ({ secret }) => ({ secrets: { '/login': secret } })],
    ['serviceAccount', ({ account }) => ({ serviceAccount: account })],
    ['imagePullSecrets', ({ secret }) => ({ imagePullSecrets: [secret] })],
    ['env', ({ config, secret }) => ({
      env: { A: { secret, key: 'password' }, B: { configMap: config, key: 'mode' } },
    })],
    ['envFrom', ({ config, secret }) => ({ envFrom: [{ configMap: config }, { secret }] })],
  ];

  test.each(props)('its objects are taken in %s', (_prop, of) => {
    const { app, application } = shop();
    const given = made(application);
    const worker = new Worker(application, 'worker', { image, ...of(given) });
    const written = JSON.stringify(Object.values(objectsIn(worker)));
    const props = JSON.stringify(of(names));
    for (const [key, { name }] of Object.entries<{ readonly name: string }>(given))
      expect([key, written.includes(`"${name}"`)]).toEqual([key, props.includes(`@${key}`)]);
    expect(errors(app)).toEqual([]);
  });

  test.each(props)('what it imports by name exists, in %s', (_prop, of) => {
    const { app, application } = shop();
    new Worker(application, 'worker', { image, ...of(imported(application)) });
    expect(app.findings()).toEqual([]);
  });

  test('its imported objects are declared for a whole Application as those of `existing` are', () => {
    const app = new App();
    const outside = new Chart(app, 'outside');
    const vouched = plus.Secret.fromSecretName(outside, 'login', 'login');
    const application = new Application(app, 'shop', { target: house.target('prod'), existing: [vouched as never] });
    plain(application, 'web', { container: { envFrom: [{ secretRef: { name: 'login' } }] } });
    expect(errors(app)).toEqual([]);
  });

  test('a Deployment is a callee: its pods and ports are read from it, when manifests are written', () => {
    const { app, application } = shop();
    const theirs = new plus.Deployment(application, 'theirs', { containers: [container] });
    const api = new WebService(application, 'api', { image, port: 80, connectsTo: [theirs] });
    theirs.addContainer({ name: 'late', image: 'late:1', ports: [{ number: 53, protocol: plus.Protocol.UDP }] });
    const labels = at(ApiObject.of(theirs).toJson(), 'spec.selector.matchLabels');
    expect(at(objectsIn(api)['NetworkPolicy api'], 'spec.egress')).toContainEqual({
      to: [{ podSelector: { matchLabels: labels } }],
      ports: [{ port: 53, protocol: 'UDP' }, { port: 9090, protocol: 'TCP' }],
    });
    expect(errors(app)).toEqual([]);
  });

  test('a Deployment is a caller, and may reach every port', () => {
    const { app, application } = shop();
    const theirs = new plus.Deployment(application, 'theirs', { containers: [container] });
    const api = new WebService(application, 'api', { image, port: 8080, service: { port: 80 }, allowFrom: [theirs] });
    const labels = at(ApiObject.of(theirs).toJson(), 'spec.selector.matchLabels');
    expect(rulesOf(objectsIn(api)['NetworkPolicy api'], 'ingress')).toEqual([
      { from: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
    expect(app.graph().edges).toEqual([
      { from: 'shop/theirs/Resource', to: 'shop/api', ports: [8080], via: ['allowFrom'] },
    ]);
  });

  test('a Service is a callee: the pods that it selects, on the ports behind it', () => {
    const { app, application } = shop();
    const theirs = new plus.Deployment(application, 'theirs', { containers: [container] });
    const service = theirs.exposeViaService({ ports: [{ port: 80, targetPort: 9090 }] });
    const worker = new Worker(application, 'worker', { image, connectsTo: [service] });
    expect(rulesOf(objectsIn(worker)['NetworkPolicy worker'], 'egress')).toEqual([{
      to: [{ podSelector: { matchLabels: at(ApiObject.of(service).toJson(), 'spec.selector') } }],
      ports: [{ port: 9090, protocol: 'TCP' }],
    }]);
    expect(app.graph().edges).toMatchObject([{ to: 'shop/theirs/Service/Resource', ports: [80] }]);
  });

  test('a Service is a peer, with its address', () => {
    const { app, application } = shop();
    const theirs = new plus.Deployment(application, 'theirs', { containers: [container] });
    const service = peer(theirs.exposeViaService({ name: 'their-service', ports: [{ port: 80, targetPort: 9090 }] }));
    const worker = new Worker(application, 'worker', {
      image, env: { ADDRESS: service.address, HOST: service.hostname, PORT: service.port },
    });
    const objects = objectsIn(worker);
    expect(podOf(objects['Deployment worker'])).toMatchObject({
      containers: [{ env: [
        { name: 'ADDRESS', value: 'their-service:80' }, { name: 'HOST', value: 'their-service' },
        { name: 'PORT', value: '80' },
      ] }],
    });
    expect(rulesOf(objects['NetworkPolicy worker'], 'egress')).toMatchObject([{ ports: [{ port: 9090 }] }]);
    expect(app.graph().edges).toMatchObject([{ ports: [80], via: ['env ADDRESS', 'env HOST', 'env PORT'] }]);
  });

  test('a Deployment is company, or none', () => {
    const { app, application } = shop();
    const theirs = new plus.Deployment(application, 'theirs', { containers: [container] });
    const apartFrom = [{ workload: theirs, weight: 5 }];
    const worker = new Worker(application, 'worker', { image, beside: theirs, apartFrom });
    const labelSelector = { matchLabels: at(ApiObject.of(theirs).toJson(), 'spec.selector.matchLabels') };
    expect(podOf(objectsIn(worker)['Deployment worker'])).toMatchObject({
      affinity: {
        podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector }] },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: expect.arrayContaining([
            { weight: 5, podAffinityTerm: { labelSelector, topologyKey: 'kubernetes.io/hostname' } },
          ]) as unknown,
        },
      },
    });
    expect(errors(app)).toEqual([]);
  });

  test('a Secret holds the certificate of an Ingress, and a Service takes a part of the requests', () => {
    const small = defineHouse({
      name: 'small', version: '1', platforms: { k3s: k3s() },
      targets: { prod: { platform: 'k3s', environment: 'prod' } },
    });
    const { app, application } = shop(small);
    const secret = new plus.Secret(application, 'secret', { stringData: { 'tls.crt': 'x', 'tls.key': 'y' } });
    const api = new WebService(application, 'api', {
      image, port: 80, host: 'api.example.com', exposure: { tls: { secret } },
    });
    expect(objectsIn(api)['Ingress api']).toMatchObject({ spec: { tls: [{ secretName: secret.name }] } });
    expect(errors(app)).toEqual([]);

    const other = shop();
    const theirs = new plus.Deployment(other.application, 'theirs', { containers: [container] });
    const service = theirs.exposeViaService({ name: 'theirs', ports: [{ port: 81, targetPort: 9090 }] });
    const split = new WebService(other.application, 'api', {
      image, port: 80, host: 'api.example.com', exposure: { split: [{ to: service, percent: 10 }] },
    });
    expect(JSON.stringify(objectsIn(split)['HTTPRoute api'])).toContain('{"name":"theirs","port":81,"weight":10}');
  });

  test('every kind of workload connects to it', () => {
    const { app, application } = shop();
    const theirs = new plus.StatefulSet(application, 'theirs', { containers: [container] });
    new Task(application, 'task', { image, connectsTo: [theirs] });
    new CronTask(application, 'cron', { image, schedule: '@daily', connectsTo: [theirs.service] });
    new Worker(application, 'worker', { image }).connectTo(theirs);
    expect(app.graph().edges.map(({ from }) => from)).toEqual(['shop/cron', 'shop/task', 'shop/worker']);
    expect(errors(app)).toEqual([]);
  });
});

/** What each prop is given, marked to be counted. */
const names = { config: '@config', secret: '@secret', claim: '@claim', account: '@account' } as never;

describe('plain objects', () => {
  const service = (application: Application, spec: object = {}): ApiObject => new ApiObject(application, 'service', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'service' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
  });

  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'])('a %s is a callee', (kind) => {
    const { application } = shop();
    const web = plain(application, 'web', { kind });
    const worker = new Worker(application, 'worker', { image, connectsTo: [web] });
    expect(rulesOf(objectsIn(worker)['NetworkPolicy worker'], 'egress'))
      .toEqual([{ to: [app8080], ports: [{ port: 8080, protocol: 'TCP' }] }]);
  });

  test('a Pod and a custom resource with a pod template are callees', () => {
    const { application } = shop();
    const metadata = { name: 'web', labels: { app: 'web' } };
    const spec = { containers: [{ name: 'web', image, ports: [{ containerPort: 8080 }] }] };
    const callees = [
      new ApiObject(application, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata, spec }),
      new ApiObject(application, 'rollout', {
        apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' },
        spec: { template: { metadata, spec } },
      }),
    ];
    for (const [index, callee] of callees.entries()) {
      const worker = new Worker(application, `worker-${index}`, { image, connectsTo: [callee] });
      expect(rulesOf(objectsIn(worker)[`NetworkPolicy worker-${index}`], 'egress')).toMatchObject([{ to: [app8080] }]);
    }
  });

  test('the number of a named port is that which the pods of the tree declare', () => {
    const { application } = shop();
    const callee = service(application);
    plain(application, 'web');
    const worker = new Worker(application, 'worker', { image, connectsTo: [callee] });
    expect(rulesOf(objectsIn(worker)['NetworkPolicy worker'], 'egress'))
      .toEqual([{ to: [app8080], ports: [{ port: 8080, protocol: 'TCP' }] }]);
  });

  test('a Service in front of our pods opens both sides', () => {
    const { application } = shop();
    const api = new WebService(application, 'api', { image, port: 8080, service: false });
    const callee = service(application, { selector: { 'charthouse.dev/workload': 'api' } });
    const worker = new Worker(application, 'worker', { image, connectsTo: [callee] });
    expect(rulesOf(objectsIn(api)['NetworkPolicy api'], 'ingress'))
      .toEqual([{ from: [pods('worker')], ports: [{ port: 8080, protocol: 'TCP' }] }]);
    expect(rulesOf(objectsIn(worker)['NetworkPolicy worker'], 'egress')).toMatchObject([{ to: [pods('api')] }]);
  });

  test('a callee of another namespace is named with it', () => {
    const app = new App();
    const chart = new Chart(app, 'plain', { namespace: 'here' });
    const there = plain(chart, 'web', { metadata: { namespace: 'there' } });
    const worker = new Worker(chart, 'worker', { image, connectsTo: [there] });
    expect(rulesOf(objectsIn(worker)['NetworkPolicy worker'], 'egress')).toMatchObject([{
      to: [{ ...app8080, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'there' } } }],
    }]);
  });

  test('a peer in another plain Chart is in the same cluster, because somebody says so', () => {
    const app = new App();
    const [one, two] = ['one', 'two'].map((id) => new Chart(app, id, { namespace: id })) as [Chart, Chart];
    const web = plain(two, 'web');
    expect(thrownBy(() => new Worker(one, 'refused', { image, connectsTo: [web] }))).toMatchObject({
      path: 'one/refused', field: 'connectsTo', value: 'two/web',
      fix: 'put both into one Application; where it is the same cluster after all, say so by peer(…) around it',
    });
    const worker = new Worker(one, 'worker', { image, connectsTo: [peer(web)] });
    expect(rulesOf(objectsIn(worker)['NetworkPolicy worker'], 'egress')).toMatchObject([{
      to: [{ ...app8080, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'two' } } }],
    }]);
  });

  test('what exists stays declared by name beside them', () => {
    const { app, application } = shop();
    new Worker(application, 'worker', { image, imagePullSecrets: [existing.secret('pull')] });
    expect(app.findings()).toEqual([]);
  });
});

describe('what cannot be known is said, when manifests are written', () => {
  const unknown: readonly (readonly [string, (application: Application) => ApiObject, string])[] = [
    ['a Deployment without ports', (application) => plain(application, 'web', { container: { ports: [] } }),
      'names Deployment shop/web, which declares no port: which one is meant cannot be known'],
    ['pods without labels', (application) => {
      const web = plain(application, 'web');
      web.addJsonPatch(JsonPatch.replace('/spec/template/metadata/labels', {}), JsonPatch.remove('/spec/selector'));
      return web;
    }, 'names Deployment shop/web, which gives its pods no labels: nothing can name them'],
    ['a Service without a selector', (application) => new ApiObject(application, 'service', {
      apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] },
    }), 'names Service shop/service, which has no selector: which pods are behind it cannot be known'],
    ['a target port by name that nobody declares', (application) => new ApiObject(application, 'service', {
      apiVersion: 'v1', kind: 'Service', spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
    }), "names Service shop/service, which sends port 80 to ports called 'http', which no pod of the tree declares: "
      + 'their number cannot be known'],
  ];

  test.each(unknown)('%s', (_what, build, problem) => {
    const { app, application } = shop();
    const callee = build(application);
    new Worker(application, 'worker', { image, connectsTo: [callee] });
    expect(thrownBy(() => app.findings())).toMatchObject({
      path: 'shop/worker', field: 'connectsTo[0]', problem, value: callee.node.path,
      allowed: 'an object whose manifest says which pods there are, and which ports they listen on',
    });
  });
});
