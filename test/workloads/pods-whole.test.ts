/** What is said of whole pods, in finished manifests of a tree. */
import { App, Application, DaemonAgent, KubernetesObject, Task, WebService, defineHouse, generic } from 'charthouse';
import { validateStrict } from '../support/strict-schema';

const apiServer = { to: [{ cidr: '10.0.0.1/32' }], ports: [6443] };
const house = defineHouse({
  name: 'test',
  version: '1',
  platforms: { cloud: generic({ network: { ...generic().network, apiServer } }) },
  targets: { prod: { platform: 'cloud', environment: 'prod' } },
  defaultsFor: { DaemonAgent: { tolerations: 'all', priorityClassName: 'system-node-critical' } },
});

/** An App with one Application, its manifests by kind and name, and its findings. */
function tree(build: (shop: Application) => void): {
  readonly manifests: ReadonlyMap<string, unknown>;
  readonly findings: readonly string[];
} {
  const app = new App();
  build(new Application(app, 'shop', { target: house.target('prod') }));
  const manifests = app.node.findAll().filter((each): each is KubernetesObject => each instanceof KubernetesObject)
    .map((object) => object.toJson());
  expect(manifests.flatMap((manifest) => validateStrict(manifest))).toEqual([]);
  return {
    manifests: new Map(manifests.map((manifest) => [`${manifest.kind} ${String(manifest.metadata?.name)}`, manifest])),
    findings: app.findings().map(({ path, rule, severity }) => `${severity} ${rule} at ${path}`),
  };
}

test('an agent runs on every node, and goes last, by the word of the house', () => {
  const { manifests, findings } = tree((shop) => new DaemonAgent(shop, 'agent', { image: 'agent:1.0.0' }));

  expect(manifests.get('DaemonSet agent')).toHaveProperty('spec.template.spec', expect.objectContaining({
    tolerations: [{ operator: 'Exists' }], priorityClassName: 'system-node-critical',
  }));
  expect(manifests.get('DaemonSet agent')).not.toHaveProperty('spec.template.spec.hostNetwork');
  expect(findings).toEqual([]);
});

test("an agent on the node's network finds Services, says why, and is told that no policy holds", () => {
  const { manifests, findings } = tree((shop) => new DaemonAgent(shop, 'agent', {
    image: 'agent:1.0.0', port: 9100, hostNetwork: true, because: { hostNetwork: 'it measures the network' },
  }));

  expect(manifests.get('DaemonSet agent')).toHaveProperty('spec.template.spec', expect.objectContaining({
    hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet',
  }));
  expect(findings).toEqual(['info network-policy-holds at shop/agent', 'info rule-left at shop/agent']);
});

test('two agents that want one port of the node are told', () => {
  const { findings } = tree((shop) => {
    for (const name of ['first', 'second']) {
      new DaemonAgent(shop, name, {
        image: 'agent:1.0.0',
        port: 9100,
        hostNetwork: true,
        networkIsolation: false,
        because: { hostNetwork: 'it measures the network' },
      });
    }
  });

  expect(findings.filter((finding) => !finding.startsWith('info'))).toEqual(['warning host-ports-free at shop/second']);
});

test('access is a role, a token, and a way to the API server, in the order in which they are applied', () => {
  const { manifests, findings } = tree((shop) => new Task(shop, 'load', {
    image: 'load:1.0.0', access: [{ read: ['configmaps'] }, { read: ['nodes'], in: 'cluster' }],
  }));

  expect([...manifests.keys()].map((name) => name.replace(/-[0-9a-f]{8}$/, ''))).toEqual([
    'ServiceAccount load', 'Role load', 'RoleBinding load', 'ClusterRole shop.load', 'ClusterRoleBinding shop.load',
    'NetworkPolicy load', 'Job load',
  ]);
  expect(manifests.get('ClusterRole shop.load')).not.toHaveProperty('metadata.namespace');
  expect(manifests.get('ServiceAccount load')).toHaveProperty('automountServiceAccountToken', false);
  expect([...manifests.values()].at(-1)).toHaveProperty('spec.template.spec.automountServiceAccountToken', true);
  expect(manifests.get('NetworkPolicy load')).toHaveProperty('spec.egress[1]', {
    to: [{ ipBlock: { cidr: '10.0.0.1/32' } }], ports: [{ port: 6443, protocol: 'TCP' }],
  });
  expect(findings).toEqual([]);
});

test('other name servers are let through in both protocols', () => {
  const { manifests } = tree((shop) => new WebService(shop, 'api', {
    image: 'api:1.0.0', port: 8080, dnsPolicy: 'None', dnsConfig: { nameservers: ['10.9.9.9'] },
  }));

  expect(manifests.get('NetworkPolicy api')).toHaveProperty('spec.egress[1]', {
    to: [{ ipBlock: { cidr: '10.9.9.9/32' } }],
    ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
  });
});

test('pods run near a workload of another namespace, by its labels there', () => {
  const app = new App();
  const target = house.target('prod');
  const orders = new WebService(new Application(app, 'bank', { target }), 'orders', { image: 'o:1', port: 8080 });
  const api = new WebService(new Application(app, 'shop', { target }), 'api', {
    image: 'api:1.0.0', port: 8080, near: [orders], podSecurity: { fsGroup: 2000 }, user: 999,
  });

  const spec = 'spec.template.spec';
  const deployment: unknown = api.object('Deployment').toJson();
  expect(deployment).toHaveProperty(`${spec}.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution`, [{
    weight: 100,
    podAffinityTerm: {
      labelSelector: { matchLabels: { 'charthouse.dev/workload': 'orders' } },
      namespaces: ['bank'],
      topologyKey: 'kubernetes.io/hostname',
    },
  }]);
  expect(deployment).toHaveProperty(`${spec}.securityContext`, {
    fsGroup: 2000,
    fsGroupChangePolicy: 'OnRootMismatch',
    runAsGroup: 999,
    runAsNonRoot: true,
    runAsUser: 999,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(app.findings()).toEqual([]);
});
