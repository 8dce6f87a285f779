import {
  App, Application, DaemonAgent, StatefulStore, WebService, existing, external, type Explained, type WebServiceProps,
  type Workload,
} from '../../lib';
import { everyWorkload, explainedOf, houseWith, leavesOfWorkload, oneTarget, shopOf } from './support/workloads';

const house = houseWith();

describe('explain() is complete', () => {
  const workloads = everyWorkload(shopOf(house)).map((workload) => [workload.workloadName, workload] as const);

  it.each(workloads)('for %s: every leaf of every object is explained once, with its value', (_name, workload) => {
    const fields = workload.explain().map(({ object, field }) => `${object} ${field}`);

    expect([...fields].sort()).toEqual([...new Set(fields)].sort());
    expect(new Map([...explainedOf(workload)].map(([field, { value }]) => [field, value])))
      .toEqual(leavesOfWorkload(workload));
  });

  it.each(workloads)('for %s: every value has a layer, somebody who said it, and a pattern', (_name, workload) => {
    const patterns = [...house.patterns.map(({ name }) => name), 'charthouse'];
    const incomplete = workload.explain().filter(({ layer, by, pattern }) =>
      !['library', 'target', 'application', 'props'].includes(layer) || by === '' || !patterns.includes(pattern));

    expect(incomplete).toEqual([]);
  });

  it.each(workloads)('for %s: nothing of a pattern is said to be nobody’s', (_name, workload) => {
    const framework = workload.explain().filter(({ pattern, object }) =>
      pattern === 'charthouse' && object.startsWith(kindOf(workload)));
    const frame = /^(apiVersion|kind|metadata\.(name|namespace))$|\.name$|\.restartPolicy$|selector|charthouse\.dev/;

    expect(framework.map(({ field }) => field).filter((field) => !frame.test(field))).toEqual([]);
  });
});

function kindOf(workload: Workload): string {
  return workload.explain()[0]?.object ?? '';
}

describe('what the props say is explained as theirs', () => {
  const stated: Partial<WebServiceProps> = {
    allowFrom: [{ namespace: 'partners' }],
    annotations: { note: 'a' },
    args: ['--fast'],
    command: ['/api'],
    component: 'frontend',
    connectsTo: [external({ host: 'api.example.org', port: 443 })],
    containerPorts: { debug: 6060 },
    containers: { cache: { image: 'cache:1.0.0' } },
    disruption: { maxUnavailable: 2 },
    env: { LOG_LEVEL: 'debug' },
    envFrom: [{ secret: { name: 'login' } }],
    exposure: { paths: ['/v1'] },
    files: { '/etc/api.conf': 'on' },
    group: 4000,
    host: 'api.example.com',
    image: 'api:1.4.2',
    imagePullPolicy: 'Always',
    imagePullSecrets: ['pull'],
    initContainers: { migrate: { image: 'migrate:1.0.0' } },
    labels: { tier: 'front' },
    lifecycle: { preStop: { exec: { command: ['quit'] } }, postStart: { sleep: { seconds: 60 } } },
    metrics: { path: '/numbers' },
    networkIsolation: { egressAnywhere: true },
    owner: 'team-api',
    podAnnotations: { roll: 'once' },
    port: 8080,
    portName: 'web',
    ports: { admin: 9000 },
    priorityClassName: 'business',
    probes: { liveness: { httpGet: { path: '/alive' } } },
    registry: 'ghcr.io',
    replicas: 5,
    resizePolicy: { memory: 'RestartContainer' },
    resources: { requests: { memory: '1Gi' } },
    rollout: { minReadySeconds: 7 },
    schedulerName: 'ours',
    secrets: { '/var/run/login': { name: 'login' } },
    security: { capabilities: ['NET_BIND_SERVICE'] },
    service: { port: 81 },
    serviceAccount: { annotations: { role: 'api' } },
    sidecars: { proxy: { image: 'proxy:1.0.0' } },
    spread: { maxSkew: 2 },
    stdin: true,
    stdinOnce: true,
    storage: { path: '/data', size: '1Gi' },
    storages: { logs: { path: '/logs', size: '1Gi' } },
    terminationMessagePath: '/tmp/last-words',
    terminationMessagePolicy: 'FallbackToLogsOnError',
    tty: true,
    user: 4000,
    volumes: { scratch: { path: '/scratch', emptyDir: {} } },
    workingDir: '/srv',
    writable: ['/var/cache'],
    scratch: { sizeLimit: '32Mi' },
    enableServiceLinks: true,
    automountServiceAccountToken: true,
    access: [{ read: ['configmaps'] }, { read: ['nodes'], in: 'cluster' }],
    dnsConfig: { nameservers: ['10.0.0.53'], options: [{ name: 'ndots', value: '2' }] },
    dnsPolicy: 'Default',
    hostAliases: { '10.1.2.3': ['ledger'] },
    hostname: 'api',
    hostUsers: false,
    nodeAffinity: { required: [{ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] }] },
    nodeSelector: { disk: 'ssd' },
    podAffinity: { required: [{ labelSelector: {}, topologyKey: 'rack' }] },
    podAntiAffinity: { preferred: [{ weight: 1, podAffinityTerm: { labelSelector: {}, topologyKey: 'rack' } }] },
    podSecurity: { fsGroup: 2000, seccompProfile: { type: 'Localhost', localhostProfile: 'a' } },
    runtimeClassName: 'gvisor',
    setHostnameAsFQDN: true,
    shareProcessNamespace: true,
    subdomain: 'bank',
    tolerations: 'all',
    topologySpreadConstraints: [{ maxSkew: 2, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }],
  };
  const because = { 'security.capabilities': 'binds port 80' };
  const keysSet = Object.keys(stated);
  const least = { image: 'plain:1.0.0', port: 80 };

  it.each(keysSet)('%s: what it changes is said by props, and by nobody else', (key) => {
    const shop = shopOf(house);
    const needed = {
      exposure: { host: 'api.example.com' },
      registry: {},
      replicas: {},
      setHostnameAsFQDN: { subdomain: 'bank' },
      stdinOnce: { stdin: true },
    }[key] ?? {};
    const plain = leavesOfWorkload(new WebService(shop, 'api', { ...least, ...needed }));
    const other = shopOf(house);
    const changed = new WebService(other, 'api', {
      ...least, ...needed, [key]: stated[key as keyof WebServiceProps], because,
    });
    const differing = [...explainedOf(changed)].filter(([field, { value }]) =>
      JSON.stringify(plain.get(field)) !== JSON.stringify(value));

    expect(differing.length).toBeGreaterThan(0);
    // A container that props add has the defaults of every other one, and an object the labels of every other one.
    const defaults = /\.(initC|c)ontainers\[(cache|migrate|proxy)\]\.(?!image)|volumes\[.*-writable-tmp\]/;
    const inherited = ([name, { object, field }]: readonly [string, Explained]): boolean =>
      defaults.test(name) || (!plain.has(`${object} kind`) && field.startsWith('metadata.labels'));
    const others = differing.filter((entry) => entry[1].layer !== 'props' && !inherited(entry));
    expect(others.map(([name]) => name)).toEqual([]);
  });

  it('names every key of a WebService', () => {
    const { shapes } = houseKeys();

    expect(shapes.filter((key) => !keysSet.includes(key))).toEqual(
      // What it is called, whom it knows, what agents and sidecars alone have, and what is changed afterwards.
      [
        'adopt', 'after', 'apartFrom', 'because', 'beside', 'containerName', 'hostPorts', 'name', 'near', 'scaling',
        'startsFirst', 'transform',
      ],
    );
  });
});

