/**
 * Builds a pod template from what a draft holds: containers with their sets resolved, volumes, affinities, metadata.
 */
import { keepingOutputs } from '../later';
import { workloadLabel } from '../names';
import { render } from '../render';
import { isDeferred, isLate, Late } from '../value';
import { Claims } from './claims';
import { Collections, type AddedContainer, type ContainerRole, type Entry } from './collections';
import type { ContainerSet, DraftRecord } from './draft';
import type { DraftIdentity } from './draft-identity';
import { listOfVariables, type LaterEnv } from './later-env';

/** A container of a settled draft. */
export interface SettledContainer {
  readonly name: string;
  readonly role: ContainerRole;
  /** The container as the pod template has it; leaves may come later. */
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly collections: Collections;
}

/** Hears who owns a leaf, for `explain`. */
export type OwnerListener = (place: string, owner: string) => void;

/** The containers of the pod: the main one first, then as they were added. */
export function settleContainers(
  record: DraftRecord,
  mainName: string,
  onOwner?: OwnerListener,
): readonly SettledContainer[] {
  const added = record.collections.sorted('containers') as readonly Entry<AddedContainer>[];
  const members: readonly { readonly name: string; readonly role: ContainerRole }[] = [
    { name: mainName, role: 'main' },
    ...added.map((entry) => ({ name: entry.key, role: entry.item.role })),
  ];
  return members.map(({ name, role }) => settleContainer(record, name, role, onOwner));
}

function settleContainer(
  record: DraftRecord,
  name: string,
  role: ContainerRole,
  onOwner?: OwnerListener,
): SettledContainer {
  const claims = new Claims(record.path, `container ${name}`);
  const collections = new Collections(record.path, `container ${name}`);
  for (const write of record.containerWrites) {
    if (!inSet(write.set, name, role)) continue;
    if (write.kind === 'claim') claims.claim(write.patch, write.owner);
    else collections.add(write, write.collection);
  }
  const keyed = (collection: string, key: string): unknown[] | undefined =>
    listOf(collections.sorted(collection), (entry) => named(key, entry));
  const claimed = claims.toObject(onOwner && ((field, owner) => { onOwner(`container:${name}.${field}`, owner); }));
  const hooks = mapOfEntries(collections.sorted('hooks'));
  const manifest = {
    name,
    ...claimed,
    ...defined('lifecycle', hooks && { ...claimed['lifecycle'] as object | undefined, ...hooks }),
    ...defined('ports', withHostPorts(keyed('ports', 'name'), collections)),
    ...defined('env', listOfVariables(keyed('env', 'name'), collections.sorted('laterEnv')[0]?.item as LaterEnv)),
    ...defined(
      'envFrom',
      listOf(collections.sorted('envFrom'), (entry) => entry.item),
    ),
    ...defined('volumeMounts', keyed('volumeMounts', 'mountPath')),
    ...defined('volumeDevices', keyed('volumeDevices', 'devicePath')),
    ...(role === 'sidecar' ? { restartPolicy: 'Always' } : {}),
  };
  return { name, role, manifest, collections };
}

/** The ports, each with the port of the node that leads to it. */
function withHostPorts(ports: unknown[] | undefined, collections: Collections): unknown[] | undefined {
  const hostPorts = new Map(collections.sorted('hostPorts').map(({ key, item }) => [key, item as object]));
  if (hostPorts.size === 0) return ports;
  return ports?.map((port) => ({ ...(port as object), ...hostPorts.get((port as { readonly name: string }).name) }));
}

function inSet(set: ContainerSet, name: string, role: ContainerRole): boolean {
  if (typeof set === 'object') return set.name === name;
  if (set === 'every') return true;
  if (set === 'main') return role === 'main';
  return set === 'init' ? role === 'init' : role !== 'init';
}

