import { serviceTargetExists } from '../../lib/checks/service-target-exists';
import { expectFindings, expectNothing, findingsOf, object, pod, service, workload } from './tree';

describe('a Service with a selector', () => {
  test('is fine where it selects pods of the tree', () => {
    expectNothing(serviceTargetExists, [workload('api'), service('api'), pod('tool'), service('tool')]);
  });

  test('is reported where it selects none', () => {
    expectFindings(serviceTargetExists, [workload('web'), service('api', { selector: { app: 'api', tier: 'x' } })], [{
      path: 'shop/api',
      rule: 'service-target-exists',
      severity: 'warning',
      field: 'spec.selector',
      value: 'app=api,tier=x',
      message: 'the selector app=api,tier=x selects no pods of the tree in namespace shop',
      fix: "write the labels of the workload's pod template, in its namespace "
        + '(charthouse: a workload with a `port` brings its own Service)',
    }]);
  });

  test('is reported where the pods are in another namespace', () => {
    expect(findingsOf(serviceTargetExists, [workload('api', { namespace: 'other' }), service('api')])).toHaveLength(1);
  });

  test('may select one pod of a store, by the label that its controller writes', () => {
    const one = (name: string): object => ({ app: 'db', 'statefulset.kubernetes.io/pod-name': name });
    const store = workload('db', { kind: 'StatefulSet' });
    expectNothing(serviceTargetExists, [
      store, service('db-0', { selector: one('db-0') }),
      service('first', { selector: { app: 'db', 'apps.kubernetes.io/pod-index': '0' } }),
    ]);
    expect(findingsOf(serviceTargetExists, [store, service('dbs-0', { selector: one('dbs-0') })])).toHaveLength(1);
    const deployed = [workload('db'), service('db-0', { selector: one('db-0') })];
    expect(findingsOf(serviceTargetExists, deployed)).toHaveLength(1);
  });

  test('is another matter without a selector, as an ExternalName, or of another group', () => {
    expectNothing(serviceTargetExists, [
      service('a', { selector: undefined }), service('b', { type: 'ExternalName' }), service('c', { selector: 'app' }),
      object('d', { apiVersion: 'serving.knative.dev/v1', kind: 'Service', spec: { selector: { app: 'x' } } }),
    ]);
  });
});
