/** Controllers that say all that they can: a scaled Deployment, a store of peers, an agent, jobs of all kinds. */
import { type Application, CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker } from 'charthouse';

/** Fills an Application. */
export function controllersWhole(shop: Application): void {
  const nats = new StatefulStore(shop, 'nats', {
    image: 'nats:2.12.1',
    port: 4222,
    user: 1000,
    replicas: 3,
    topology: 'peers',
    podManagementPolicy: 'OrderedReady',
    ordinals: { start: 1 },
    podServices: { type: 'NodePort', annotations: { 'example.com/pool': 'inner' } },
    rollout: { partition: 2, minReadySeconds: 10 },
    disruption: { minAvailable: 2 },
    adopt: { serviceName: 'nats-peers' },
  });
  new Task(shop, 'migrate', { image: 'api:1.4.2', args: ['migrate'], release: 'before', env: { NATS: nats.address } });
  new WebService(shop, 'api', {
    image: 'api:1.4.2',
    port: 8080,
    rollout: { strategy: 'zeroDowntime', maxSurge: '50%', minReadySeconds: 5, progressDeadlineSeconds: 120 },
    scaling: {
      min: 3,
      max: 12,
      memory: 80,
      metrics: [{
        type: 'Pods', pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '100' } },
      }],
      behavior: { scaleUp: { policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }], selectPolicy: 'Max' } },
    },
    env: { FIRST: nats.pod(1).address },
  });
  new Worker(shop, 'legacy', { image: 'legacy:0.9.0', rollout: { strategy: 'recreate', revisionHistoryLimit: 1 } });
  new DaemonAgent(shop, 'shipper', { image: 'shipper:3.0.1', rollout: { strategy: 'zeroDowntime', maxSurge: '10%' } });
  new DaemonAgent(shop, 'driver', { image: 'driver:3.0.1', rollout: { strategy: 'OnDelete' } });
  new Task(shop, 'import', {
    image: 'import:7.1.0',
    job: {
      completionMode: 'Indexed',
      completions: 5,
      parallelism: 2,
      backoffLimitPerIndex: 1,
      maxFailedIndexes: 2,
      podFailurePolicy: { rules: [{ action: 'FailIndex', onExitCodes: { operator: 'In', values: [42] } }] },
      successPolicy: { rules: [{ succeededIndexes: '0-3', succeededCount: 3 }] },
    },
  });
  new CronTask(shop, 'report', { image: 'report:1.0.0', schedule: '@daily', scheduling: { suspend: true } });
  new Task(shop, 'smoke', { image: 'api:1.4.2', args: ['smoke'], release: 'after', job: { ignoreDisruptions: false } });
}
