/** Arbitrary valid props for each of the six workloads: every key of every built-in pattern, now and then. */
import type { Construct } from 'constructs';
import fc from 'fast-check';
import {
  CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker, existing,
  type Listening, type Trait, type Workload, type WorkloadClass,
} from '../../lib';
import {
  container, containerKeys, image, mapOf, optional, someText, word, type Props,
} from '../property/support/arbitrary-container';
import { consistent } from '../property/support/consistent';

/** A workload's class, to which props are given as a program in JavaScript gives them. */
export type AnyWorkload = (new (scope: Construct, id: string, props: Props) => Workload & Listening)
  & Pick<WorkloadClass, 'definition'>;

/** The six workloads, by name. */
export const classes = Object.freeze({
  CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker,
}) as unknown as Readonly<Record<string, AnyWorkload>>;

type Keys = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const numberOrPercent = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom('25%', '50%'));
const labelValue = fc.oneof(word, fc.constant('v1.2_3'));
const seconds = fc.integer({ min: 0, max: 120 });

const common: Keys = {
  name: word,
  containerName: word,
  imagePullSecrets: fc.constant(['pull']),
  owner: labelValue,
  component: labelValue,
  labels: mapOf(fc.oneof(word, word.map((name) => `example.com/${name}`)), labelValue),
  annotations: mapOf(word.map((name) => `example.com/${name}`), someText),
  podAnnotations: mapOf(word.map((name) => `example.com/${name}`), someText),
  networkIsolation: fc.oneof(fc.constant(false), optional({ egressAnywhere: fc.boolean() })),
  allowFrom: fc.array(fc.constantFrom<Props>(
    { cidr: '10.1.0.0/16' }, { namespace: 'partners', workload: 'caller', ports: [1001] }, { workload: 'caller' },
    { namespace: 'ops', podLabels: { app: 'probe' } },
  ), { minLength: 1, maxLength: 3 }),
  schedulerName: fc.constant('batch-scheduler'),
  priorityClassName: fc.constant('system-cluster-critical'),
  enableServiceLinks: fc.boolean(),
  automountServiceAccountToken: fc.boolean(),
  user: fc.integer({ min: 1, max: 70_000 }),
  group: fc.integer({ min: 1, max: 70_000 }),
  serviceAccount: fc.oneof(
    fc.constant(false), fc.constant(existing.serviceAccount('robot')),
    optional({ annotations: fc.constant({ 'example.com/a': 'b' }), cloudIdentity: fc.constant('arn:role') }),
  ),
  adopt: optional({ name: word, labels: fc.constant({ 'old.example.com/part': 'yes' }), selector: fc.constant({}) }),
  because: fc.constant({ replicas: 'a licence for few' }),
};