/** The keys that a WebService of the house takes, sorted. */
function houseKeys(): { readonly shapes: readonly string[] } {
  try {
    new WebService(shopOf(house), 'api', { image: 'a:1', port: 1, nothing: 1 } as never);
  } catch (error) {
    const { allowed = '' } = error as { allowed?: string };
    return { shapes: allowed.split(', ').sort() };
  }
  return { shapes: [] };
}

describe('what is said under a value', () => {
  const of = (workload: Workload, field: string): Partial<Explained> => explainedOf(workload).get(field) ?? {};

  it('is the default that a prop covers', () => {
    const api = new WebService(shopOf(house), 'api', {
      image: 'api:1.4.2', port: 8080, replicas: 5, resources: { requests: { cpu: '2' } },
    });

    expect(of(api, 'Deployment spec.replicas')).toEqual({
      object: 'Deployment', field: 'spec.replicas', value: 5, layer: 'props', by: 'props', pattern: 'replicas',
      covers: [{ layer: 'library', by: 'charthouse', value: 2 }],
    });
    expect(of(api, 'Deployment spec.template.spec.containers[api].resources.requests.cpu')).toMatchObject({
      value: '2', layer: 'props', covers: [{ layer: 'library', value: '100m' }],
    });
  });

  it('is nothing where nobody else said anything', () => {
    const api = new WebService(shopOf(house), 'api', { image: 'api:1.4.2', port: 8080 });

    expect(of(api, 'Deployment spec.template.spec.containers[api].image')).toMatchObject({
      value: 'api:1.4.2', layer: 'props', pattern: 'image', covers: [],
    });
  });

  it('is what a kind of workload says of itself', () => {
    const store = new StatefulStore(shopOf(house), 'store', {
      image: 'store:1.0.0', port: 5432, user: 999, storage: { path: '/data', size: '1Gi' },
    });

    expect(of(store, 'StatefulSet spec.replicas')).toMatchObject({ value: 1, layer: 'library', pattern: 'topology' });
  });

  it('is known of values that follow from others', () => {
    const api = new WebService(shopOf(house), 'api', {
      image: 'api:1.4.2', port: 8080, rollout: { shutdownSeconds: 50 },
    });

    expect(of(api, 'Deployment spec.template.spec.terminationGracePeriodSeconds')).toMatchObject({
      value: 60, layer: 'props', pattern: 'rollout',
    });
  });

  it('is never a secret', () => {
    const login = existing.secret('login', ['password']);
    const api = new WebService(shopOf(house), 'api', {
      image: 'api:1.4.2', port: 8080, env: { PASSWORD: login.key('password') },
    });

    expect(JSON.stringify(api.explain())).toContain('"login"');
    expect(api.explain().filter(({ field }) => field.includes('[PASSWORD].value.'))).toEqual([]);
  });

  it('goes on through a transform, which takes the value over', () => {
    const agent = new DaemonAgent(shopOf(house), 'agent', {
      image: 'agent:1.0.0',
      transform: { DaemonSet: { spec: { minReadySeconds: 9 } } },
    });

    expect(of(agent, 'DaemonSet spec.minReadySeconds')).toMatchObject({
      value: 9, layer: 'transform', by: 'transform', covers: [],
    });
  });

  it('knows a target and an Application by their names', () => {
    const { platforms } = oneTarget;
    const targets = { here: { ...oneTarget.targets.here, defaults: { component: 'backend' } } };
    const shop = new Application(new App(), 'shop', {
      target: houseWith({ platforms, targets }).target('here'), defaults: { component: 'frontend' },
    });
    const api = new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080 });

    expect(of(api, 'Service metadata.labels["app.kubernetes.io/component"]')).toMatchObject({
      value: 'frontend',
      layer: 'application',
      by: 'application shop',
      covers: [{ layer: 'target', by: 'target here', value: 'backend' }],
    });
  });
});
