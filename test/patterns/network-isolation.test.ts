import { external, generic, peer, type PlatformProps } from 'charthouse';
import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { ConnectionRegister } from '../../lib/model/connections';
import type { Endpoint, WorkloadEndpoint } from '../../lib/model/endpoint';
import { render, yamlViewpoint } from '../../lib/model/render';
import type { WorkloadFacts } from '../../lib/patterns/facts';
import { networkIsolation } from '../../lib/patterns/network-isolation/network-isolation';
import { expectRefused } from './support/errors';
import { listening, on } from './support/facts';

const dns = {
  to: [{
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  }],
  ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
};
const http = { port: 8080, protocol: 'TCP' };

function endpoint(name: string, namespace = 'shop'): WorkloadEndpoint {
  return {
    kind: 'workload', path: `${namespace}/${name}`, name, namespace, cluster: 'test',
    selector: { 'charthouse.dev/workload': name }, ports: [{ port: 80, podPort: 8080, protocol: 'TCP' }],
  };
}

function connected(...pairs: readonly (readonly [WorkloadEndpoint, Endpoint])[]): DraftPatternOptions['facts'] {
  const connections = new ConnectionRegister();
  for (const [from, to] of pairs) connections.add({ from, to, via: 'a test' });
  return { connections };
}

function policyOf(settings: object = {}, options: DraftPatternOptions = {}): Readonly<Record<string, unknown>> {
  const { objects } = draftPattern(networkIsolation, { others: listening, ...options, settings: { ...settings } });
  expect(objects.map(({ kind }) => kind)).toEqual(['NetworkPolicy']);
  return objects[0]?.body['spec'] as Readonly<Record<string, unknown>>;
}

const network = (given: Partial<PlatformProps['network']>): DraftPatternOptions =>
  ({ facts: on({ network: { ...generic().network, ...given } }) });

