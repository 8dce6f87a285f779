import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { ports } from '../../lib/patterns/ports/ports';
import { expectRefused } from './support/errors';
import { agent, on, plainPlatform, store } from './support/facts';

const selector = { 'charthouse.dev/workload': 'api' };
const tried = (settings: object, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(ports, { ...options, settings: { ...settings } });
const serviceOf = (settings: object): unknown => tried(settings).objects[0]?.body;

describe('ports', () => {
  test('are none, and there is no Service, where nothing is said', () => {
    expect(tried({}).container).toEqual({ name: 'api' });
    expect(tried({}).objects).toEqual([]);
  });

  test('begin with the main port, and a Service with the same number in front, which names its target', () => {
    const { container, objects } = tried({ port: 8080 });
    expect(container['ports']).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
    expect(objects).toEqual([{
      kind: 'Service',
      role: '',
      body: {
        spec: {
          type: 'ClusterIP', selector, ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
        },
      },
    }]);
  });

  test('take another name, another port of the Service, and what is spoken', () => {
    const body = serviceOf({ port: 8080, portName: 'web', service: { port: 80, appProtocol: 'kubernetes.io/h2c' } });
    expect(body).toHaveProperty('spec.ports', [
      { name: 'web', port: 80, targetPort: 'web', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    ]);
  });

  test('go on with further ones, of which the Service may have another number or none', () => {
    const dns = { port: 5353, protocol: 'UDP', service: 53 };
    const further = { grpc: 9000, dns, gossip: { port: 7946, service: false } };
    const { container, objects } = tried({ port: 8080, ports: further });
    expect(container['ports']).toEqual([
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'grpc', containerPort: 9000, protocol: 'TCP' },
      { name: 'dns', containerPort: 5353, protocol: 'UDP' },
      { name: 'gossip', containerPort: 7946, protocol: 'TCP' },
    ]);
    expect(objects[0]?.body).toHaveProperty('spec.ports', [
      { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' },
      { name: 'grpc', port: 9000, targetPort: 'grpc', protocol: 'TCP' },
      { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
    ]);
  });

  test('keep the main port first, whatever another pattern adds', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      draft.containers('main').add('ports', 'admin', { containerPort: 9901, protocol: 'TCP' }, 'props');
    };
    expect(tried({ port: 8080 }, { others }).container).toHaveProperty('ports.0.name', 'http');
  });

  test('stand without a Service by false, and stay on the container', () => {
    const { container, objects } = tried({ port: 8080, ports: { grpc: 9000 }, service: false });
    expect(objects).toEqual([]);
    expect(container['ports']).toHaveLength(2);
  });

  test('serve an agent alike', () => {
    expect(tried({ port: 8125 }, { facts: agent }).objects.map(({ kind }) => kind)).toEqual(['Service']);
  });

  test('have a headless Service besides in front of a store, which names each pod, ready or not', () => {
    const { controller, objects } = tried({ port: 5432, portName: 'tcp' }, { facts: store });
    const servicePorts = [{ name: 'tcp', port: 5432, targetPort: 'tcp', protocol: 'TCP' }];
    expect(controller).toEqual({ serviceName: 'api-headless' });
    expect(objects).toEqual([
      { kind: 'Service', role: '', body: { spec: { type: 'ClusterIP', selector, ports: servicePorts } } },
      {
        kind: 'Service',
        role: 'headless',
        body: { spec: { clusterIP: 'None', selector, publishNotReadyAddresses: true, ports: servicePorts } },
      },
    ]);
  });

  test('leave the headless Service of a store that has no other one', () => {
    const { controller, objects } = tried({ port: 5432, service: false }, { facts: store });
    expect(controller).toEqual({ serviceName: 'api-headless' });
    expect(objects.map(({ role, body }) => [role, body])).toEqual([
      ['headless', { spec: { clusterIP: 'None', selector, publishNotReadyAddresses: true } }],
    ]);
  });

  test('are refused without a main one, with a name that is none, or with a number that is none', () => {
    expectRefused(() => tried({ ports: { grpc: 9000 } }), { field: 'port' });
    expectRefused(() => tried({ port: 8080, ports: { GRPC: 9000 } }), { field: 'ports.GRPC', value: 'GRPC' });
    expectRefused(() => tried({ port: 0 }), { field: 'settings.port', value: 0 });
  });

  test('are refused twice on a container or a Service, of which the API server takes each once', () => {
    expectRefused(() => tried({ port: 8080, ports: { admin: 8080 } }), { field: 'ports.admin', value: '8080/TCP' });
    expectRefused(() => tried({ port: 8080, service: { port: 80 }, ports: { admin: { port: 9000, service: 80 } } }),
      { field: 'ports.admin', value: '80/TCP' });
  });

  test('may have a number once for each protocol', () => {
    expect(tried({ port: 5353, ports: { udp: { port: 5353, protocol: 'UDP' } } }).container['ports']).toHaveLength(2);
  });

  test('say of the Service what Kubernetes lets it say', () => {
    const service = {
      type: 'LoadBalancer', sessionAffinity: 'ClientIP', sessionAffinityTimeoutSeconds: 600,
      externalTrafficPolicy: 'Local', internalTrafficPolicy: 'Cluster', trafficDistribution: 'PreferSameZone',
      loadBalancerClass: 'service.k8s.aws/nlb', loadBalancerSourceRanges: ['203.0.113.0/24'],
      allocateLoadBalancerNodePorts: false, publishNotReadyAddresses: true, ipFamilyPolicy: 'PreferDualStack',
      ipFamilies: ['IPv6', 'IPv4'],
    };
    const { sessionAffinityTimeoutSeconds: timeoutSeconds, ...said } = service;
    expect(serviceOf({ port: 8080, service })).toEqual({
      spec: {
        ...said, sessionAffinityConfig: { clientIP: { timeoutSeconds } }, selector,
        ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
      },
    });
  });

  test('have a name of their own in the Service, speak something each, and are reached by ports of the nodes', () => {
    const service = { type: 'NodePort', portName: 'web-service', nodePort: 30_080, appProtocol: 'http' };
    const admin = { port: 9443, appProtocol: 'https', nodePort: 30_443 };
    const { container, objects } = tried({ port: 8080, service, ports: { admin } });
    expect(container['ports']).toMatchObject([{ name: 'http' }, { name: 'admin' }]);
    expect(objects[0]?.body).toHaveProperty('spec.ports', [
      { name: 'web-service', port: 8080, targetPort: 'http', protocol: 'TCP', appProtocol: 'http', nodePort: 30_080 },
      { name: 'admin', port: 9443, targetPort: 'admin', protocol: 'TCP', appProtocol: 'https', nodePort: 30_443 },
    ]);
  });

  test('have a Service without an address, which gives all pods, where they choose among them', () => {
    expect(serviceOf({ port: 8080, service: { headless: true } })).toEqual({
      spec: {
        type: 'ClusterIP', clusterIP: 'None', selector,
        ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
      },
    });
    expect(tried({ port: 5432, service: { headless: true } }, { facts: store }).objects)
      .toMatchObject([{ role: '', body: { spec: { clusterIP: 'None' } } }, { role: 'headless' }]);
  });

  test('have addresses of the same families in front of a store and of each of its pods', () => {
    const service = { ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv4', 'IPv6'] };
    expect(tried({ port: 5432, service }, { facts: store }).objects.map(({ body }) => body))
      .toMatchObject([{ spec: service }, { spec: { ...service, clusterIP: 'None' } }]);
  });

  test('prefer pods that are near where the cluster knows how, and are refused where it does not', () => {
    const near = { port: 8080, service: { trafficDistribution: 'PreferSameNode' } };
    expect(tried(near).objects[0]?.body).toHaveProperty('spec.trafficDistribution', 'PreferSameNode');
    expectRefused(() => tried(near, { facts: on({ kubernetes: '1.33' }) }), { field: 'service.trafficDistribution' });
  });

  const callers = (service: object, facts: DraftPatternOptions['facts'] = {}): readonly unknown[] =>
    tried({ port: 8080, service, ports: { gossip: { port: 7946, service: false } } }, { facts })
      .draft.entries('allowedCallers').map(({ item }) => item);
  const ports8080 = [{ port: 8080, protocol: 'TCP' }];
  const ranges = ['203.0.113.0/24', '2001:db8::/32'];

  test('let nobody from outside in by themselves, and anybody by ports of the nodes or a load balancer', () => {
    expect(callers({})).toEqual([]);
    expect(callers({ type: 'NodePort' })).toEqual([{ ports: ports8080 }]);
    expect(callers({ type: 'LoadBalancer' })).toEqual([{ ports: ports8080 }]);
  });

  test("let in a load balancer's ranges alone where the caller's address stays, and nodes besides where not", () => {
    const fromRanges = ranges.map((cidr) => ({ from: { ipBlock: { cidr } }, ports: ports8080 }));
    const balancer = { type: 'LoadBalancer', loadBalancerSourceRanges: ranges };
    const network = { ...plainPlatform.network, nodes: [{ cidr: '10.0.0.0/24' }] };
    expect(callers({ ...balancer, externalTrafficPolicy: 'Local' })).toEqual(fromRanges);
    expect(callers(balancer)).toEqual([{ ports: ports8080 }]);
    expect(callers(balancer, on({ network })))
      .toEqual([...fromRanges, { from: { ipBlock: { cidr: '10.0.0.0/24' } }, ports: ports8080 }]);
  });

  test('leave out what a house says of other types of Services, and of none that says so itself', () => {
    const service = {
      externalTrafficPolicy: 'Local', loadBalancerClass: 'internal', allocateLoadBalancerNodePorts: false,
    };
    const options = { facts: { statedBy: () => undefined } };
    expect(tried({ port: 8080, service }, options).objects[0]?.body).toHaveProperty('spec', {
      type: 'ClusterIP', selector, ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
    });
    expectRefused(() => tried({ port: 8080, service: { externalTrafficPolicy: 'Local' } }),
      { field: 'service.externalTrafficPolicy', value: 'Local' });
  });

  test('leave out what a house says of Services with an address, where there is none', () => {
    const service = {
      headless: true, sessionAffinity: 'ClientIP', sessionAffinityTimeoutSeconds: 60, internalTrafficPolicy: 'Local',
      trafficDistribution: 'PreferClose',
    };
    const options = { facts: { statedBy: () => undefined } };
    expect(tried({ port: 8080, service }, options).objects[0]?.body).toHaveProperty('spec', {
      type: 'ClusterIP', clusterIP: 'None', selector,
      ports: [{ name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' }],
    });
  });
});
