/** Whether an object is what the real provider waits for. Kinds that are not here are ready as soon as they exist. */
import type { Client } from './client';
import { identityOf } from './checkpoint';
import { at, isMap, listAt, numberAt, textAt, type Properties, type Value } from './values';

/** Something that does not become ready: waiting longer is no use. */
export class Failed extends Error {}

/** What one look at an object tells. */
export interface Look {
  readonly client: Client;
  readonly live: Properties;
  /** The object before it was changed. @default - it was created */
  readonly before?: Properties | undefined;
  /** Whether the pods behind a Service, of which this is the state, have not changed for a while. */
  readonly settled: (state: string) => boolean;
}

type Answer = string | undefined;

/** Says what is missing, or undefined where nothing is. Throws Failed. */
export function missing(look: Look): Promise<Answer> | Answer {
  const { apiVersion, kind } = identityOf(look.live);
  return waited[`${apiVersion} ${kind}`]?.(look);
}

const waited: Readonly<Record<string, (look: Look) => Promise<Answer> | Answer>> = {
  'apps/v1 Deployment': deployment,
  'apps/v1 StatefulSet': ({ live }) => statefulSet(live),
  'apps/v1 DaemonSet': ({ live }) => daemonSet(live),
  'batch/v1 Job': ({ live }) => job(live),
  'networking.k8s.io/v1 Ingress': ({ live }) =>
    hasAddress(live) ? undefined : '.status.loadBalancer has no address yet',
  'v1 PersistentVolume': ({ live }) => phase(live, 'Available', 'Bound'),
  'v1 PersistentVolumeClaim': claim,
  'v1 Pod': ({ live }) => textAt(live, 'status', 'phase') === 'Succeeded' || isTrue(live, 'Ready')
    ? undefined : 'the Pod is not ready',
  'v1 ReplicationController': ({ live }) => numberAt(live, 'spec', 'replicas')
    === numberAt(live, 'status', 'availableReplicas') ? undefined : 'replicas are missing',
  'v1 ResourceQuota': ({ live }) => JSON.stringify(at(live, 'spec', 'hard'))
    === JSON.stringify(at(live, 'status', 'hard')) ? undefined : 'the quota is not in force',
  'v1 Secret': ({ live }) => textAt(live, 'type') !== 'kubernetes.io/service-account-token' || isMap(live['data'])
    ? undefined : 'the token is not there',
  'v1 Service': service,
};

/** Available, with all pods of its newest ReplicaSet ready, and its claims bound. */
async function deployment({ client, live, before }: Look): Promise<Answer> {
  if (numberAt(live, 'status', 'observedGeneration') !== numberAt(live, 'metadata', 'generation'))
    return 'the controller has not seen it yet';
  const revision = revisionOf(live);
  if (!isTrue(live, 'Available')) return 'minimum number of Pods to consider the application live was not attained';
  const progressing = condition(live, 'Progressing');
  if (revision !== '1' && textAt(progressing, 'reason') !== 'NewReplicaSetAvailable')
    return `the rollout is not done: ${textAt(progressing, 'message')}`;
  const { namespace } = identityOf(live);
  const sets = await client.list('apps/v1', 'ReplicaSet', namespace);
  const newest = sets.find((set) => isOwnedBy(set, live) && revisionOf(set) === revision);
  if (newest === undefined) return 'its ReplicaSet is not there yet';
  const changed = before !== undefined && templateOf(before) !== templateOf(live);
  if (changed && revisionOf(before) === revision) return 'its new ReplicaSet is not there yet';
  const wanted = at(newest, 'spec', 'replicas') === undefined ? 1 : numberAt(newest, 'spec', 'replicas');
  if (numberAt(newest, 'status', 'readyReplicas') < wanted) return 'not all of its Pods are ready';
  return claimsOf(client, live, namespace);
}

async function claimsOf(client: Client, live: Properties, namespace: string): Promise<Answer> {
  const names = listAt(live, 'spec', 'template', 'spec', 'volumes')
    .map((volume) => textAt(volume, 'persistentVolumeClaim', 'claimName')).filter((name) => name !== '');
  if (names.length === 0) return undefined;
  const claims = await client.list('v1', 'PersistentVolumeClaim', namespace);
  const unbound = claims.filter((each) => names.includes(identityOf(each).name)
    && textAt(each, 'status', 'phase') !== 'Bound');
  return unbound.length === 0 ? undefined : 'a PersistentVolumeClaim of it is not bound';
}

