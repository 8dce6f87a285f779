/** What Deployments, StatefulSets, DaemonSets, Jobs, CronJobs and their autoscalers have no use for, or refuse. */
import {
  App, Application, CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker, defineHouse, generic, locked,
} from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };
const store = { image: 'postgres:17.2', port: 5432, user: 999 };
const indexed = { completionMode: 'Indexed', completions: 5 } as const;
const metric = (given: object): object => ({ scaling: { max: 4, metrics: [given] } });

/** An application under a house of one's own, where a default or a delivery is at fault. */
function shopOf(props: object, delivery: 'argocd' | 'flux' | 'kubectl' = 'kubectl'): Application {
  const house = defineHouse({
    name: 'own', version: '1', platforms: { generic: generic() },
    targets: { prod: { platform: 'generic', environment: 'prod', delivery } },
    ...props,
  });
  return new Application(new App(), 'shop', { target: house.target('prod') });
}

const rollouts: readonly WrongInput[] = [
  {
    input: 'a strategy that no Deployment has',
    build: (shop) => new WebService(shop, 'api', { ...api, rollout: { strategy: 'OnDelete' } }),
    error: {
      path: 'shop/api',
      field: 'rollout.strategy',
      problem: 'is none that a Deployment has',
      value: 'OnDelete',
      allowed: "'zeroDowntime', 'recreate', 'RollingUpdate', 'Recreate'",
      fix: 'choose one of these',
    },
  },
  {
    input: 'a store that is recreated',
    build: (shop) => new StatefulStore(shop, 'orders', { ...store, rollout: { strategy: 'recreate' } }),
    error: {
      path: 'shop/orders',
      field: 'rollout.strategy',
      problem: 'is none that a StatefulSet has',
      value: 'recreate',
      allowed: "'RollingUpdate', 'OnDelete'",
      fix: "say 'OnDelete' where somebody deletes the pods, else leave it out",
    },
  },
  {
    input: 'a surge of a store',
    build: (shop) => new StatefulStore(shop, 'orders', { ...store, rollout: { maxSurge: 1 } }),
    error: {
      path: 'shop/orders',
      field: 'rollout.maxSurge',
      problem: 'has no effect on a StatefulSet: '
        + 'its pods have a name and a volume each, so that none can be there on top',
      value: 1,
      allowed: 'for a StatefulSet anything but maxSurge and progressDeadlineSeconds',
      fix: 'leave it out',
    },
  },
  {
    input: 'several pods of a store at once, before Kubernetes can do that',
    build: (shop) => new StatefulStore(shop, 'orders', { ...store, rollout: { maxUnavailable: 2 } }),
    error: {
      path: 'shop/orders',
      field: 'rollout.maxUnavailable',
      problem: 'takes Kubernetes 1.37, and platform generic runs 1.36',
      value: 2,
      allowed: 'on platforms of Kubernetes 1.37 or later',
      fix: 'leave it out for this target (target.pick), or correct `kubernetes` of the platform',
    },
  },
  {
    input: 'a partition of an agent, by defaults for agents',
    build: () => new DaemonAgent(
      shopOf({ defaultsFor: { DaemonAgent: { rollout: { partition: 1 } } } }), 'agent', { image: 'agent:1.0.0' }),
    error: {
      path: 'shop/agent',
      field: 'rollout.partition',
      problem: 'has no effect on a DaemonSet: its pods are replaced in no order',
      value: 1,
      allowed: 'for a DaemonSet anything but partition and progressDeadlineSeconds',
      fix: 'leave it out of the defaults for DaemonAgent',
    },
  },
  {
    input: 'no downtime of a volume that one pod at a time can mount',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, replicas: 1, storage: { path: '/data', size: '1Gi' }, rollout: { strategy: 'zeroDowntime' },
    }),
    error: {
      path: 'shop/mailer',
      field: 'rollout.strategy',
      problem: 'cannot be kept: its volume can be mounted by one pod at a time, so that the old one must go first',
      value: 'zeroDowntime',
      allowed: "'recreate', or a volume with accessMode 'ReadWriteMany'",
      fix: 'leave the strategy out, or use storage that several pods can mount',
    },
  },
  {
    input: 'no downtime with a pod missing',
    build: (shop) => new WebService(shop, 'api', { ...api, rollout: { strategy: 'zeroDowntime', maxUnavailable: 1 } }),
    error: {
      path: 'shop/api',
      field: 'rollout.maxUnavailable',
      problem: "does not go with rollout.strategy 'zeroDowntime'",
      value: 1,
      allowed: '0',
      fix: "leave it out, or say strategy: 'RollingUpdate'",
    },
  },
  {
    input: 'a deadline that passes before a pod counts',
    build: (shop) => new WebService(shop, 'api', { ...api, rollout: { minReadySeconds: 900 } }),
    error: {
      path: 'shop/api',
      field: 'rollout.progressDeadlineSeconds',
      problem: 'must be above rollout.minReadySeconds (900)',
      value: 600,
      allowed: 'above rollout.minReadySeconds (900)',
      fix: 'state a longer one',
    },
  },
  {
    input: 'a negative partition',
    build: (shop) => new StatefulStore(shop, 'orders', { ...store, rollout: { partition: -1 } }),
    error: {
      path: 'shop/orders',
      field: 'rollout.partition',
      problem: 'must be a whole number from 0 to 100000',
      value: -1,
      allowed: 'a whole number from 0 to 100000',
      fix: 'raise it',
    },
  },
];

