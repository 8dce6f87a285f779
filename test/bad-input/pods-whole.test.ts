/** Where pods run, what they are told, what they share with their node, and what they may do. */
import { Application, DaemonAgent, StatefulStore, Task, WebService, Worker, type DaemonAgentProps } from 'charthouse';
import { expectRefused, type ExpectedError, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const api = { image: 'api:1.4.2', port: 8080 };
const image = 'agent:1.0.0';

/** An agent that is refused. */
function agent(input: string, props: object, error: Omit<ExpectedError, 'path'>): WrongInput {
  const all = { image, ...props } as DaemonAgentProps;
  return { input, build: (shop) => new DaemonAgent(shop, 'agent', all), error: { path: 'shop/agent', ...error } };
}

/** A service that is refused. */
function service(input: string, props: object, error: Omit<ExpectedError, 'path'>): WrongInput {
  const all = { ...api, ...props };
  return { input, build: (shop) => new WebService(shop, 'api', all), error: { path: 'shop/api', ...error } };
}

const placed: readonly WrongInput[] = [
  service('a runtime class of no legal name', { runtimeClassName: 'gVisor' }, {
    field: 'runtimeClassName',
    problem: "must be lower-case words of letters, digits and '-', with dots between them",
    value: 'gVisor',
    allowed: "lower-case words of letters, digits and '-', with dots between them",
    fix: 'choose a name of that form',
  }),
  service('a runtime class that no cluster has', { runtimeClassName: 'gvisor' }, {
    field: 'spec.template.spec.runtimeClassName',
    problem: 'there is no RuntimeClass gvisor',
    value: 'gvisor',
    allowed: undefined,
    fix: 'correct the name, create it, or add it to offers.runtimeClasses of the platform',
    rule: 'references-exist',
  }),
  service('a node selector that is no text', { nodeSelector: { gpu: true } }, {
    field: 'nodeSelector.gpu',
    problem: "must be a label value: at most 63 letters, digits, '-', '_' or '.'",
    value: true,
    allowed: "a label value: at most 63 letters, digits, '-', '_' or '.'",
    fix: 'write it as text, in quotes',
  }),
  service('a node selector by no legal label', { nodeSelector: { 'kubernetes.io/': 'linux' } }, {
    field: 'nodeSelector.kubernetes.io/',
    problem: "must be a label's key, such as topology.kubernetes.io/zone",
    value: 'kubernetes.io/',
    allowed: "a label's key, such as topology.kubernetes.io/zone",
    fix: "write at most 63 letters, digits, '-', '_' or '.', and before them, if anything, a DNS name and '/'",
  }),
  service('a term for nodes that says nothing', { nodeAffinity: { required: [{}] } }, {
    field: 'nodeAffinity.required[0]',
    problem: 'matches no node: it says nothing',
    value: {},
    allowed: 'at least one of matchExpressions and matchFields',
    fix: 'say what the node must have, or leave the term out',
  }),
  service('a demand on nodes without its values',
    { nodeAffinity: { required: [{ matchExpressions: [{ key: 'zone', operator: 'In' }] }] } }, {
      field: 'nodeAffinity.required[0].matchExpressions[0].values',
      problem: 'must be at least one value for operator In',
      value: undefined,
      allowed: 'at least one value',
      fix: 'give at least one value, as text',
    }),
  service('a wish for nodes without a weight',
    { nodeAffinity: { preferred: [{ preference: { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] } }] } }, {
      field: 'nodeAffinity.preferred[0].weight',
      problem: 'is missing',
      value: undefined,
      allowed: 'a whole number from 1 to 100',
      fix: 'add weight',
    }),
  agent('a toleration of every key that is not Exists', { tolerations: [{ effect: 'NoSchedule' }] }, {
    field: 'tolerations[0].operator',
    problem: "must be 'Exists' where no key is given",
    value: undefined,
    allowed: "be 'Exists' where no key is given",
    fix: "add the key, or 'Exists'",
  }),
  agent('a toleration that ends, of a taint that lets pods stay',
    { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }] }, {
      field: 'tolerations[0].effect',
      problem: "must be 'NoExecute' for tolerationSeconds",
      value: 'NoSchedule',
      allowed: "be 'NoExecute' for tolerationSeconds",
      fix: 'add it, or leave both out',
    }),
  agent('a toleration of any value that names one', { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] }, {
    field: 'tolerations[0].value',
    problem: "must not be there for operator 'Exists'",
    value: 'b',
    allowed: "not be there for operator 'Exists'",
    fix: "leave it out, or write 'Equal'",
  }),
  agent('tolerations by another word', { tolerations: 'every' }, {
    field: 'tolerations',
    problem: expect.stringContaining("must be 'all', or a list"),
    value: 'every',
    allowed: expect.stringContaining("'all', or a list"),
    fix: 'choose one of these',
  }),
  {
    input: 'a neighbour in another cluster',
    build: (shop, app) => {
      const far = new Application(app, 'far', { target: acme.target('prod-us') });
      new Worker(shop, 'mailer', { image, near: [new WebService(far, 'store', api)] });
    },
    error: {
      path: 'shop/mailer',
      field: 'near[0]',
      problem: 'must be a workload of the same cluster',
      value: 'far/store',
      allowed: 'a workload of the same target',
      fix: 'pass the workload itself',
    },
  },
  service('a neighbour to stay apart from, by name', { apartFrom: ['batch'] }, {
    field: 'apartFrom[0]',
    problem: 'must be a workload of the same cluster',
    value: 'batch',
    allowed: 'a workload of the same target',
    fix: 'pass the workload itself',
  }),
  service('a term for pods without a topology', { podAffinity: { required: [{ labelSelector: {} }] } }, {
    field: 'podAffinity.required[0].topologyKey',
    problem: 'is missing',
    value: undefined,
    allowed: "a label's key, such as topology.kubernetes.io/zone",
    fix: 'add topologyKey',
  }),
  service('a term for pods that counts by a label of nobody',
    { podAntiAffinity: { required: [{ topologyKey: 'rack', matchLabelKeys: ['version'] }] } }, {
      field: 'podAntiAffinity.required[0].matchLabelKeys',
      problem: 'needs a labelSelector beside it',
      value: ['version'],
      allowed: 'matchLabelKeys together with labelSelector',
      fix: 'say which pods are meant, by labelSelector',
    }),
  service('a constraint that spread has already', {
    topologySpreadConstraints: [
      { maxSkew: 2, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    ],
  }, {
    field: 'workload topologySpreadConstraints',
    problem: "has two entries 'topology.kubernetes.io/zone ScheduleAnyway': one by 'placement', one by 'spread'",
    value: 'topology.kubernetes.io/zone ScheduleAnyway',
    allowed: 'one entry for each key',
    fix: 'rename one of them, or leave one out',
  }),
  service('a constraint twice', {
    topologySpreadConstraints: [1, 2].map((maxSkew) =>
      ({ maxSkew, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' })),
  }, {
    field: 'topologySpreadConstraints[1]',
    problem: 'is the second one on rack with DoNotSchedule',
    value: 'rack',
    allowed: 'one constraint for each topologyKey and whenUnsatisfiable',
    fix: 'leave one of the two out',
  }),
  service('a constraint that wants more zones and does not mean it', {
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'rack', whenUnsatisfiable: 'ScheduleAnyway', minDomains: 3 },
    ],
  }, {
    field: 'topologySpreadConstraints[0].minDomains',
    problem: "is for whenUnsatisfiable: 'DoNotSchedule' alone",
    value: 3,
    allowed: "minDomains together with 'DoNotSchedule'",
    fix: "leave it out, or write 'DoNotSchedule'",
  }),
  service('spread by what every pod has', { spread: { matchLabelKeys: ['charthouse.dev/workload'] } }, {
    field: 'spread.matchLabelKeys',
    problem: 'is what the pods are selected by already',
    value: 'charthouse.dev/workload',
    allowed: 'labels in which pods of the workload differ, such as pod-template-hash',
    fix: 'leave it out',
  }),
];

const named: readonly WrongInput[] = [
  service('no name server at all', { dnsPolicy: 'None' }, {
    field: 'dnsConfig.nameservers',
    problem: "is missing: dnsPolicy 'None' asks nobody else",
    value: undefined,
    allowed: 'one to three addresses',
    fix: "add the name servers, or write another dnsPolicy, such as 'Default'",
  }),
  service('a name server by its name', { dnsConfig: { nameservers: ['dns.example.com'] } }, {
    field: 'dnsConfig.nameservers[0]',
    problem: 'must be an address such as 10.1.2.3 or 2001:db8::1',
    value: 'dns.example.com',
    allowed: 'an address such as 10.1.2.3 or 2001:db8::1',
    fix: 'give an address, not a name or a range',
  }),
  service('too many name servers', { dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] } }, {
    field: 'dnsConfig.nameservers',
    problem: 'must be at most 3 addresses',
    value: 4,
    allowed: 'at most 3 addresses',
    fix: 'leave some of them out',
  }),
  service('an option as a number', { dnsConfig: { options: [{ name: 'ndots', value: 2 }] } }, {
    field: 'dnsConfig.options[0].value',
    problem: 'must be a text that is not empty',
    value: 2,
    allowed: 'a text that is not empty',
    fix: 'write it as text, in quotes',
  }),
  service('an alias the wrong way round', { hostAliases: { ledger: ['10.1.2.3'] } }, {
    field: 'hostAliases.ledger',
    problem: 'must be an address such as 10.1.2.3 or 2001:db8::1',
    value: 'ledger',
    allowed: 'an address such as 10.1.2.3 or 2001:db8::1',
    fix: 'give an address, not a name or a range',
  }),
  service('a host name of several words', { hostname: 'api.shop' }, {
    field: 'hostname',
    problem: "must be one word of at most 63 lower-case letters, digits and '-'",
    value: 'api.shop',
    allowed: "one word of at most 63 lower-case letters, digits and '-'",
    fix: 'choose a name of that form',
  }),
  service('a whole name without a domain', { setHostnameAsFQDN: true }, {
    field: 'setHostnameAsFQDN',
    problem: 'changes nothing without a subdomain: the pods have no whole name',
    value: true,
    allowed: 'setHostnameAsFQDN together with subdomain',
    fix: 'add the name of the headless Service as subdomain, or leave it out',
  }),
  {
    input: 'a subdomain of a store',
    build: (shop) => new StatefulStore(shop, 'orders', { image, port: 5432, user: 999, subdomain: 'bank' }),
    error: {
      path: 'shop/orders',
      field: 'subdomain',
      problem: 'is what a StatefulSet gives each of its pods: Kubernetes overwrites it',
      value: 'bank',
      allowed: 'neither of the two for a store',
      fix: 'leave it out',
    },
  },
];

