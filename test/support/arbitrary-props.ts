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
import { disruption, job, rollout, scaling, storeKeys } from '../property/support/arbitrary-controllers';
import { agentKeys, podKeys } from '../property/support/arbitrary-pod';
import { allowFrom, serviceKeys } from '../property/support/arbitrary-services';
import { storage, storages } from '../property/support/arbitrary-volumes';
import { consistent } from '../property/support/consistent';

/** A workload's class, to which props are given as a program in JavaScript gives them. */
export type AnyWorkload = (new (scope: Construct, id: string, props: Props) => Workload & Listening)
  & Pick<WorkloadClass, 'definition'>;

/** The six workloads, by name. */
export const classes = Object.freeze({
  CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker,
}) as unknown as Readonly<Record<string, AnyWorkload>>;

type Keys = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const labelValue = fc.oneof(word, fc.constant('v1.2_3'));

const common: Keys = {
  name: word,
  containerName: word,
  imagePullSecrets: fc.constantFrom(['pull'], [{ name: 'pull' }], [existing.secret('pull')]),
  owner: labelValue,
  component: labelValue,
  labels: mapOf(fc.oneof(word, word.map((name) => `example.com/${name}`)), labelValue),
  annotations: mapOf(word.map((name) => `example.com/${name}`), someText),
  podAnnotations: mapOf(word.map((name) => `example.com/${name}`), someText),
  networkIsolation: fc.oneof(fc.constant(false), optional({ egressAnywhere: fc.boolean() })),
  allowFrom,
  schedulerName: fc.constant('batch-scheduler'),
  priorityClassName: fc.constant('system-cluster-critical'),
  ...podKeys,
  enableServiceLinks: fc.boolean(),
  automountServiceAccountToken: fc.boolean(),
  user: fc.integer({ min: 1, max: 70_000 }),
  group: fc.integer({ min: 1, max: 70_000 }),
  serviceAccount: fc.oneof(
    fc.constant(false), fc.constant(existing.serviceAccount('robot')),
    optional({ annotations: fc.constant({ 'example.com/a': 'b' }), cloudIdentity: fc.constant('arn:role') }),
  ),
  adopt: optional({
    name: word, labels: fc.constant({ 'old.example.com/part': 'yes' }), selector: fc.constant({}), serviceName: word,
  }),
  because: fc.constant({ replicas: 'a licence for few' }),
};

const byTrait: Readonly<Record<Trait, Keys>> = {
  listens: serviceKeys,
  longRunning: {
    rollout,
    metrics: fc.oneof(fc.constant(false), fc.record({
      port: fc.constant(9000), path: fc.constant('/stats'), interval: fc.constant('30s'),
    }, { requiredKeys: ['port'] })),
  },
  replicated: {
    replicas: fc.integer({ min: 1, max: 6 }),
    disruption,
    spread: fc.oneof(fc.constant(false), optional({
      hosts: fc.boolean(),
      zones: fc.constantFrom(false, 'example.com/rack'),
      maxSkew: fc.integer({ min: 1, max: 3 }),
      whenUnsatisfiable: fc.constantFrom('ScheduleAnyway', 'DoNotSchedule'),
      matchLabelKeys: fc.constantFrom([], ['pod-template-hash']),
    })),
    storage,
    storages,
  },
  scalable: { scaling },
  perNode: {
    ...agentKeys,
    hostPaths: fc.constantFrom<Props>(
      { '/var/log': {} }, { '/run/agent.sock': { mountPath: '/agent.sock', readOnly: false, type: 'Socket' } },
      { '/etc/os-release': { type: 'File' }, '/Var/Log/Pods': { readOnly: true } },
      { '/': { mountPath: '/host', mountPropagation: 'HostToContainer' }, '/sys': { recursiveReadOnly: 'IfPossible' } },
      { '/dev-a': { type: 'CharDevice' }, '/dev/a': { subPath: 'a' }, '/dev/b': { subPathExpr: 'b' } },
    ),
  },
  stores: storeKeys,
  runsOnce: { job },
  released: { run: someText, release: fc.constantFrom('before', 'after') },
  scheduled: {
    timeZone: fc.constantFrom('Europe/Berlin', 'Etc/UTC'),
    scheduling: optional({
      concurrencyPolicy: fc.constantFrom('Allow', 'Forbid', 'Replace'),
      startingDeadlineSeconds: fc.integer({ min: 10, max: 900 }),
      successfulJobsHistoryLimit: fc.nat(5),
      failedJobsHistoryLimit: fc.nat(5),
      suspend: fc.boolean(),
      spread: fc.boolean(),
    }),
  },
};

/** What the workload cannot be without. */
const needed: Readonly<Record<string, Keys>> = Object.freeze({
  WebService: { port: fc.constant(1000) },
  StatefulStore: { port: fc.constant(1000) },
  CronTask: { schedule: fc.constantFrom('30 3 * * *', '@daily', '@monthly', '@midnight', '*/5 0-6 1,15 * mon-fri') },
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