/** All replicas of the newest revision are there and ready. */
function statefulSet(live: Properties): Answer {
  const { status } = live;
  if (numberAt(status, 'observedGeneration') < numberAt(live, 'metadata', 'generation'))
    return 'the controller has not seen it yet';
  const replicas = numberAt(live, 'spec', 'replicas');
  const byHand = textAt(live, 'spec', 'updateStrategy', 'type') === 'OnDelete'
    && numberAt(live, 'metadata', 'generation') > 1;
  const counted = ['replicas', 'readyReplicas', ...byHand ? [] : ['currentReplicas']];
  if (counted.some((name) => numberAt(status, name) !== replicas))
    return `${numberAt(status, 'readyReplicas')} out of ${replicas} replicas succeeded readiness checks`;
  const current = textAt(status, 'currentRevision');
  return byHand || (current !== '' && current === textAt(status, 'updateRevision'))
    ? undefined : 'not all replicas are of the newest revision';
}

function daemonSet(live: Properties): Answer {
  const { status } = live;
  if (numberAt(status, 'observedGeneration') < numberAt(live, 'metadata', 'generation'))
    return 'the controller has not seen it yet';
  if (textAt(live, 'spec', 'updateStrategy', 'type') === 'OnDelete') return undefined;
  const wanted = numberAt(status, 'desiredNumberScheduled');
  const counted = ['currentNumberScheduled', 'updatedNumberScheduled', 'numberAvailable', 'numberReady'];
  return at(status, 'desiredNumberScheduled') !== undefined && counted.every((name) => numberAt(status, name) >= wanted)
    ? undefined : 'not all of its Pods are ready';
}

/** Complete. What has failed for good is told at once. */
function job(live: Properties): Answer {
  const failed = condition(live, 'Failed');
  const reason = textAt(failed, 'reason');
  if (textAt(failed, 'status') === 'True' && ['BackoffLimitExceeded', 'DeadlineExceeded'].includes(reason))
    throw new Failed(`[${reason}] ${textAt(failed, 'message')}`);
  return isTrue(live, 'Complete') ? undefined : 'the Job has not succeeded';
}

/** Bound; pending where its class waits for the first pod that uses it. */
async function claim({ client, live, before }: Look): Promise<Answer> {
  const is = textAt(live, 'status', 'phase');
  if (is === 'Bound' && before !== undefined) return undefined;
  const name = textAt(live, 'spec', 'storageClassName');
  const kind = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', namespace: '', name };
  const mode = name === '' ? '' : textAt(await client.get(kind).catch(() => ({})), 'volumeBindingMode');
  return phase(live, mode === 'WaitForFirstConsumer' ? 'Pending' : 'Bound');
}

/** Its pods do not change any longer and all of them are ready, which none may be; with an address from outside. */
async function service({ client, live, settled }: Look): Promise<Answer> {
  if (textAt(live, 'spec', 'type') === 'LoadBalancer' && !hasAddress(live))
    return 'Service was not allocated an IP address';
  const selector = at(live, 'spec', 'selector');
  const away = textAt(live, 'spec', 'type') === 'ExternalName' || textAt(live, 'spec', 'clusterIP') === 'None';
  if (away || !isMap(selector) || Object.keys(selector).length === 0) return undefined;
  const { namespace, name } = identityOf(live);
  const endpoints = await client.get({ apiVersion: 'v1', kind: 'Endpoints', namespace, name }).catch(() => undefined);
  const subsets = listAt(endpoints, 'subsets');
  const quiet = endpoints !== undefined && settled(textAt(endpoints, 'metadata', 'resourceVersion'));
  const pending = subsets.some((subset) => listAt(subset, 'notReadyAddresses').length > 0);
  return quiet && !pending ? undefined : 'Service does not target any Pods. Selected Pods may not be ready, or field'
    + ' \'.spec.selector\' may not match labels on any Pods';
}

function phase(live: Properties, ...wanted: readonly string[]): Answer {
  const is = textAt(live, 'status', 'phase');
  return wanted.includes(is) ? undefined : `its phase is ${is}`;
}

function hasAddress(live: Properties): boolean {
  return listAt(live, 'status', 'loadBalancer', 'ingress').length > 0;
}

/** A condition of an object's status, by its type. */
export function condition(live: Properties, type: string): Value | undefined {
  return listAt(live, 'status', 'conditions').find((each) => textAt(each, 'type') === type);
}

function isTrue(live: Properties, type: string): boolean {
  return textAt(condition(live, type), 'status') === 'True';
}

function revisionOf(object: Properties): string {
  return textAt(at(object, 'metadata', 'annotations'), 'deployment.kubernetes.io/revision');
}

function templateOf(object: Properties): string {
  return JSON.stringify(at(object, 'spec', 'template'));
}

function isOwnedBy(object: Properties, owner: Properties): boolean {
  const uid = textAt(owner, 'metadata', 'uid');
  return listAt(object, 'metadata', 'ownerReferences').some((each) => textAt(each, 'uid') === uid);
}