const stores: readonly WrongInput[] = [
  {
    input: 'a first number of text',
    build: (shop) => new StatefulStore(shop, 'orders', { ...store, ordinals: { start: '5' as never } }),
    error: {
      path: 'shop/orders',
      field: 'ordinals.start',
      problem: 'must be a whole number from 0 to 1000000',
      value: '5',
      allowed: 'a whole number from 0 to 1000000',
      fix: 'write 5 without quotes',
    },
  },
  {
    input: 'an order of pods that is none',
    build: (shop) => new StatefulStore(shop, 'orders', { ...store, podManagementPolicy: 'parallel' as never }),
    error: {
      path: 'shop/orders',
      field: 'podManagementPolicy',
      problem: "must be one of 'OrderedReady', 'Parallel'",
      value: 'parallel',
      allowed: "one of 'OrderedReady', 'Parallel'",
      fix: "did you mean 'Parallel'?",
    },
  },
  {
    input: 'a Service a pod without a port in front',
    build: (shop) => new StatefulStore(shop, 'orders', { ...store, service: false, podServices: true }),
    error: {
      path: 'shop/orders',
      field: 'podServices',
      problem: 'needs a port that a Service stands in front of',
      value: true,
      allowed: 'false where there is none',
      fix: 'give the store a `port`, and leave service: false out',
    },
  },
  {
    input: 'the Service of a controller that names none',
    build: (shop) => new WebService(shop, 'api', { ...api, adopt: { serviceName: 'api-old' } }),
    error: {
      path: 'shop/api',
      field: 'adopt.serviceName',
      problem: 'has no effect on a Deployment: only a StatefulSet names a Service',
      value: 'api-old',
      allowed: 'for a StatefulStore only',
      fix: 'leave it out',
    },
  },
  {
    input: 'an adopted Service whose name is none',
    build: (shop) => new StatefulStore(shop, 'orders', { ...store, adopt: { serviceName: 'Orders_Old' } }),
    error: {
      path: 'shop/orders',
      field: 'adopt.serviceName',
      problem: 'is no name for a Service',
      value: 'Orders_Old',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter",
      fix: "call it 'orders-old'",
    },
  },
  {
    input: 'a pod that the store has not',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, env: { DB: new StatefulStore(shop, 'orders', store).pod(1).hostname },
    }),
    error: {
      path: 'shop/orders',
      field: 'pod',
      problem: 'must be the number of one of its pods',
      value: 1,
      allowed: '0 to 0',
      fix: 'raise `replicas`, or name a pod that there is',
    },
  },
];

