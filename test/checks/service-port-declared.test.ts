import { servicePortDeclared } from '../../lib/checks/service-port-declared';
import { expectFindings, expectNothing, findingsOf, service, workload } from './tree';

const api = workload('api', {
  container: { ports: [{ containerPort: 8080 }, { containerPort: 53, protocol: 'UDP' }] },
});

describe('a target port given by number', () => {
  test('is fine where the pods declare it', () => {
    expectNothing(servicePortDeclared, [api, service('api', { ports: [
      { port: 80, targetPort: 8080 }, { port: 8080 }, { port: 53, protocol: 'UDP', targetPort: 0 },
    ] })]);
  });

  test('is reported where they do not', () => {
    expectFindings(
      servicePortDeclared,
      [api, service('api', { ports: [{ name: 'http', port: 80, targetPort: 8081 }] })],
      [
        {
          path: 'shop/api',
          rule: 'service-port-declared',
          severity: 'warning',
          field: 'spec.ports[http].targetPort',
          value: 8081,
          message: 'the pods of Deployment shop/api declare no TCP port 8081; they declare 8080, 53',
          fix: 'correct targetPort, or declare containerPort 8081 (charthouse: `port`)',
        },
      ],
    );
  });

  test('is the port itself where none is said, and goes by its protocol', () => {
    const ports = [{ port: 9090 }, { port: 53 }];
    expect(findingsOf(servicePortDeclared, [api, service('api', { ports })]).map(({ field, value }) => [field, value]))
      .toEqual([['spec.ports[53].port', 53], ['spec.ports[9090].port', 9090]]);
  });

  test('must be declared by a container that keeps running', () => {
    const init = (restartPolicy?: string): ReturnType<typeof workload> =>
      workload('api', { pod: { initContainers: [{ name: 'x', restartPolicy, ports: [{ containerPort: 1 }] }] } });
    expectNothing(servicePortDeclared, [init('Always'), service('api', { ports: [{ port: 1 }] })]);
    expect(findingsOf(servicePortDeclared, [init(), service('api', { ports: [{ port: 1 }] })])).toHaveLength(1);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(servicePortDeclared, [api, service('api', { ports: [null, {}, { targetPort: {} }, 'http'] })]);
  });
});