const because = { hostNetwork: 'a network agent', hostPID: 'it counts processes' };
const shared: readonly WrongInput[] = [
  agent("the node's network without a reason", { hostNetwork: true }, {
    field: 'hostNetwork',
    problem: 'is locked to false by charthouse',
    value: true,
    allowed: 'locked to false',
    fix: "keep to it, or state a reason: because: { 'hostNetwork': '…' }",
  }),
  agent("DNS that finds no Service on the node's network", { hostNetwork: true, dnsPolicy: 'ClusterFirst', because }, {
    field: 'dnsPolicy',
    problem: "means 'Default' on the host's network: no Service is found",
    value: 'ClusterFirst',
    allowed: "'ClusterFirstWithHostNet', 'Default' or 'None' with hostNetwork",
    fix: "leave it out, or write 'Default' if that is meant",
  }),
  agent("users of its own on the node's network", { hostNetwork: true, hostUsers: false, because }, {
    field: 'hostUsers',
    problem: 'does not go with hostNetwork, which is of the node and its users',
    value: false,
    allowed: 'one of the two',
    fix: 'write hostUsers: true, or leave hostNetwork out',
  }),
  agent('processes in common with two sides', { hostPID: true, shareProcessNamespace: true, because }, {
    field: 'shareProcessNamespace',
    problem: 'does not go with hostPID, which shows all processes of the node',
    value: true,
    allowed: 'one of the two',
    fix: 'write shareProcessNamespace: false, or leave hostPID out',
  }),
  agent("a second pod on the node's ports", { hostNetwork: true, port: 9100, rollout: { maxSurge: 1 }, because }, {
    field: 'rollout.maxSurge',
    problem: "starts a second pod on a node whose ports the first one has: on the host's network it waits for ever",
    value: 1,
    allowed: '0 with hostNetwork and ports',
    fix: 'let one node after the other be without the agent for a moment: leave maxSurge and zeroDowntime out',
  }),
  agent('one port of the node for two containers', {
    hostNetwork: true,
    port: 9100,
    because,
    sidecars: { proxy: { image: 'proxy:1.0.0', containerPorts: { web: 9100 } } },
  }, {
    field: 'hostNetwork',
    problem: expect.stringContaining("gives the node's 9100/TCP to two containers: agent and proxy"),
    value: 9100,
    allowed: 'each port of the node once',
    fix: 'let one of the two listen elsewhere',
  }),
  service('a kernel parameter that others feel', { podSecurity: { sysctls: { 'net.core.somaxconn': '1024' } } }, {
    field: 'podSecurity.sysctls.net.core.somaxconn',
    problem: 'leaves the "baseline" security level and takes a reason',
    value: 'net.core.somaxconn',
    allowed: expect.stringContaining('net.ipv4.tcp_keepalive_time'),
    fix: "keep to it, or state a reason: because: { 'podSecurity.sysctls.net.core.somaxconn': '…' }",
  }),
  service('a profile without its name', { podSecurity: { seccompProfile: { type: 'Localhost' } } }, {
    field: 'podSecurity.seccompProfile.localhostProfile',
    problem: 'is missing',
    value: undefined,
    allowed: "localhostProfile together with type: 'Localhost'",
    fix: 'name the profile',
  }),
  service('no profile, without a reason', { podSecurity: { appArmorProfile: { type: 'Unconfined' } } }, {
    field: 'podSecurity.appArmorProfile',
    problem: 'leaves the "baseline" security level and takes a reason',
    value: 'Unconfined',
    allowed: "'RuntimeDefault' or 'Localhost'",
    fix: "keep to it, or state a reason: because: { 'podSecurity.appArmorProfile': '…' }",
  }),
  service('a group that is none', { podSecurity: { fsGroup: -1 } }, {
    field: 'podSecurity.fsGroup',
    problem: 'must be a whole number from 0 to 2147483647',
    value: -1,
    allowed: 'a whole number from 0 to 2147483647',
    fix: 'raise it',
  }),
];