const jobs: readonly WrongInput[] = [
  {
    input: 'an indexed job without completions',
    build: (shop) => new Task(shop, 'import', { ...mailer, job: { completionMode: 'Indexed' } }),
    error: {
      path: 'shop/import',
      field: 'job.completions',
      problem: "is missing: job.completionMode 'Indexed' needs it",
      value: undefined,
      allowed: 'a whole number of at least 1',
      fix: 'say how many indexes there are',
    },
  },
  {
    input: 'tries by index of a job without indexes',
    build: (shop) => new CronTask(shop, 'report', { ...mailer, schedule: '@daily', job: { backoffLimitPerIndex: 1 } }),
    error: {
      path: 'shop/report',
      field: 'job.backoffLimitPerIndex',
      problem: "needs job.completionMode 'Indexed'",
      value: 1,
      allowed: "with completionMode: 'Indexed' alone",
      fix: "say completionMode: 'Indexed' and how many completions there are, or leave it out",
    },
  },
  {
    input: 'more failed indexes than there are',
    build: (shop) => new Task(shop, 'import', {
      ...mailer, job: { ...indexed, backoffLimitPerIndex: 1, maxFailedIndexes: 6 },
    }),
    error: {
      path: 'shop/import',
      field: 'job.maxFailedIndexes',
      problem: 'must be at most 5 for this job',
      value: 6,
      allowed: 'at most 5',
      fix: 'lower it',
    },
  },
  {
    input: 'a rule on failures of what is started again',
    build: (shop) => new Task(shop, 'import', {
      ...mailer,
      job: {
        restartOnFailure: true,
        podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } }] },
      },
    }),
    error: {
      path: 'shop/import',
      field: 'job.podFailurePolicy',
      problem: 'does not go with restartOnFailure: a container that is started again fails no pod',
      value: 1,
      allowed: 'one of the two',
      fix: 'leave one of the two out',
    },
  },
  {
    input: 'a rule about a container that is not there',
    build: (shop) => new Task(shop, 'import', {
      ...mailer,
      job: { podFailurePolicy: { rules: [
        { action: 'FailJob', onExitCodes: { containerName: 'main', operator: 'In', values: [42] } },
      ] } },
    }),
    error: {
      path: 'shop/import',
      field: 'job.podFailurePolicy.rules[0].onExitCodes.containerName',
      problem: 'is no container of the pod',
      value: 'main',
      allowed: 'import',
      fix: 'name one of them',
    },
  },
  {
    input: 'an action that is none',
    build: (shop) => new Task(shop, 'import', {
      ...mailer,
      job: { podFailurePolicy: { rules: [{ action: 'Fail' as never, onPodConditions: [{ type: 'A' }] }] } },
    }),
    error: {
      path: 'shop/import',
      field: 'job.podFailurePolicy.rules[0].action',
      problem: "must be one of 'Ignore', 'Count', 'FailJob', 'FailIndex'",
      value: 'Fail',
      allowed: "one of 'Ignore', 'Count', 'FailJob', 'FailIndex'",
      fix: "did you mean 'FailJob'?",
    },
  },
  {
    input: 'success by indexes that there are not',
    build: (shop) => new Task(shop, 'import', {
      ...mailer, job: { ...indexed, successPolicy: { rules: [{ succeededIndexes: '3-7' }] } },
    }),
    error: {
      path: 'shop/import',
      field: 'job.successPolicy.rules[0].succeededIndexes',
      problem: 'is no list of indexes',
      value: '3-7',
      allowed: "indexes from 0 to 4 in order, such as '0,2-4'",
      fix: 'write indexes and ranges in order, with commas between them',
    },
  },
  {
    input: 'a pod that is replaced before its failure is known',
    build: (shop) => new Task(shop, 'import', { ...mailer, job: { podReplacementPolicy: 'TerminatingOrFailed' } }),
    error: {
      path: 'shop/import',
      field: 'job.podReplacementPolicy',
      problem: 'does not go with a rule on failures, which are known only once a pod is gone',
      value: 'TerminatingOrFailed',
      allowed: "'Failed'",
      fix: 'say ignoreDisruptions: false as well: a drain is a try then',
    },
  },
  ...(['completions', 'parallelism', 'suspend', 'ignoreDisruptions'] as const).map((option): WrongInput => {
    const allowed = option === 'suspend' || option === 'ignoreDisruptions'
      ? 'true or false'
      : `a whole number from ${option === 'completions' ? 1 : 0} to 2147483647`;
    return {
      input: `${option} of -1`,
      build: (shop) => new Task(shop, 'import', { ...mailer, job: { [option]: -1 } }),
      error: {
        path: 'shop/import',
        field: `job.${option}`,
        problem: `must be ${allowed}`,
        value: -1,
        allowed,
        fix: allowed === 'true or false' ? 'write true or false' : 'raise it',
      },
    };
  }),
  {
    input: 'a schedule that is spread by hand',
    build: (shop) => new CronTask(shop, 'report', {
      ...mailer, schedule: '@daily', scheduling: { spread: 'hourly' as never },
    }),
    error: {
      path: 'shop/report',
      field: 'scheduling.spread',
      problem: 'must be true or false',
      value: 'hourly',
      allowed: 'true or false',
      fix: 'write true or false',
    },
  },
];

