import { probePortDeclared } from '../../lib/checks/probe-port-declared';
import { expectFindings, expectNothing, workload } from './tree';

const ports = [{ name: 'http', containerPort: 8080 }];

describe('a probe of a number', () => {
  test('is fine where its container declares the port', () => {
    expectNothing(probePortDeclared, [
      workload('api', { container: { ports, readinessProbe: { tcpSocket: { port: 8080 } } } }),
    ]);
  });

  test('is fine where a sidecar declares the port', () => {
    expectNothing(probePortDeclared, [workload('api', {
      container: { readinessProbe: { httpGet: { port: 8080 } } },
      pod: { initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports }] },
    })]);
  });

  test('is reported where no container declares the port', () => {
    const api = workload('api', { container: { ports, livenessProbe: { grpc: { port: 9090 } } } });
    expectFindings(probePortDeclared, [api], [{
      path: 'shop/api',
      rule: 'probe-port-declared',
      severity: 'warning',
      field: 'spec.template.spec.containers[main].livenessProbe.grpc.port',
      value: 9090,
      message: 'no container of the pod declares port 9090; they declare 8080',
      fix: 'correct the number, or declare containerPort 9090 (charthouse: `port`)',
    }]);
  });

  test('of another host is none of our ports', () => {
    const handler = { httpGet: { port: 80, host: 'example.com' } };
    expectNothing(probePortDeclared, [workload('api', { container: { lifecycle: { postStart: handler } } })]);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(probePortDeclared, [
      workload('a', {
        container: { startupProbe: { httpGet: { port: null }, exec: {} }, livenessProbe: 'yes', ports: 1 },
      }),
    ]);
  });
});
