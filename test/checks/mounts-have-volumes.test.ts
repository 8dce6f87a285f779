import { mountsHaveVolumes } from '../../lib/checks/mounts-have-volumes';
import { expectFindings, expectNothing, findingsOf, workload } from './tree';

const mounting = { volumeMounts: [{ name: 'data', mountPath: '/data' }] };

describe('a volume mount', () => {
  test('is fine where the pod has the volume', () => {
    expectNothing(mountsHaveVolumes, [
      workload('api', { container: mounting, pod: { volumes: [{ name: 'data', emptyDir: {} }] } }),
    ]);
  });

  test('is fine where the StatefulSet makes a claim for it', () => {
    const spec = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] };
    expectNothing(mountsHaveVolumes, [workload('store', { kind: 'StatefulSet', container: mounting, spec })]);
  });

  test('is reported where nothing has that name', () => {
    const api = workload('api', { container: mounting, pod: { volumes: [{ name: 'tmp' }, { name: 'cache' }] } });
    expectFindings(mountsHaveVolumes, [api], [{
      path: 'shop/api',
      rule: 'mounts-have-volumes',
      severity: 'error',
      field: 'spec.template.spec.containers[main].volumeMounts[/data].name',
      value: 'data',
      message: "the pod has no volume 'data'; it has tmp, cache",
      fix: "add a volume 'data' to the pod, or remove the mount (charthouse: `volumes`, `writable`)",
    }]);
  });

  test('is judged in init containers, and as a device', () => {
    const initContainers = [{ name: 'first', volumeDevices: [{ name: 'disk', devicePath: '/dev/x' }] }];
    expect(findingsOf(mountsHaveVolumes, [workload('api', { pod: { initContainers } })]).map(({ field }) => field))
      .toEqual(['spec.template.spec.initContainers[first].volumeDevices[/dev/x].name']);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(mountsHaveVolumes, [
      workload('api', { container: { volumeMounts: [{}, null, 'x'] }, pod: { volumes: 3 } }),
    ]);
  });
});
