import { storeStatesUser } from '../../lib/checks/store-states-user';
import { expectFindings, expectNothing, findingsOf, workload, type WorkloadParts } from './tree';

const claims = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] };
const store = (parts: WorkloadParts = {}): ReturnType<typeof workload> =>
  workload('orders', { kind: 'StatefulSet', spec: claims, ...parts });

describe('a store', () => {
  test('is reported where its pods state no user', () => {
    expectFindings(storeStatesUser, [store()], [{
      path: 'shop/orders',
      rule: 'store-states-user',
      severity: 'warning',
      field: 'spec.template.spec.securityContext.runAsUser',
      value: ['main'],
      message: 'main runs as whoever the image says, who may not be allowed to write to a new volume: '
        + 'that belongs to root',
      fix: "state the number of the image's user, and with it the group of the volume (charthouse: `user: 999`)",
    }]);
  });

  test('is fine where the pod states its user, or each container that runs does', () => {
    expectNothing(storeStatesUser, [store({ pod: { securityContext: { runAsUser: 999 } } })]);
    expectNothing(storeStatesUser, [store({ container: { securityContext: { runAsUser: 0 } } })]);
  });

  test('is reported for the sidecar that states none, and not for an init container', () => {
    const container = { securityContext: { runAsUser: 999 } };
    const initContainers = [{ name: 'proxy', restartPolicy: 'Always' }, { name: 'first' }];
    expect(findingsOf(storeStatesUser, [store({ container, pod: { initContainers } })]).map(({ value }) => value))
      .toEqual([['proxy']]);
  });

  test('is fine where it keeps nothing, and where it is no StatefulSet', () => {
    expectNothing(storeStatesUser, [store({ spec: {} }), workload('api', { spec: claims })]);
    expectNothing(storeStatesUser, [store({ kind: 'StatefulSet', apiVersion: 'apps.example.com/v1' })]);
  });

  test('is fine where admission sets the user of each pod', () => {
    expectNothing(storeStatesUser, [store()], { platform: { assignsUsers: true } });
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(storeStatesUser, [store({ spec: { volumeClaimTemplates: 'none' } })]);
    expect(findingsOf(storeStatesUser, [store({ pod: { securityContext: { runAsUser: '999' } } })])).toHaveLength(1);
  });
});
