import { probePortExists } from '../../lib/checks/probe-port-exists';
import { expectFindings, expectNothing, findingsOf, pod, workload } from './tree';

const ports = [{ name: 'http', containerPort: 8080 }];

describe('a probe of a named port', () => {
  test('is fine where its container declares the name', () => {
    const container = {
      ports,
      readinessProbe: { httpGet: { port: 'http' } },
      lifecycle: { preStop: { httpGet: { port: 'http', path: '/drain' } } },
    };
    expectNothing(probePortExists, [workload('api', { container })]);
  });

  test('is reported where its container does not declare the name', () => {
    const container = { ports, readinessProbe: { httpGet: { port: 'health' } } };
    expectFindings(probePortExists, [workload('api', { container })], [{
      path: 'shop/api',
      rule: 'probe-port-exists',
      severity: 'error',
      field: 'spec.template.spec.containers[main].readinessProbe.httpGet.port',
      value: 'health',
      message: "container main has no port named 'health'; it has http",
      fix: 'name one of its ports, or write the number without quotes (charthouse: leave the port out of the probe)',
    }]);
  });

  test('does not find the ports of other containers', () => {
    const found = findingsOf(probePortExists, [workload('api', {
      container: { readinessProbe: { tcpSocket: { port: 'http' } } },
      pod: { initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports }] },
    })]);
    expect(found.map(({ message }) => message)).toEqual([
      "container main has no port named 'http'; it has no named one",
    ]);
  });

  test('is reported for a hook, and for a number in quotes', () => {
    const container = { ports, lifecycle: { preStop: { httpGet: { port: '8080' } } } };
    expect(findingsOf(probePortExists, [pod('tool', { container })]).map(({ field, value }) => [field, value]))
      .toEqual([['spec.containers[main].lifecycle.preStop.httpGet.port', '8080']]);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(probePortExists, [workload('a', { container: { startupProbe: { httpGet: 'x' }, lifecycle: [] } })]);
  });
});
