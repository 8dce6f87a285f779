import { networkPolicyHolds } from '../../lib/checks/network-policy-holds';
import { expectFindings, expectNothing, findingsOf, object, workload } from './tree';

const policy = (spec: object, namespace?: string): ReturnType<typeof object> =>
  object('agent', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec }, namespace);
const own = { podSelector: { matchLabels: { app: 'agent' } } };
const agent = workload('agent', { kind: 'DaemonSet', pod: { hostNetwork: true } });

describe("a policy over pods on the node's network", () => {
  test('is said to hold nothing back', () => {
    expectFindings(networkPolicyHolds, [policy(own), agent], [{
      path: 'shop/agent',
      rule: 'network-policy-holds',
      severity: 'info',
      field: 'spec.podSelector',
      value: 'DaemonSet shop/agent',
      message: "it holds nothing back of DaemonSet shop/agent, whose pods are on the node's own network",
      fix: "say on the nodes' firewall who may connect (charthouse: `networkIsolation: false` leaves the policy out)",
    }]);
  });

  test('is found where it selects every pod', () => {
    expect(findingsOf(networkPolicyHolds, [policy({ podSelector: {} }), agent, workload('api')])).toHaveLength(1);
  });

  test('is fine over pods with a network of their own, and in another namespace', () => {
    expectNothing(networkPolicyHolds, [policy(own), workload('agent', { kind: 'DaemonSet' })]);
    expectNothing(networkPolicyHolds, [policy(own, 'other'), agent]);
  });

  test('may be of any shape in a foreign manifest', () => {
    const odd = workload('agent', { pod: { hostNetwork: 'yes' } });
    expectNothing(networkPolicyHolds, [policy({ podSelector: 'all' }), odd]);
  });
});
