/** Arbitrary valid values of what the controllers take: rollouts, jobs, bounds of scaling, budgets. */
import fc from 'fast-check';
import { optional, type Props } from './arbitrary-container';

const numberOrPercent = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom('25%', '50%'));
const seconds = fc.integer({ min: 0, max: 120 });
const orFalse = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(fc.constant(false), { weight: 4, arbitrary: value });

/** The rollout of what runs until it is told to stop. */
export const rollout = orFalse(optional({
  strategy: fc.constantFrom('zeroDowntime', 'recreate', 'RollingUpdate', 'Recreate', 'OnDelete'),
  maxUnavailable: numberOrPercent,
  maxSurge: numberOrPercent,
  partition: fc.nat(5),
  drainSeconds: seconds,
  shutdownSeconds: fc.integer({ min: 1, max: 120 }),
  minReadySeconds: seconds,
  progressDeadlineSeconds: fc.integer({ min: 200, max: 900 }),
  revisionHistoryLimit: fc.nat(10),
  drain: fc.boolean(),
}));

/** How many pods a drain may take, or must leave. */
export const disruption = orFalse(optional({
  maxUnavailable: numberOrPercent,
  minAvailable: fc.constantFrom<number | string>(1, '10%', '50%'),
  unhealthyPodEvictionPolicy: fc.constantFrom('AlwaysAllow', 'IfHealthyBudget'),
}));

const metric = { name: 'requests', selector: { matchLabels: { verb: 'GET' } } };
const metrics = fc.subarray<Props>([
  { type: 'Pods', pods: { metric, target: { type: 'AverageValue', averageValue: '500m' } } },
  { type: 'External', external: { metric, target: { type: 'Value', value: 30 } } },
  { type: 'ContainerResource', containerResource: {
    name: 'memory', container: 'any', target: { type: 'AverageValue', averageValue: '1Gi' },
  } },
  { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } },
  { type: 'Object', object: {
    metric, describedObject: { apiVersion: 'v1', kind: 'Service', name: 'queue' },
    target: { type: 'Value', value: 30 },
  } },
], { minLength: 1 });
const rules = optional({
  stabilizationWindowSeconds: seconds,
  selectPolicy: fc.constantFrom('Max', 'Min', 'Disabled'),
  policies: fc.constantFrom([{ type: 'Pods', value: 2, periodSeconds: 60 }]),
  tolerance: fc.constantFrom<number | string>(0.05, '50m'),
});

/** Bounds between which load decides. */
export const scaling = orFalse(fc.record({
  min: fc.integer({ min: 2, max: 3 }),
  max: fc.integer({ min: 3, max: 9 }),
  cpu: fc.oneof(fc.constant(false), fc.integer({ min: 1, max: 100 })),
  memory: fc.integer({ min: 1, max: 100 }),
  metrics,
  behavior: optional({ scaleUp: rules, scaleDown: rules }),
  scaleDownSeconds: seconds,
}, { requiredKeys: ['max'] }));

/** How the pods of a store are called, and reached. */
export const storeKeys = {
  topology: fc.constantFrom('primaryAndReplicas', 'peers'),
  podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
  ordinals: fc.record({ start: fc.nat(3) }),
  podServices: fc.oneof(fc.boolean(), optional({
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
    publishNotReadyAddresses: fc.boolean(),
    annotations: fc.constant({ 'example.com/balancer': 'internal' }),
  })),
};

const failureRules = fc.subarray<Props>([
  { action: 'FailJob', onExitCodes: { operator: 'In', values: [42, 3] } },
  { action: 'Count', onExitCodes: { operator: 'NotIn', values: [0] } },
  { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }, { type: 'Evicted', status: 'False' }] },
  { action: 'FailIndex', onExitCodes: { operator: 'In', values: [7] } },
]);

/** The bounds of a job, and what counts as its end. */
export const job = optional({
  backoffLimit: fc.nat(5),
  activeDeadlineSeconds: fc.integer({ min: 1, max: 9000 }),
  ttlSecondsAfterFinished: fc.oneof(fc.constant(false), fc.nat(9000)),
  restartOnFailure: fc.boolean(),
  // What a hook sleeps before it leaves nothing of no seconds.
  shutdownSeconds: fc.integer({ min: 1, max: 120 }),
  completions: fc.integer({ min: 3, max: 9 }),
  parallelism: fc.nat(9),
  completionMode: fc.constantFrom('NonIndexed', 'Indexed'),
  backoffLimitPerIndex: fc.nat(3),
  maxFailedIndexes: fc.nat(3),
  podFailurePolicy: fc.record({ rules: failureRules }),
  ignoreDisruptions: fc.boolean(),
  successPolicy: fc.record({ rules: fc.constantFrom(
    [{ succeededIndexes: '0,1-2' }], [{ succeededCount: 2 }, { succeededIndexes: '0-2', succeededCount: 1 }],
  ) }),
  podReplacementPolicy: fc.constantFrom('Failed', 'TerminatingOrFailed'),
  suspend: fc.boolean(),
});
