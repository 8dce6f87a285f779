/** What Deployments, stores, agents, jobs and autoscalers can and cannot say, by type. */
import { compile } from './support/compiler';
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const mistakes: readonly Mistake[] = [
  {
    mistake: 'an intent that is none',
    code: "new WebService(shop, 'a', { image, port, rollout: { strategy: 'zerodowntime' } });",
    says: ["Did you mean '\"zeroDowntime\"'?"],
  },
  {
    mistake: 'a partition as text',
    code: "new StatefulStore(shop, 'a', { image, port, rollout: { partition: '2' } });",
    says: ["Type 'string' is not assignable to type 'number'"],
  },
  {
    mistake: 'a Service a pod of a service',
    code: "new WebService(shop, 'a', { image, port, podServices: true });",
    says: ["'podServices' does not exist in type 'WebServiceProps'"],
  },
  {
    mistake: 'a Service a pod that selects none',
    code: "new StatefulStore(shop, 'a', { image, port, podServices: { type: 'ExternalName' } });",
    says: ["'\"ExternalName\"' is not assignable to type"],
  },
  {
    mistake: 'the number of the first pod of a worker',
    code: "new Worker(shop, 'a', { image, ordinals: { start: 5 } });",
    says: ["'ordinals' does not exist in type 'WorkerProps'"],
  },
  {
    mistake: 'a misspelt number of the first pod',
    code: "new StatefulStore(shop, 'a', { image, port, ordinals: { from: 5 } });",
    says: ["'from' does not exist in type 'StatefulSetOrdinals'"],
  },
  {
    mistake: 'a pod of a service',
    code: "void new WebService(shop, 'a', { image, port }).pod(0);",
    says: ["Property 'pod' does not exist on type"],
  },
  {
    mistake: 'a pod by its name',
    code: "void new StatefulStore(shop, 'a', { image, port }).pod('a-0');",
    says: ["Argument of type 'string' is not assignable to parameter of type 'number'"],
  },
  {
    mistake: 'a turn of work that runs at times',
    code: "new CronTask(shop, 'a', { image, schedule: '@daily', release: 'before' });",
    says: ["'release' does not exist in type 'CronTaskProps'"],
  },
  {
    mistake: 'a text for what runs at times',
    code: "new CronTask(shop, 'a', { image, schedule: '@daily', run: 'v1' });",
    says: ["'run' does not exist in type 'CronTaskProps'"],
  },
  {
    mistake: 'a turn that is none',
    code: "new Task(shop, 'a', { image, release: 'first' });",
    says: ["Type '\"first\"' is not assignable to type '\"before\" | \"after\" | undefined'"],
  },
  {
    mistake: 'a rule on failures without an action',
    code: `new Task(shop, 'a', { image, job: { podFailurePolicy: {
      rules: [{ onExitCodes: { operator: 'In', values: [1] } }],
    } } });`,
    says: ["Property 'action' is missing"],
  },
  {
    mistake: 'a mode of completion in lower case',
    code: "new Task(shop, 'a', { image, job: { completionMode: 'indexed' } });",
    says: ["Did you mean '\"Indexed\"'?"],
  },
  {
    mistake: 'a metric without a target',
    code: `new Worker(shop, 'a', { image, scaling: {
      max: 3, metrics: [{ type: 'Pods', pods: { metric: { name: 'a' } } }],
    } });`,
    says: ["Property 'target' is missing"],
  },
  {
    mistake: 'a policy without a period',
    code: `new Worker(shop, 'a', { image, scaling: {
      max: 3, behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1 }] } },
    } });`,
    says: ["Property 'periodSeconds' is missing"],
  },
  {
    mistake: 'no CPU as 0',
    code: "new Worker(shop, 'a', { image, scaling: { max: 3, cpu: true } });",
    says: ["Type 'true' is not assignable to type 'number | false | undefined'"],
  },
  {
    mistake: 'a budget of a misspelt word',
    code: "new Worker(shop, 'a', { image, disruption: { minAvailabe: 1 } });",
    says: ["Did you mean to write 'minAvailable'"],
  },
];

describe('a mistake in a controller', () => {
  const found = compileMistakes(mistakes);

  test.each(found)('$mistake: the message names it', (compiled) => { expectMessage(compiled); });
});

describe('what a controller can say', () => {
  const [messages] = compile([`
    import { type StorePod } from 'charthouse';
    const store = new StatefulStore(shop, 'a', {
      image, port, replicas: 3, topology: 'peers', podManagementPolicy: 'Parallel', ordinals: { start: 1 },
      podServices: { type: 'LoadBalancer', annotations: { note: output } }, adopt: { serviceName: 'old' },
      rollout: { strategy: 'OnDelete', partition: undefined }, disruption: { minAvailable: '50%' },
    });
    isExactly<StorePod>()(store.pod(0));
    isExactly<Reference<string>>()(store.pod(0).hostname);
    new Task(shop, 'b', { image, release: 'before', env: { FIRST: store.pod(1).address }, job: {
      completionMode: 'Indexed', completions: 3, parallelism: 3, backoffLimitPerIndex: 1, maxFailedIndexes: undefined,
      podFailurePolicy: { rules: [{ action: 'FailIndex', onPodConditions: [{ type: 'A' }] }] },
      successPolicy: { rules: [{ succeededCount: 1 }] }, suspend: true, ignoreDisruptions: false,
    } });
    new WebService(shop, 'c', { image, port, scaling: {
      max: 9, cpu: false, memory: undefined,
      metrics: [{ type: 'External', external: { metric: { name: 'a' }, target: { type: 'Value', value: '30' } } }],
      behavior: { scaleDown: { selectPolicy: 'Disabled' } },
    } });
    defineHouse({
      name: 'own', version: '1',
      defaults: {
        scheduling: { spread: false }, scaling: { behavior: { scaleUp: { stabilizationWindowSeconds: 60 } } },
      },
      defaultsFor: { Task: { release: 'before' } },
    });
  `]);

  test('compiles', () => { expect(messages).toEqual([]); });
});