const byTrait: Readonly<Record<Trait, Keys>> = {
  listens: {
    portName: fc.constantFrom('http', 'grpc-api'),
    ports: fc.constantFrom<Props>(
      { metrics2: 2001 }, { udp: { port: 2002, protocol: 'UDP' }, own: { port: 2003, service: 4003 } },
      { hidden: { port: 2004, service: false }, both: 2005 },
    ),
    service: fc.oneof(fc.constant(false), optional({
      port: fc.constantFrom(80, 443),
      appProtocol: fc.constant('kubernetes.io/h2c'),
      annotations: fc.constant({ 'example.com/balancer': 'internal' }),
    })),
    host: fc.constantFrom('api.example.com', '*.example.com'),
    exposure: fc.oneof(fc.constant(false), optional({
      paths: fc.constantFrom(['/'], ['/v1', '/v2']), annotations: fc.constant({ 'example.com/route': 'x' }),
    })),
  },
  longRunning: {
    rollout: fc.oneof(fc.constant(false), optional({
      strategy: fc.constantFrom('RollingUpdate', 'Recreate'),
      maxUnavailable: numberOrPercent,
      maxSurge: numberOrPercent,
      drainSeconds: seconds,
      shutdownSeconds: fc.integer({ min: 1, max: 120 }),
      minReadySeconds: seconds,
      progressDeadlineSeconds: fc.integer({ min: 200, max: 900 }),
      revisionHistoryLimit: fc.nat(10),
      drain: fc.boolean(),
    })),
    metrics: fc.oneof(fc.constant(false), fc.record({
      port: fc.constant(9000), path: fc.constant('/stats'), interval: fc.constant('30s'),
    }, { requiredKeys: ['port'] })),
  },
  replicated: {
    replicas: fc.integer({ min: 1, max: 6 }),
    disruption: fc.oneof(fc.constant(false), optional({
      maxUnavailable: numberOrPercent, unhealthyPodEvictionPolicy: fc.constantFrom('AlwaysAllow', 'IfHealthyBudget'),
    })),
    spread: fc.oneof(fc.constant(false), optional({
      hosts: fc.boolean(),
      zones: fc.constantFrom(false, 'example.com/rack'),
      maxSkew: fc.integer({ min: 1, max: 3 }),
    })),
    storage: fc.record({
      path: fc.constant('/data'),
      size: fc.constantFrom('1Gi', '20Gi'),
      tier: fc.constantFrom('standard', 'fast'),
      accessMode: fc.constantFrom('ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'),
      name: word,
      retention: optional({
        whenDeleted: fc.constantFrom('Retain', 'Delete'), whenScaled: fc.constantFrom('Retain', 'Delete'),
      }),
    }, { requiredKeys: ['path', 'size'] }),
  },
  scalable: {
    scaling: fc.oneof(fc.constant(false), fc.record({
      min: fc.integer({ min: 1, max: 3 }),
      max: fc.integer({ min: 3, max: 9 }),
      cpu: fc.integer({ min: 1, max: 100 }),
      scaleDownSeconds: seconds,
    }, { requiredKeys: ['max'] })),
  },
  perNode: {
    hostPaths: fc.constantFrom<Props>(
      { '/var/log': {} }, { '/run/agent.sock': { mountPath: '/agent.sock', readOnly: false, type: 'Socket' } },
      { '/etc/os-release': { type: 'File' }, '/Var/Log/Pods': { readOnly: true } },
    ),
  },
  stores: { topology: fc.constantFrom('primaryAndReplicas', 'peers') },
  runsOnce: {
    job: optional({
      backoffLimit: fc.nat(5),
      activeDeadlineSeconds: fc.integer({ min: 1, max: 9000 }),
      ttlSecondsAfterFinished: fc.oneof(fc.constant(false), fc.nat(9000)),
      restartOnFailure: fc.boolean(),
      shutdownSeconds: seconds,
    }),
    run: someText,
  },
  scheduled: {
    timeZone: fc.constantFrom('Europe/Berlin', 'Etc/UTC'),
    scheduling: optional({
      concurrencyPolicy: fc.constantFrom('Allow', 'Forbid', 'Replace'),
      startingDeadlineSeconds: fc.integer({ min: 10, max: 900 }),
      successfulJobsHistoryLimit: fc.nat(5),
      failedJobsHistoryLimit: fc.nat(5),
      suspend: fc.boolean(),
    }),
  },
};

/** What the workload cannot be without. */
const needed: Readonly<Record<string, Keys>> = Object.freeze({
  WebService: { port: fc.constant(1000) },
  StatefulStore: { port: fc.constant(1000) },
  CronTask: { schedule: fc.constantFrom('30 3 * * *', '@daily', '*/5 0-6 1,15 * mon-fri') },
});

/** Valid props of the workload. References are made where there is a tree. */
export function arbitraryProps(workload: string): fc.Arbitrary<Props> {
  const definition = classes[workload]!.definition;
  const probed = definition.traits.includes('longRunning');
  const beside = (kind: string, ports: number, isProbed: boolean): fc.Arbitrary<Props> =>
    mapOf(word.map((name) => `${kind}-${name}`), container({ scope: kind, ports, probed: isProbed }), 1);
  const transforms = { [definition.controller]: { metadata: { annotations: { 'example.com/transformed': 'yes' } } } };
  const always = { image, ...needed[workload] };
  const keys: Keys = {
    ...common,
    ...Object.assign({}, ...definition.traits.map((trait) => byTrait[trait])) as Keys,
    ...containerKeys({ scope: 'main', ports: 5000, probed }),
    ...(definition.name === 'DaemonAgent' ? { port: fc.constant(1000) } : {}),
    containers: beside('beside', 6000, probed),
    initContainers: beside('init', 7000, false),
    sidecars: beside('sidecar', 8000, true),
    transform: fc.constant(transforms),
    ...always,
  };
  return fc.record(keys, { requiredKeys: Object.keys(always) }).map((props) => consistent(props, definition));
}
