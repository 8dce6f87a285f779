/** Props that a workload cannot have, must have, or spells otherwise. None of it compiles, and the message says why. */
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const mistakes: readonly Mistake[] = [
  {
    mistake: 'scaling on an agent',
    code: "new DaemonAgent(shop, 'a', { image, scaling: { max: 4 } });",
    says: ["'scaling' does not exist in type 'DaemonAgentProps'"],
  },
  {
    mistake: 'replicas of an agent',
    code: "new DaemonAgent(shop, 'a', { image, replicas: 3 });",
    says: ["'replicas' does not exist in type 'DaemonAgentProps'"],
  },
  {
    mistake: 'storage on an agent',
    code: "new DaemonAgent(shop, 'a', { image, storage: { path: '/d', size: '1Gi' } });",
    says: ["'storage' does not exist in type 'DaemonAgentProps'"],
  },
  {
    mistake: 'a misspelt prop',
    code: "new WebService(shop, 'a', { image, port, replcas: 3 });",
    says: ["'replcas' does not exist in type 'WebServiceProps'", "Did you mean to write 'replicas'"],
  },
  {
    mistake: 'a misspelt option inside a prop',
    code: "new WebService(shop, 'a', { image, port, scaling: { maxx: 3, max: 3 } });",
    says: ["'maxx' does not exist in type 'ScalingProps'", "Did you mean to write 'max'"],
  },
  {
    mistake: 'a misspelt prop of a sidecar',
    code: "new Worker(shop, 'a', { image, sidecars: { proxy: { imge: image } } });",
    says: ["'imge' does not exist", "Did you mean to write 'image'"],
  },
  {
    mistake: 'hostPaths on a service',
    code: "new WebService(shop, 'a', { image, port, hostPaths: { '/var/log': {} } });",
    says: ["'hostPaths' does not exist in type 'WebServiceProps'"],
  },
  {
    mistake: 'a host on a worker',
    code: "new Worker(shop, 'a', { image, host: 'a.example.com' });",
    says: ["'host' does not exist in type 'WorkerProps'"],
  },
  {
    mistake: 'a port of a worker',
    code: "new Worker(shop, 'a', { image, port });",
    says: ["'port' does not exist in type 'WorkerProps'"],
  },
  {
    mistake: 'a topology of a service',
    code: "new WebService(shop, 'a', { image, port, topology: 'peers' });",
    says: ["'topology' does not exist in type 'WebServiceProps'"],
  },
  {
    mistake: 'scaling of a store',
    code: "new StatefulStore(shop, 'a', { image, port, scaling: { max: 4 } });",
    says: ["'scaling' does not exist in type 'StatefulStoreProps'"],
  },
  {
    mistake: 'a schedule of a Task',
    code: "new Task(shop, 'a', { image, schedule: '@daily' });",
    says: ["'schedule' does not exist in type 'TaskProps'"],
  },
  {
    mistake: 'a rollout of a Task',
    code: "new Task(shop, 'a', { image, rollout: {} });",
    says: ["'rollout' does not exist in type 'TaskProps'"],
  },
  {
    mistake: 'a CronTask without a schedule',
    code: "new CronTask(shop, 'a', { image });",
    says: ["Property 'schedule' is missing in type", "but required in type 'CronTaskProps'"],
  },
  {
    mistake: 'a service without a port',
    code: "new WebService(shop, 'a', { image });",
    says: ["Property 'port' is missing in type", "but required in type 'WebServiceProps'"],
  },
  {
    mistake: 'a store without a port',
    code: "new StatefulStore(shop, 'a', { image });",
    says: ["Property 'port' is missing in type", "but required in type 'StatefulStoreProps'"],
  },
  {
    mistake: 'scaling without max',
    code: "new WebService(shop, 'a', { image, port, scaling: { min: 2 } });",
    says: ["Property 'max' is missing in type", "but required in type 'ScalingProps'"],
  },
  {
    mistake: 'the host name of a worker',
    code: "void new Worker(shop, 'a', { image }).hostname;",
    says: ["'hostname' does not exist on type 'Workload'"],
  },
  {
    mistake: 'a connection to a worker',
    code: "new Worker(shop, 'a', { image, connectsTo: [new Worker(shop, 'b', { image })] });",
    says: ["Type 'Workload' is not assignable to type", 'Connectable', 'Reference<string | number>'],
  },
  {
    mistake: 'a probe in a way that there is not',
    code: "new WebService(shop, 'a', { image, port, probes: { readiness: { httpget: { path: '/' } } } });",
    says: ["'httpget' does not exist in type 'ProbeProps'", "Did you mean to write 'httpGet'"],
  },
  {
    mistake: 'a probe by HTTP without a path',
    code: "new WebService(shop, 'a', { image, port, probes: { readiness: { httpGet: { port: 80 } } } });",
    says: ["Property 'path' is missing in type"],
  },
  {
    mistake: 'a word that is none of those allowed',
    code: "new WebService(shop, 'a', { image, port, rollout: { strategy: 'Rolling' } });",
    says: [`Type '"Rolling"' is not assignable to type '"zeroDowntime" | "recreate" | "RollingUpdate" | `],
  },
];

describe('props that do not compile', () => {
  test.each(compileMistakes(mistakes))('$mistake: the message names it', (compiled) => { expectMessage(compiled); });
});