const releases: readonly WrongInput[] = [
  {
    input: 'a turn that is none',
    build: (shop) => new Task(shop, 'migrate', { ...mailer, release: 'first' as never }),
    error: {
      path: 'shop/migrate',
      field: 'release',
      problem: "must be one of 'before', 'after'",
      value: 'first',
      allowed: "one of 'before', 'after'",
      fix: 'choose one of these',
    },
  },
  {
    input: 'a turn of work that runs at times',
    build: (shop) => new CronTask(shop, 'report', { ...mailer, schedule: '@daily', release: 'before' } as never),
    error: {
      path: 'shop/report',
      field: 'release',
      problem: 'is not known',
      value: 'release',
      allowed: expect.stringContaining('schedule') as never,
      fix: expect.stringMatching(/^(use one of|did you mean)/) as never,
    },
  },
  {
    input: 'a turn that Flux cannot keep',
    build: () => {
      const shop = shopOf({}, 'flux');
      new WebService(shop, 'api', api);
      return new Task(shop, 'migrate', { ...mailer, release: 'before' });
    },
    error: {
      path: 'shop/migrate',
      field: 'release',
      problem: 'cannot be kept by Flux, which applies shop/api at once with it',
      value: 'before',
      allowed: 'a Task that is alone in its Application, with a Kustomization of its own',
      fix: 'put it into an Application of its own, named in `after`; or say why no order is needed: '
        + "because: { release: '…' }",
    },
  },
  {
    input: 'a late connection to what waits for the task',
    build: (shop) => {
      const task = new Task(shop, 'migrate', { ...mailer, release: 'before' });
      task.connectTo(new StatefulStore(shop, 'orders', store));
    },
    error: {
      path: 'shop/migrate',
      field: 'connectTo',
      problem: 'comes too late: shop/orders waits for this release task, and would have to be there before',
      value: 'shop/orders',
      allowed: 'the prop `connectsTo`, or a reference in a variable',
      fix: 'make the callee first, and say connectsTo when you make the task',
    },
  },
];

