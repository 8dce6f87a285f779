import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { ports } from '../../lib/patterns/ports';
import { expectRefused } from './support/errors';
import { agent, store } from './support/facts';

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
});