const allowed: readonly WrongInput[] = [
  service('access to what there is not', { access: [{ read: ['configmap'] }] }, {
    field: 'access[0].read[0]',
    problem: "is no resource of Kubernetes' own",
    value: 'configmap',
    allowed: "a resource's plural name, with its group where it is not of Kubernetes: certificates.cert-manager.io",
    fix: "did you mean 'configmaps'? Else write its group behind it",
  }),
  service('access to custom resources of unknown group', { access: [{ read: ['ingressroutes'] }] }, {
    field: 'access[0].read[0]',
    problem: "is no resource of Kubernetes' own",
    value: 'ingressroutes',
    allowed: "a resource's plural name, with its group where it is not of Kubernetes: certificates.cert-manager.io",
    fix: expect.stringContaining('write its group behind it'),
  }),
  service('access to nodes by a Role', { access: [{ read: ['nodes'] }] }, {
    field: 'access[0].read[0]',
    problem: 'is in no namespace, where a Role could allow it',
    value: 'nodes',
    allowed: "in: 'cluster'",
    fix: "add in: 'cluster' to this rule",
  }),
  service('access to make objects of one name', { access: [{ write: ['leases'], names: ['lock'] }] }, {
    field: 'access[0].names',
    problem: 'cannot restrict create of leases: it would never be allowed',
    value: ['lock'],
    allowed: 'names with read, or with verbs such as get, update, patch, delete',
    fix: "write resources and verbs, and 'create' in a rule of its own without names",
  }),
  service('access to everything, without a reason', { access: [{ read: ['*'] }] }, {
    field: 'access[0].read[0]',
    problem: 'allows more than anybody can list, and takes a reason',
    value: '*',
    allowed: "because: { access: '…' }",
    fix: 'name what is needed, or say why all of it is',
  }),
  service('access that is none', { access: [{ names: ['lock'] }] }, {
    field: 'access[0]',
    problem: 'allows nothing',
    value: ['names'],
    allowed: 'read, write, or resources with verbs',
    fix: 'name at least one resource, or leave the rule out',
  }),
  service('access to a path by a Role', { access: [{ nonResourceURLs: ['/metrics'] }] }, {
    field: 'access[0].nonResourceURLs',
    problem: 'is in no namespace, where a Role could allow it',
    value: ['/metrics'],
    allowed: "in: 'cluster'",
    fix: "add in: 'cluster' to this rule",
  }),
  {
    input: "access for everybody's account",
    build: (shop) => new Task(shop, 'load', { image, serviceAccount: false, access: [{ read: ['pods'] }] }),
    error: {
      path: 'shop/load',
      field: 'access',
      problem: "needs an account: `default` is everybody's in the namespace",
      value: undefined,
      allowed: 'access together with an account of its own, or a named one',
      fix: 'leave serviceAccount: false out, or name an account',
    },
  },
];

describe('what is wrong about whole pods', () => {
  test.each([...placed, ...named, ...shared, ...allowed])(
    '$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); },
  );
});