const numbers: readonly WrongInput[] = [
  {
    input: 'replicas beside scaling',
    build: (shop) => new WebService(shop, 'api', { ...api, replicas: 3, scaling: { max: 9 } }),
    error: {
      path: 'shop/api',
      field: 'replicas',
      problem: 'is given beside scaling, by which load decides',
      value: 3,
      allowed: 'replicas, or scaling: not both',
      fix: 'leave one of the two out',
    },
  },
  {
    input: 'replicas under a house that scales',
    build: () => new WebService(shopOf({ defaults: { scaling: { max: 9 } } }), 'api', { ...api, replicas: 3 }),
    error: {
      path: 'shop/api',
      field: 'replicas',
      problem: 'has no effect: its house scales it by load',
      value: 3,
      allowed: 'replicas, or scaling: not both',
      fix: 'say scaling: false as well for a fixed number, or leave it out',
    },
  },
  {
    input: 'scaling by nothing',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: { max: 9, cpu: false } }),
    error: {
      path: 'shop/api',
      field: 'scaling.metrics',
      problem: 'is missing: nothing says how load is measured',
      value: undefined,
      allowed: 'cpu, memory or metrics',
      fix: 'state cpu, or what else the number of pods follows',
    },
  },
  {
    input: 'a metric of a kind that is none',
    build: (shop) => new WebService(shop, 'api', { ...api, ...metric({ type: 'Queue' }) }),
    error: {
      path: 'shop/api',
      field: 'scaling.metrics[0].type',
      problem: "must be one of 'Resource', 'ContainerResource', 'Pods', 'Object', 'External'",
      value: 'Queue',
      allowed: "one of 'Resource', 'ContainerResource', 'Pods', 'Object', 'External'",
      fix: 'choose one of these',
    },
  },
  {
    input: 'a metric of pods with a share of what they request',
    build: (shop) => new WebService(shop, 'api', { ...api, ...metric({
      type: 'Pods', pods: { metric: { name: 'a' }, target: { type: 'Utilization', averageUtilization: 50 } },
    }) }),
    error: {
      path: 'shop/api',
      field: 'scaling.metrics[0].pods.target.type',
      problem: 'is none that a metric of pods has',
      value: 'Utilization',
      allowed: 'AverageValue',
      fix: 'aim at averageValue',
    },
  },
  {
    input: 'a metric of a container that is not there',
    build: (shop) => new WebService(shop, 'api', { ...api, ...metric({
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'web', target: { type: 'Utilization', averageUtilization: 50 } },
    }) }),
    error: {
      path: 'shop/api',
      field: 'scaling.metrics[0].containerResource.container',
      problem: 'is no container of the pod',
      value: 'web',
      allowed: 'api',
      fix: 'name one of them',
    },
  },
  {
    input: 'a memory goal above the request',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: { max: 9, memory: 150 } }),
    error: {
      path: 'shop/api',
      field: 'scaling.memory',
      problem: 'must be a whole number from 1 to 100',
      value: 150,
      allowed: 'a whole number from 1 to 100',
      fix: 'lower it',
    },
  },
  {
    input: 'a policy over more than half an hour',
    build: (shop) => new WebService(shop, 'api', { ...api, scaling: {
      max: 9, behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 3600 }] } },
    } }),
    error: {
      path: 'shop/api',
      field: 'scaling.behavior.scaleUp.policies[0].periodSeconds',
      problem: 'must be a whole number from 1 to 1800',
      value: 3600,
      allowed: 'a whole number from 1 to 1800',
      fix: 'lower it',
    },
  },
  {
    input: 'a budget that no pod may leave',
    build: (shop) => new WebService(shop, 'api', { ...api, replicas: 3, disruption: { minAvailable: '70%' } }),
    error: {
      path: 'shop/api',
      field: 'disruption.minAvailable',
      problem: 'never lets a pod go, of 3 at the lowest',
      value: '70%',
      allowed: 'less than 3',
      fix: "say maxUnavailable: 1, or why no node may ever be drained: because: { 'budget-lets-pods-go': '…' }",
    },
  },
  {
    input: 'a budget under a lock of the house',
    build: () => {
      const shop = shopOf({ defaults: { disruption: { maxUnavailable: locked(1) } } });
      return new WebService(shop, 'api', { ...api, disruption: { minAvailable: 1 } });
    },
    error: {
      path: 'shop/api',
      field: 'disruption.maxUnavailable',
      problem: 'is locked to 1 by house own',
      value: 'unset',
      allowed: 'locked to 1',
      fix: "keep to it, or state a reason: because: { 'disruption.maxUnavailable': '…' }",
    },
  },
  {
    input: 'a budget in two words',
    build: (shop) => new WebService(shop, 'api', { ...api, disruption: { minAvailable: 1, maxUnavailable: 1 } }),
    error: {
      path: 'shop/api',
      field: 'disruption.minAvailable',
      problem: 'does not go with disruption.maxUnavailable',
      value: 1,
      allowed: 'one of the two',
      fix: 'leave one of the two out',
    },
  },
];

describe('what a controller has no use for, or refuses', () => {
  test.each([...rollouts, ...stores, ...jobs, ...releases, ...numbers])(
    '$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