describe('network isolation', () => {
  test('lets nothing in, and nothing out but DNS', () => {
    expect(policyOf()).toEqual({
      podSelector: { matchLabels: { 'charthouse.dev/workload': 'api' } },
      policyTypes: ['Ingress', 'Egress'],
      egress: [dns],
    });
  });

  test('lets in those who connect, by the port of the pods and not of the Service', () => {
    const facts = connected([endpoint('web'), endpoint('api')], [endpoint('mailer'), endpoint('api')]);
    expect(policyOf({}, { facts })).toHaveProperty('ingress', [{
      from: [
        { podSelector: { matchLabels: { 'charthouse.dev/workload': 'mailer' } } },
        { podSelector: { matchLabels: { 'charthouse.dev/workload': 'web' } } },
      ],
      ports: [http],
    }]);
  });

  test('names the namespace of a caller from another one beside its labels', () => {
    const facts = connected([endpoint('web', 'bank'), endpoint('api')]);
    expect(policyOf({}, { facts })).toHaveProperty('ingress.0.from', [{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bank' } },
      podSelector: { matchLabels: { 'charthouse.dev/workload': 'web' } },
    }]);
  });

  test('hears of a caller that comes later', () => {
    const facts = connected();
    const drafted = draftPattern(networkIsolation, { facts, others: listening });
    expect(drafted.objects[0]?.body).not.toHaveProperty('spec.ingress');
    const place = { path: 'shop/api', namespace: 'shop', cluster: 'test', statedBy: () => undefined };
    const known = { ...on({}), ...facts, ...place } as WorkloadFacts;
    const settings = { networkIsolation: { egressAnywhere: false } };
    const [policy] = networkIsolation.emit(drafted.draft, settings, known);
    facts?.connections?.add({ from: endpoint('web'), to: endpoint('api'), via: 'later' });
    expect(render(policy?.body, yamlViewpoint('shop/api', 'shop'))).toHaveProperty('spec.ingress.length', 1);
  });

  test('lets out to the callee, one rule each, and DNS always', () => {
    const facts = connected([endpoint('api'), endpoint('orders')], [endpoint('api'), endpoint('carts')]);
    expect(policyOf({}, { facts })).toHaveProperty('egress', [
      dns,
      { to: [{ podSelector: { matchLabels: { 'charthouse.dev/workload': 'carts' } } }], ports: [http] },
      { to: [{ podSelector: { matchLabels: { 'charthouse.dev/workload': 'orders' } } }], ports: [http] },
    ]);
  });

  test('lets out to a peer by its namespace, to a range as it is, to a host as any public address', () => {
    const podLabels = { app: 'nats' };
    const { endpoint: bus } = peer({ namespace: 'bus', name: 'nats', port: 4222, podPort: 14222, podLabels });
    const facts = connected(
      [endpoint('api'), bus],
      [endpoint('api'), external({ cidr: '10.9.0.0/16', port: 6379 }).endpoint],
      [endpoint('api'), external({ host: 'time.example.net', port: 123, protocol: 'UDP' }).endpoint],
    );
    expect(policyOf({}, { facts })).toHaveProperty('egress', [
      dns,
      { to: [{ ipBlock: { cidr: '10.9.0.0/16' } }], ports: [{ port: 6379, protocol: 'TCP' }] },
      {
        to: [{ ipBlock: { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16']) } }],
        ports: [{ port: 123, protocol: 'UDP' }],
      },
      {
        to: [{
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bus' } },
          podSelector: { matchLabels: { app: 'nats' } },
        }],
        ports: [{ port: 14222, protocol: 'TCP' }],
      },
    ]);
  });

  test.each([
    [{ workload: 'console' }, { podSelector: { matchLabels: { 'charthouse.dev/workload': 'console' } } }],
    [{ namespace: 'admin' }, {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'admin' } }, podSelector: { matchLabels: {} },
    }],
    [{ podLabels: { app: 'x' } }, { podSelector: { matchLabels: { app: 'x' } } }],
    [{ cidr: '10.0.0.0/8' }, { ipBlock: { cidr: '10.0.0.0/8' } }],
  ])('lets in a caller from elsewhere: %j', (allowed, from) => {
    expect(policyOf({ allowFrom: [allowed] })).toHaveProperty('ingress', [{ from: [from], ports: [http] }]);
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.containers('main').add('ports', 'admin', { containerPort: 9000 });
    };
    expect(policyOf({ allowFrom: [{ ...allowed, ports: [9000] }] }, { others }))
      .toHaveProperty('ingress', [{ from: [from], ports: [{ port: 9000, protocol: 'TCP' }] }]);
  });

  test('lets callers in by the protocol that the port is declared with', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.containers('main').add('ports', 'dns', { containerPort: 5300, protocol: 'UDP' });
      draft.containers('main').add('ports', 'both', { containerPort: 8080, protocol: 'UDP' });
      draft.add('allowedCallers', 'injected', { from: { podSelector: {} }, ports: [15_020] });
    };
    const ports = (number: number): unknown =>
      policyOf({ allowFrom: [{ namespace: 'x', ports: [number] }] }, { others });
    expect(ports(5300)).toHaveProperty('ingress.0.ports', [{ port: 5300, protocol: 'UDP' }]);
    expect(ports(8080)).toHaveProperty('ingress.0.ports', [http, { port: 8080, protocol: 'UDP' }]);
    // A pattern may know of a port that no container declares.
    expect(ports(5300)).toHaveProperty('ingress.1.ports', [{ port: 15_020, protocol: 'TCP' }]);
  });

  test('is refused callers of a port, or of a workload, that nobody listens on', () => {
    expectRefused(() => policyOf({ allowFrom: [{ cidr: '10.0.0.0/8' }, { ports: [8080, 9000] }] }),
      { field: 'allowFrom[1].ports[1]', value: 9000 });
    expectRefused(() => policyOf({ allowFrom: [{ namespace: 'ops' }] }, { others: () => undefined }),
      { field: 'allowFrom[0]', value: { namespace: 'ops' } });
  });

  test('lets in what other patterns ask for, on their ports', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.add('allowedCallers', 'edge', { from: { podSelector: {} }, ports: [8080] });
    };
    expect(policyOf({}, { others })).toHaveProperty('ingress', [{ from: [{ podSelector: {} }], ports: [http] }]);
  });

  test('asks NodeLocal DNSCache by its address, and OpenShift by its port', () => {
    const cache = { dns: { to: [{ cidr: '169.254.20.10/32' }], ports: [53] } };
    expect(policyOf({}, network(cache))).toHaveProperty('egress.0.to', [{ ipBlock: { cidr: '169.254.20.10/32' } }]);
    const other = { dns: { to: [{ namespaceLabels: { name: 'openshift-dns' } }], ports: [5353] } };
    expect(policyOf({}, network(other))).toHaveProperty('egress.0.ports', [
      { port: 5353, protocol: 'UDP' }, { port: 5353, protocol: 'TCP' },
    ]);
  });

  test("lets the kubelet's probes in where the network holds them back, and only where something listens", () => {
    const probesFrom = network({ probesFrom: [{ cidr: '10.1.0.0/16' }] });
    expect(policyOf({}, probesFrom))
      .toHaveProperty('ingress', [{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [http] }]);
    expect(policyOf({}, { ...probesFrom, others: () => undefined })).not.toHaveProperty('ingress');
  });

  test('lets the pods of a store talk to each other, where they are said to know of each other', () => {
    const among = [{ podSelector: { matchLabels: { 'charthouse.dev/workload': 'api' } } }];
    const policy = policyOf({ topology: 'peers' });
    expect(policy).toHaveProperty('ingress', [{ from: among, ports: [http] }]);
    expect(policy).toHaveProperty('egress', [dns, { to: among, ports: [http] }]);
  });

  test('lets everything out where that is stated, and nothing more in', () => {
    const policy = policyOf({ networkIsolation: { egressAnywhere: true } });
    expect(policy).toHaveProperty('egress', [{}]);
    expect(policy).not.toHaveProperty('ingress');
  });

  test('is off by false', () => {
    expect(draftPattern(networkIsolation, { settings: { networkIsolation: false } }).objects).toEqual([]);
  });

  test('selects by the labels that an adopted workload has', () => {
    expect(policyOf({}, { facts: { selector: { app: 'old' } } }))
      .toHaveProperty('podSelector', { matchLabels: { app: 'old' } });
  });

  test('is refused a range that is none', () => {
    expectRefused(() => policyOf({ allowFrom: [{ cidr: '10.0.0.0' }] }),
      { field: 'settings.allowFrom[0].cidr', value: '10.0.0.0' });
  });

  test('lets a host be reached by IPv6 as well where the platform says which ranges of it are not public', () => {
    const externalHosts = { ...generic().network.externalHosts, exceptIPv6: ['fc00::/7', '2001:db8::/32'] };
    const facts = connected([endpoint('api'), external({ host: 'pay.example.net', port: 443 }).endpoint]);
    const policy = policyOf({}, { facts: { ...network({ externalHosts }).facts, ...facts } });
    expect(policy).toHaveProperty('egress.1.to', [
      { ipBlock: { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8']) } },
      { ipBlock: { cidr: '::/0', except: ['fc00::/7', '2001:db8::/32'] } },
    ]);
  });

  test('lets in a range of addresses without a part of it, and namespaces by their labels', () => {
    const allowFrom = [
      { cidr: '2001:db8::/32', except: ['2001:db8:9::/48'] },
      { namespaceLabels: { team: 'billing' }, podLabels: { app: 'web' } },
    ];
    expect(policyOf({ allowFrom })).toHaveProperty('ingress', [
      { from: [{ ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:9::/48'] } }], ports: [http] },
      {
        from: [{
          namespaceSelector: { matchLabels: { team: 'billing' } }, podSelector: { matchLabels: { app: 'web' } },
        }],
        ports: [http],
      },
    ]);
  });

  test('lets in to a range of ports, which no container needs to declare', () => {
    const range = { port: 30_000, endPort: 30_100 };
    const allowFrom = [{ namespace: 'calls', ports: [8080, { ...range, protocol: 'UDP' }] }];
    expect(policyOf({ allowFrom })).toHaveProperty('ingress.0.ports', [http, { ...range, protocol: 'UDP' }]);
    expect(policyOf({ allowFrom: [{ namespace: 'calls', ports: [range] }] }, { others: () => undefined }))
      .toHaveProperty('ingress.0.ports', [{ ...range, protocol: 'TCP' }]);
  });

  test('lets in whom another pattern means by the name of a port, and anybody where it names nobody', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.containers('main').add('ports', 'admin', { containerPort: 9000, protocol: 'TCP' });
      draft.add('allowedCallers', 'edge', { from: { podSelector: {} }, ports: ['admin', 'http'] });
      draft.add('allowedCallers', 'balancer', { ports: [8080] });
    };
    expect(policyOf({}, { others })).toHaveProperty('ingress', [
      { from: [{ podSelector: {} }], ports: [{ port: 9000, protocol: 'TCP' }, http] },
      { ports: [http] },
    ]);
  });

  test('lets in whoever sends in the stead of a caller, and lets that caller out to nobody', () => {
    const edge = { namespaceSelector: { matchLabels: { name: 'edge' } } };
    const connections = new ConnectionRegister();
    connections.add({ from: endpoint('web'), to: endpoint('api'), via: 'exposure', sentBy: [edge] });
    connections.add({ from: endpoint('api'), to: endpoint('canary'), via: 'exposure', sentBy: [edge] });
    connections.add({ from: endpoint('mailer'), to: endpoint('api'), via: 'env' });
    const policy = policyOf({}, { facts: { connections } });
    expect(policy).toHaveProperty('ingress', [
      { from: [edge, { podSelector: { matchLabels: { 'charthouse.dev/workload': 'mailer' } } }], ports: [http] },
    ]);
    expect(policy).toHaveProperty('egress', [dns]);
  });

  test('lets nobody in where an edge from which nobody comes would send', () => {
    const connections = new ConnectionRegister();
    connections.add({ from: endpoint('web'), to: endpoint('api'), via: 'exposure', sentBy: [] });
    expect(policyOf({}, { facts: { connections } })).not.toHaveProperty('ingress');
  });

  test("says nothing of a house's callers where nobody listens, or not on those ports", () => {
    const ofHouse = { statedBy: () => undefined };
    const allowFrom = [{ namespace: 'monitoring', ports: [9090] }, { namespace: 'ops' }];
    expect(policyOf({ allowFrom }, { facts: ofHouse, others: () => undefined })).not.toHaveProperty('ingress');
    expect(policyOf({ allowFrom }, { facts: ofHouse })).toHaveProperty('ingress', [
      { from: [expect.objectContaining({ namespaceSelector: expect.anything() })], ports: [http] },
    ]);
  });

  test('is refused a caller who is two, and ranges that are none', () => {
    const refused = (caller: object, facts: Parameters<typeof expectRefused>[1]): void => {
      expectRefused(() => policyOf({ allowFrom: [caller] }), facts);
    };
    refused({ cidr: '10.0.0.0/8', namespace: 'ops' }, { field: 'allowFrom[0].namespace', value: 'ops' });
    refused({ namespace: 'ops', namespaceLabels: { a: 'b' } }, { field: 'allowFrom[0].namespaceLabels' });
    refused({ cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] }, { field: 'allowFrom[0].except[0]', value: '11.0.0.0/16' });
    refused({ except: ['10.0.0.0/8'] }, { field: 'allowFrom[0].except[0]' });
    refused({ ports: [{ port: 9, endPort: 8 }] }, { field: 'allowFrom[0].ports[0]', value: { port: 9, endPort: 8 } });
    refused({ ports: [{ port: 9 }] }, { field: 'allowFrom[0].ports[0]' });
  });
});
