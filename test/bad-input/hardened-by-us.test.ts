/** Workloads of others that are hardened, connected to and waited for in a wrong way. */
import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  App, WebService, Worker, applyPattern, builtin, harden, hardening, peer, type AnyPattern, type Application,
  type HardenOptions,
} from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const image = 'api:1.4.2';
const kinds = 'a Deployment, StatefulSet, DaemonSet, Job or CronJob';
const keys = 'connectsTo, networkIsolation, allowFrom, user, group';

function deployment(scope: Construct, id = 'theirs', kind = 'Deployment', spec: object = {}): ApiObject {
  const labels = { app: id };
  const containers = [{ name: id, image, ports: [{ containerPort: 80 }] }];
  const template = { metadata: { labels }, spec: { containers } };
  return new ApiObject(scope, id, {
    apiVersion: 'apps/v1', kind, metadata: { name: id }, spec: { selector: { matchLabels: labels }, template, ...spec },
  });
}

function configMap(scope: Construct): ApiObject {
  return new ApiObject(scope, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });
}

function patternOf(name: string): AnyPattern {
  return (builtin as readonly AnyPattern[]).find((pattern) => pattern.name === name)!;
}

function hardenedTwice(shop: Application): void {
  const theirs = deployment(shop);
  harden(theirs);
  harden(theirs);
}

