import { servicePortExists } from '../../lib/checks/service-port-exists';
import { expectFindings, expectNothing, findingsOf, service, workload } from './tree';

const api = workload('api', { container: { ports: [{ name: 'http', containerPort: 8080 }] } });

describe('a target port given by name', () => {
  test('is fine where the pods have it', () => {
    expectNothing(servicePortExists, [api, service('api', { ports: [{ port: 80, targetPort: 'http' }] })]);
  });

  test('is reported where they do not', () => {
    expectFindings(servicePortExists, [api, service('api', { ports: [{ port: 80, targetPort: 'web' }] })], [{
      path: 'shop/api',
      rule: 'service-port-exists',
      severity: 'error',
      field: 'spec.ports[80].targetPort',
      value: 'web',
      message: "the pods of Deployment shop/api declare no TCP port named 'web'; they declare http",
      fix: 'name one of their ports, or write the number without quotes (charthouse: `port`)',
    }]);
  });

  test('is reported where one of several workloads lacks it, and for another protocol', () => {
    const canary = workload('canary', { labels: { app: 'api' } });
    expect(findingsOf(servicePortExists, [api, canary, service('api', { ports: [{ port: 80, targetPort: 'http' }] })])
      .map(({ message }) => message))
      .toEqual(["the pods of Deployment shop/canary declare no TCP port named 'http'; they declare no named one"]);
    const udp = service('api', { ports: [{ port: 80, targetPort: 'http', protocol: 'UDP' }] });
    expect(findingsOf(servicePortExists, [api, udp])).toHaveLength(1);
  });

  test('is reported for a number in quotes', () => {
    expect(
      findingsOf(servicePortExists, [api, service('api', { ports: [{ port: 80, targetPort: '8080' }] })]),
    ).toHaveLength(1);
  });

  test('is not judged without pods, nor where there is no selector', () => {
    const ports = [{ port: 80, targetPort: 'web' }];
    expectNothing(servicePortExists, [service('api', { ports }), service('none', { selector: undefined, ports })]);
    expectNothing(servicePortExists, [api, service('api', { type: 'ExternalName', ports })]);
  });
});
