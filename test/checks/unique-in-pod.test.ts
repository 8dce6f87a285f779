import { uniqueInPod } from '../../lib/checks/unique-in-pod';
import { expectFindings, expectNothing, findingsOf, workload, type Fields } from './tree';

const found = (container: Fields, pod: Fields = {}): readonly unknown[] =>
  findingsOf(uniqueInPod, [workload('api', { container, pod })]).map(({ message }) => message);

describe('the names in a pod', () => {
  test('are fine where each is there once', () => {
    expectNothing(uniqueInPod, [workload('api', {
      container: {
        env: [{ name: 'A' }, { name: 'a' }],
        ports: [{ name: 'dns', containerPort: 53 }, { name: 'dns-udp', containerPort: 53, protocol: 'UDP' }],
        volumeMounts: [{ name: 'data', mountPath: '/a' }, { name: 'data', mountPath: '/b' }],
      },
      pod: { initContainers: [{ name: 'first', env: [{ name: 'A' }] }], volumes: [{ name: 'data' }] },
    })]);
  });

  test('are reported where a variable is there twice', () => {
    expectFindings(uniqueInPod, [workload('api', { container: { env: [{ name: 'A' }, { name: 'A' }] } })], [{
      path: 'shop/api',
      rule: 'unique-in-pod',
      severity: 'error',
      field: 'spec.template.spec.containers[main].env[A]',
      value: 'A',
      message: 'variable A is there twice',
      fix: 'rename or remove one variable A',
    }]);
  });

  test.each<[string, Fields, Fields, string]>([
    ['containers', {}, { initContainers: [{ name: 'main' }] }, 'container name main is there twice'],
    ['volumes', {}, { volumes: [{ name: 'v' }, { name: 'v' }] }, 'volume name v is there twice'],
    ['mount paths', { volumeMounts: [{ name: 'a', mountPath: '/x' }, { name: 'b', mountPath: '/x' }] }, {},
      'mount path /x is there twice'],
    ['port names', { ports: [{ name: 'p', containerPort: 1 }, { name: 'p', containerPort: 2 }] }, {},
      'port name p is there twice'],
    ['port numbers', { ports: [{ name: 'p', containerPort: 1 }, { name: 'q', containerPort: 1 }] }, {},
      'port 1/TCP is there twice'],
  ])('are reported for %s', (_case, container, pod, message) => {
    expect(found(container, pod)).toEqual([message]);
  });

  test('may be missing, or of any shape, in a foreign manifest', () => {
    expect(
      found(
        { env: [{}, {}, null], ports: [{}, {}, { name: 1 }, { name: 1 }], volumeMounts: 'x' },
        { volumes: [[], []] },
      ),
    ).toEqual([]);
  });
});