/** The pod template. */
export function podTemplate(
  record: DraftRecord,
  containers: readonly SettledContainer[],
  identity: DraftIdentity,
  onOwner?: OwnerListener,
): { readonly metadata: Record<string, unknown>; readonly spec: Record<string, unknown> } {
  const manifests = (init: boolean): Readonly<Record<string, unknown>>[] | undefined => {
    const chosen = containers.filter(
      (container) => (container.role === 'init' || container.role === 'sidecar') === init,
    );
    return chosen.length === 0 ? undefined : chosen.map((container) => container.manifest);
  };
  const entries = record.collections;
  const claimed = withListsOf(record).toObject(onOwner && ((field, owner) => { onOwner(`pod.${field}`, owner); }));
  const spec = {
    ...claimed,
    ...defined('initContainers', manifests(true)),
    containers: manifests(false),
    ...defined('nodeSelector', mapOfEntries(entries.sorted('nodeSelector'))),
    ...defined(
      'imagePullSecrets',
      listOf(entries.sorted('imagePullSecrets'), (entry) => ({ name: entry.key })),
    ),
    ...defined(
      'tolerations',
      listOf(entries.sorted('tolerations'), (entry) => entry.item),
    ),
    ...defined(
      'topologySpreadConstraints',
      listOf(entries.sorted('topologySpreadConstraints'), (entry) => entry.item),
    ),
    ...defined(
      'volumes',
      listOf(entries.sorted('volumes'), (entry) => named('name', entry)),
    ),
  };
  const metadata = {
    labels: {
      ...mapOfEntries(podLabels(entries, identity)),
      ...mapOfEntries(entries.sorted('adoptedPodLabels')),
      ...identity.selector,
    },
    ...defined('annotations', mapOfEntries(entries.sorted('podAnnotations'))),
  };
  return { metadata, spec };
}

/** The labels of pods; of those that also stand on the objects, which inform, a lasting template has none. */
function podLabels(entries: DraftRecord['collections'], { lasting = false }: DraftIdentity): readonly Entry<string>[] {
  const all = entries.sorted('podLabels') as readonly Entry<string>[];
  if (!lasting) return all;
  const informing = new Map((entries.sorted('labels') as readonly Entry<string>[]).map(({ key, item }) => [key, item]));
  return all.filter(({ key, item }) => key === workloadLabel || informing.get(key) !== item);
}

/** The collections of affinity terms, and where each stands in the pod. */
const affinities = Object.freeze([
  ['preferredNodeAffinity', 'nodeAffinity', 'preferred'],
  ['requiredPodAffinity', 'podAffinity', 'required'],
  ['preferredPodAffinity', 'podAffinity', 'preferred'],
  ['requiredPodAntiAffinity', 'podAntiAffinity', 'required'],
  ['preferredPodAntiAffinity', 'podAntiAffinity', 'preferred'],
] as const);

/** What is claimed of the pod, and what becomes a field of it: claimed too, so that neither overwrites the other. */
function withListsOf(record: DraftRecord): Claims {
  const lists = affinities.filter(([collection]) => record.collections.sorted(collection).length > 0);
  const supplementalGroups = record.needed('supplementalGroups');
  if (lists.length === 0 && supplementalGroups.length === 0) return record.pod;
  const pod = record.pod.copy();
  for (const [collection, kind, rule] of lists) {
    const entries = record.collections.sorted(collection);
    const items = entries.map((entry) => entry.item);
    const owner = entries[0]?.owner ?? collection;
    pod.claim({ affinity: { [kind]: { [`${rule}DuringSchedulingIgnoredDuringExecution`]: items } } }, owner);
  }
  if (supplementalGroups.length > 0) pod.claim({ securityContext: { supplementalGroups } }, 'supplementalGroups');
  return pod;
}

/** The entries as a map from key to item, or undefined where there is none. */
export function mapOfEntries(entries: readonly Entry[]): Record<string, unknown> | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries.map((entry) => [entry.key, entry.item]));
}

function listOf<Item>(entries: readonly Entry[], item: (entry: Entry) => Item): Item[] | undefined {
  return entries.length === 0 ? undefined : entries.map(item);
}

/** An entry with its name in it. One that is settled late may still come to nothing. */
function named(key: string, entry: Entry): unknown {
  const { item } = entry;
  if (!isLate(item)) return { [key]: entry.key, ...(item as object) };
  return new Late((viewpoint) => {
    const rendered = render(item, keepingOutputs(viewpoint));
    const whole = (known: unknown): object => ({ [key]: entry.key, ...(known as object) });
    if (isDeferred(rendered)) return rendered.apply(whole);
    return rendered === undefined ? undefined : whole(rendered);
  });
}

function defined(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value };
}
