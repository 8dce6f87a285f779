/** Props of whole pods that do not compile, and those that do. */
import { compile } from './support/compiler';
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const mistakes: readonly Mistake[] = [
  {
    mistake: "the node's network on a service",
    code: "new WebService(shop, 'a', { image, port, hostNetwork: true });",
    says: ["'hostNetwork' does not exist in type 'WebServiceProps'"],
  },
  {
    mistake: "the node's processes in a Task",
    code: "new Task(shop, 'a', { image, hostPID: true });",
    says: ["'hostPID' does not exist in type 'TaskProps'"],
  },
  {
    mistake: 'a toleration by an operator that no cluster has on',
    code: "new DaemonAgent(shop, 'a', { image, tolerations: [{ key: 'a', operator: 'Gt', value: '5' }] });",
    says: [`Type '"Gt"' is not assignable to type '"Equal" | "Exists" | undefined'`],
  },
  {
    mistake: 'tolerations by another word than all',
    code: "new DaemonAgent(shop, 'a', { image, tolerations: 'every' });",
    says: ['not assignable to type', '"all"'],
  },
  {
    mistake: 'a wish for nodes without a weight',
    code: "new Worker(shop, 'a', { image, nodeAffinity: { preferred: [{ preference: {} }] } });",
    says: ["Property 'weight' is missing in type", "'PreferredSchedulingTerm'"],
  },
  {
    mistake: 'a neighbour by name',
    code: "new Worker(shop, 'a', { image, near: ['orders'] });",
    says: ["Type 'string' is not assignable to type", 'Beside', 'Neighbour'],
  },
  {
    mistake: 'a misspelt option of a neighbour',
    code: `const b = new Worker(shop, 'b', { image });
      new Worker(shop, 'a', { image, near: [{ workload: b, requird: true }] });`,
    says: ["'requird' does not exist in type", 'Neighbour'],
  },
  {
    mistake: 'a policy of DNS that there is not',
    code: "new Worker(shop, 'a', { image, dnsPolicy: 'Cluster' });",
    says: [`Type '"Cluster"' is not assignable to type`, '"ClusterFirst"'],
  },
  {
    mistake: 'a kernel parameter as a number',
    code: "new Worker(shop, 'a', { image, podSecurity: { sysctls: { 'net.ipv4.tcp_syncookies': 1 } } });",
    says: ["Type 'number' is not assignable to type 'string'"],
  },
  {
    mistake: 'access by a verb that there is not',
    code: "new Worker(shop, 'a', { image, access: [{ resources: ['pods'], verbs: ['lst'] }] });",
    says: [`Type '"lst"' is not assignable to type 'AccessVerb'`],
  },
  {
    mistake: 'access by a misspelt intent',
    code: "new Worker(shop, 'a', { image, access: [{ reads: ['pods'] }] });",
    says: ["'reads' does not exist in type 'AccessRule'", "Did you mean to write 'read'"],
  },
];

const accepted: readonly string[] = [
  "new DaemonAgent(shop, 'a', { image, tolerations: 'all', hostNetwork: true, because: { hostNetwork: 'routes' } });",
  `const b = new WebService(shop, 'b', { image, port });
  const c = new Worker(shop, 'c', { image, near: [b], apartFrom: [{ workload: b }], beside: b });
  new Task(shop, 'd', { image, near: [c], apartFrom: [{ workload: c }], beside: c });`,
  `new Task(shop, 'a', {
    image, access: [{ read: ['pods'], in: 'cluster' }], because: { access: 'all', 'access.verbs': 'x' },
  });`,
  `new Worker(shop, 'a', {
    image, nodeSelector: { disk: 'ssd' }, podSecurity: { fsGroup: 1, seccompProfile: { type: 'RuntimeDefault' } },
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }],
    because: { 'podSecurity.sysctls': 'tuned' },
  });`,
  `defineHouse({
    name: 'b', version: '1', platforms: { cloud: generic() }, targets: { one: { platform: 'cloud', environment: 'x' } },
    defaults: { hostUsers: false, podSecurity: { supplementalGroupsPolicy: locked('Strict') } },
    defaultsFor: { DaemonAgent: { tolerations: 'all', priorityClassName: 'system-node-critical' } },
  });`,
];

describe('props of whole pods', () => {
  test.each(compileMistakes(mistakes))('$mistake: the message names it', (compiled) => { expectMessage(compiled); });

  test('compile where they are right', () => {
    expect(compile(accepted)).toEqual(accepted.map(() => []));
  });
});
