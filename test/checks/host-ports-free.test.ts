import { hostPortsFree } from '../../lib/checks/host-ports-free';
import { expectFindings, expectNothing, findingsOf, workload, type WorkloadParts } from './tree';

const dns = { ports: [{ containerPort: 53, hostPort: 53, protocol: 'UDP' }] };
const agent = (name: string, parts: WorkloadParts = {}): ReturnType<typeof workload> =>
  workload(name, { kind: 'DaemonSet', container: dns, ...parts });
const onHost = { hostNetwork: true };

describe('ports of the nodes', () => {
  test('are reported where two agents take one', () => {
    expectFindings(hostPortsFree, [agent('dns'), agent('cache')], [{
      path: 'shop/dns',
      rule: 'host-ports-free',
      severity: 'warning',
      field: 'spec.template.spec.containers[main].ports',
      value: '53/UDP',
      message: 'port 53/UDP of the node is taken by DaemonSet shop/cache too',
      fix: 'let one of the two take another port, or keep them apart by nodeSelector',
    }]);
  });

  test("are all that a container declares on the node's network", () => {
    const container = { ports: [{ containerPort: 53, protocol: 'UDP' }] };
    expect(findingsOf(hostPortsFree, [agent('dns'), agent('cache', { container, pod: onHost })])).toHaveLength(1);
    expectNothing(hostPortsFree, [agent('dns'), agent('cache', { container })]);
  });

  test('are different ones for another number or protocol, and may be taken by another workload', () => {
    const tcp = { ports: [{ containerPort: 53, hostPort: 53 }] };
    const other = { ports: [{ containerPort: 53, hostPort: 54, protocol: 'UDP' }] };
    expectNothing(hostPortsFree,
      [agent('dns'), agent('tcp', { container: tcp }), agent('other', { container: other })]);
    expectNothing(hostPortsFree, [agent('dns'), agent('once', { kind: 'Deployment' })]);
  });

  test('are not shared where node selectors keep the two apart, or an affinity may', () => {
    const on = (nodeSelector: object): WorkloadParts => ({ pod: { nodeSelector } });
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } };
    expectNothing(hostPortsFree, [agent('dns', on({ zone: 'a' })), agent('cache', on({ zone: 'b' }))]);
    expectNothing(hostPortsFree, [agent('dns', { pod: { affinity } }), agent('cache')]);
    expect(findingsOf(hostPortsFree, [agent('dns', on({ zone: 'a' })), agent('cache', on({ disk: 'ssd' }))]))
      .toHaveLength(1);
  });

  test('are not shared at two addresses of a node', () => {
    const at = (name: string, hostIP: string): ReturnType<typeof agent> =>
      agent(name, { container: { ports: [{ containerPort: 53, hostPort: 53, hostIP }] } });
    expectNothing(hostPortsFree, [at('dns', '169.254.20.10'), at('cache', '127.0.0.1')]);
    expect(findingsOf(hostPortsFree, [at('dns', '127.0.0.1'), at('cache', '127.0.0.1')])).toHaveLength(1);
    expect(findingsOf(hostPortsFree, [at('dns', '0.0.0.0'), at('cache', '127.0.0.1')])).toHaveLength(1);
  });

  test('may be of any shape in a foreign manifest', () => {
    const odd = { ports: ['53', null, { hostPort: '53' }] };
    expectNothing(hostPortsFree, [agent('dns', { container: odd }), agent('cache')]);
  });
});