const inputs: readonly WrongInput[] = [
  {
    input: 'hardening a workload of ours',
    build: (shop) => { harden(new WebService(shop, 'api', { image, port: 80 })); },
    error: {
      path: 'shop/api', field: undefined, value: 'shop/api',
      problem: 'is a workload of Charthouse: the patterns of its house serve it already',
      allowed: 'a workload of cdk8s or of another library',
      fix: 'say it in its props, and leave harden out',
    },
  },
  {
    input: 'hardening an object without pods',
    build: (shop) => { harden(configMap(shop)); },
    error: {
      path: 'shop/config', field: undefined, value: 'ConfigMap',
      problem: 'is a ConfigMap, which makes no pods that can be hardened', allowed: kinds,
      fix: 'pass the workload itself',
    },
  },
  {
    input: 'hardening a construct that holds several workloads',
    build: (shop) => {
      const group = new Construct(shop, 'group');
      deployment(group, 'one');
      deployment(group, 'two');
      harden(group);
    },
    error: {
      path: 'shop/group', field: undefined, value: ['shop/group/one', 'shop/group/two'],
      problem: 'holds several workloads: which one is meant is not known',
      allowed: `${kinds}, or a construct around one`,
      fix: 'pass one of them, or harden all that a construct holds by construct.with(hardening())',
    },
  },
  {
    input: 'hardening a construct that holds no workload',
    build: (shop) => { harden(new Construct(shop, 'group')); },
    error: {
      path: 'shop/group', field: undefined, value: [], problem: 'holds no workload',
      allowed: `${kinds}, or a construct around one`, fix: 'pass the workload itself',
    },
  },
  {
    input: 'hardening twice',
    build: hardenedTwice,
    error: {
      path: 'shop/theirs', field: 'connections', value: 'connections', problem: 'is applied to it already',
      allowed: 'a workload that is hardened once', fix: 'say all of it at once: harden(deployment, { … })',
    },
  },
  {
    input: 'a misspelt part',
    build: (shop) => { harden(deployment(shop), { disruptions: false } as HardenOptions); },
    error: {
      path: 'shop/theirs', field: 'disruptions', value: 'disruptions', problem: 'is not known',
      allowed: expect.stringContaining('disruption, networkIsolation'), fix: "did you mean 'disruption'?",
    },
  },
  {
    input: 'a part that does not fit an agent',
    build: (shop) => { harden(deployment(shop, 'agent', 'DaemonSet'), { disruption: { maxUnavailable: 1 } }); },
    error: {
      path: 'shop/agent', field: 'disruption', value: { maxUnavailable: 1 }, problem: 'does not fit a DaemonSet',
      allowed: expect.stringContaining(keys), fix: 'leave it out',
    },
  },
  {
    input: 'a setting of a part that is switched off',
    build: (shop) => { harden(deployment(shop), { security: false, user: 1000 }); },
    error: {
      path: 'shop/theirs', field: 'user', value: 1000, problem: 'is said of security, which is switched off',
      allowed: 'connectsTo, disruption, networkIsolation, allowFrom, spread', fix: 'leave it out',
    },
  },
  {
    input: 'a relaxation without a reason',
    build: (shop) => { harden(deployment(shop), { security: { privileged: true } }); },
    error: {
      path: 'shop/theirs', field: 'security.privileged', value: true, problem: 'is locked to false by charthouse',
      allowed: 'locked to false', fix: "keep to it, or state a reason: because: { 'security.privileged': '…' }",
    },
  },
  {
    input: 'a wrong value in the mixin',
    build: (shop) => {
      deployment(shop);
      shop.with(hardening({ disruption: { maxUnavailable: '200%' } }));
    },
    error: {
      path: 'shop/theirs', field: 'disruption.maxUnavailable', value: '200%',
      problem: expect.stringMatching(/^must be /),
      allowed: expect.stringContaining('percentage'),
      fix: expect.stringMatching(/./),
    },
  },
  {
    input: 'a caller that may use a port which no container listens on',
    build: (shop) => { harden(deployment(shop), { allowFrom: [{ ports: [443] }] }); },
    error: {
      path: 'shop/theirs', field: 'allowFrom[0].ports[0]', value: 443,
      problem: 'is a port that no container listens on', allowed: '80/TCP',
      fix: 'give a port of the pods, not of the Service, or declare it by `ports` or `containerPorts`',
    },
  },
  {
    input: 'a budget for a Deployment whose name a workload of ours has',
    build: (shop) => {
      new WebService(shop, 'api', { image, port: 80 });
      harden(deployment(shop, 'foreign', 'StatefulSet', { serviceName: 'api' }), { networkIsolation: false });
      const twin = new ApiObject(shop, 'twin', deployment(new Chart(new App(), 'other'), 'api').toJson() as never);
      harden(twin, { networkIsolation: false });
    },
    error: {
      path: 'shop/twin', field: 'PodDisruptionBudget', value: 'api',
      problem: 'makes PodDisruptionBudget shop/api a second time in one cluster: shop/api made it first',
      allowed: 'a name that nobody else has',
      fix: 'rename the Deployment, or leave out what makes the PodDisruptionBudget for one of the two',
    },
  },
  {
    input: 'a pattern that does not fit',
    build: (shop) => { applyPattern(deployment(shop, 'agent', 'DaemonSet'), patternOf('spread')); },
    error: {
      path: 'shop/agent', field: 'spread', value: 'DaemonSet',
      problem: 'does not fit a DaemonSet: it is for workloads that are replicated',
      allowed: 'a workload that is replicated', fix: 'apply it to workloads of another kind, or leave it out',
    },
  },
  {
    input: 'a pattern that is applied twice',
    build: (shop) => {
      const theirs = deployment(shop);
      applyPattern(theirs, patternOf('spread'));
      applyPattern(theirs, patternOf('spread'), { settings: { spread: { zones: false } } });
    },
    error: {
      path: 'shop/theirs', field: 'spread', value: 'spread', problem: 'is applied to it already',
      allowed: 'each pattern once', fix: 'say all of it at once',
    },
  },
  {
    input: 'a ConfigMap of others as a callee',
    build: (shop) => new Worker(shop, 'mailer', { image, connectsTo: [configMap(shop)] }),
    error: {
      path: 'shop/mailer', field: 'connectsTo[0]', value: expect.anything(), problem: 'must be something that listens',
      allowed: 'a workload with a port, a reference to one, peer(…) or external(…)', fix: 'pass the workload itself',
    },
  },
  {
    input: 'a ConfigMap of others as a caller',
    build: (shop) => new WebService(shop, 'api', { image, port: 80, allowFrom: [configMap(shop)] }),
    error: {
      path: 'shop/api', field: 'allowFrom[0]', value: 'shop/config', problem: 'is a ConfigMap, which calls nobody',
      allowed: 'an object that makes pods, or { namespace, podLabels }', fix: 'pass the workload whose pods call',
    },
  },
  {
    input: 'a caller of others in another cluster',
    build: (shop, app) => {
      const far = deployment(new Chart(app, 'far'));
      new WebService(shop, 'api', { image, port: 80, allowFrom: [far] });
    },
    error: {
      path: 'shop/api', field: 'allowFrom', value: 'far/theirs',
      problem: 'names far/theirs, which goes to another cluster (chart far)', allowed: 'workloads of prod-eu',
      fix: 'where it is the same cluster after all, say which pods call: { namespace, podLabels }',
    },
  },
  {
    input: 'a ConfigMap of others as a peer',
    build: (shop) => peer(configMap(shop)),
    error: {
      path: 'shop/config', field: 'peer', value: 'ConfigMap', problem: 'is a ConfigMap: nobody can connect to it',
      allowed: 'a Service, or an object that makes pods', fix: 'pass the Service, or the workload behind it',
    },
  },
  {
    input: 'the address of a Deployment of others',
    build: (shop) => new Worker(shop, 'mailer', { image, env: { A: peer(deployment(shop)).address } }),
    error: {
      path: 'shop/theirs', field: 'address', value: 'Deployment', problem: 'is not known: a Deployment has no address',
      allowed: 'a Service', fix: 'pass its Service to `peer`; connectsTo takes the workload as it is',
    },
  },
  {
    input: 'a callee of others whose ports are not known',
    build: (shop) => {
      const theirs = deployment(shop);
      theirs.addJsonPatch(JsonPatch.remove('/spec/template/spec/containers/0/ports'));
      new Worker(shop, 'mailer', { image, connectsTo: [theirs] });
    },
    error: {
      path: 'shop/mailer', field: 'connectsTo[0]', value: 'shop/theirs',
      problem: 'names Deployment shop/theirs, which declares no port: which one is meant cannot be known',
      allowed: 'an object whose manifest says which pods there are, and which ports they listen on',
      fix: 'declare the ports of its containers, pass its Service instead, or say all of it by peer({ … })',
    },
  },
  {
    input: 'two that depend on each other',
    build: (shop) => {
      const theirs = deployment(shop);
      const worker = new Worker(shop, 'mailer', { image });
      worker.node.addDependency(theirs);
      theirs.addDependency(worker);
    },
    error: {
      path: 'shop/theirs', field: 'addDependency', value: 'shop/mailer',
      problem: 'leads in a circle: shop/theirs after shop/mailer after shop/theirs',
      allowed: 'an order without circles',
      fix: 'services that call each other need no order: remove one of the steps',
    },
  },
];

describe('workloads of others', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
