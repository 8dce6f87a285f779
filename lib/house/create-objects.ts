/** The second phase: patterns say which objects there are, and they are created. Their content may still be late. */
import type { Construct } from 'constructs';
import { CharthouseError } from '../model/error';
import { claimIdentity } from '../model/identity';
import { isClusterScoped } from '../model/kubernetes/api-versions';
import { checkName } from '../model/names';
import { KubernetesObject, type EmittedObject } from '../model/object';
import type { StoredTransform } from '../model/transform/transform';
import type { Late } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';
import { deliveryAnnotations } from './delivery-annotations';
import { installValidation } from './findings';
import type { ResolvedWorkload } from './resolved-workload';
import { runPattern } from './run-pattern';
import { isOff } from './settle-workload';

/** Creates the controller and everything that the patterns emit, below the workload. */
export function createObjects(
  construct: Construct,
  resolved: ResolvedWorkload,
  controller: EmittedObject,
  transforms: readonly StoredTransform[],
): void {
  const { facts, draft } = resolved;
  installValidation(construct);
  // A workload's name is unique among the workloads of its namespace, across kinds.
  claimIdentity(construct, facts.cluster, {
    group: 'charthouse.dev',
    kind: 'Workload',
    namespace: facts.namespace,
    name: facts.name,
  });
  const labels = textEntries(draft.entries('labels'));
  const annotations = Object.fromEntries(draft.entries('annotations').map((entry) => [entry.key, entry.item]));
  for (const object of inOrder([controller, ...emittedObjects(resolved)])) {
    const made = createObject(construct, facts, object, {
      labels,
      annotations,
      transforms: () =>
        transforms.filter((transform) => transform.kind === object.kind && transform.role === object.role),
    });
    // What `ApiObject.of(workload)` gives.
    if (object === controller) construct.node.defaultChild = made;
  }
}

/** What an object has besides what its pattern says of it. */
interface ObjectFrame {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, unknown>>;
  /** @default - what the pattern said when it was asked */
  readonly body?: Late | undefined;
  /** @default - none */
  readonly transforms?: (() => readonly StoredTransform[]) | undefined;
  /** What an error about its identity advises. @default - another name for the workload */
  readonly advice?: Parameters<typeof claimIdentity>[3] | undefined;
}

/** Creates one object of a workload below a construct, and takes its identity. */
export function createObject(
  construct: Construct,
  facts: WorkloadFacts,
  object: EmittedObject,
  { labels, annotations, body, transforms, advice }: ObjectFrame,
): KubernetesObject {
  const name = object.name ?? (object.role === '' ? facts.name : `${facts.name}-${object.role}`);
  checkName(name, object.kind, facts.path, object.name === undefined ? 'name' : `${object.kind} name`);
  const namespace = isClusterScoped(object.kind) ? undefined : facts.namespace;
  const identity = { group: groupOf(object, facts.path), kind: object.kind, namespace, name };
  claimIdentity(construct, facts.cluster, identity, advice);
  const id = object.role === '' ? object.kind : `${object.kind}-${object.role}`;
  if (construct.node.tryFindChild(id) !== undefined) throw roleTaken(facts.path, object);
  return new KubernetesObject(construct, id, {
    apiVersion: object.apiVersion,
    kind: object.kind,
    role: object.role,
    name,
    namespace,
    body: body ?? object.body,
    delivery: object.delivery,
    labels: { ...labels, ...object.labels },
    annotations: {
      ...annotations,
      ...deliveryAnnotations(object.delivery, facts.target.delivery),
      ...object.annotations,
    },
    transforms: transforms ?? (() => []),
  });
}

function roleTaken(path: string, { kind, role }: EmittedObject): CharthouseError {
  return new CharthouseError({
    path,
    field: 'role',
    problem: `of an emitted ${kind} is taken: transforms could not tell the two apart`,
    value: role,
    allowed: `a role that no other ${kind} of the workload has`,
    fix: `name it among the workload's objects of its kind: emitted('${kind}', …, { role: '…' })`,
  });
}

/** Kinds that pods need from the beginning, and that are there at once. */
export const configurationKinds: readonly string[] = Object.freeze([
  'ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding', 'NetworkPolicy', 'ConfigMap', 'Secret',
]);

/** What others refer to comes first, so that a file applied from top to bottom never waits for its own end. */
const first: readonly string[] = Object.freeze([...configurationKinds, 'PersistentVolumeClaim', 'Service']);

/** The objects in the order of the file. */
export function inOrder(objects: readonly EmittedObject[]): readonly EmittedObject[] {
  const rank = ({ kind }: EmittedObject): number => (first.includes(kind) ? first.indexOf(kind) : first.length);
  return [...objects].sort((left, right) => rank(left) - rank(right));
}

function groupOf({ apiVersion, kind }: EmittedObject, path: string): string {
  if (/^([a-z0-9.-]+\/)?v[a-z0-9]+$/.test(apiVersion)) return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  throw new CharthouseError({
    path,
    field: `apiVersion of ${kind}`,
    problem: 'is no API version',
    value: apiVersion,
    allowed: 'such as apps/v1 or keda.sh/v1alpha1',
    fix: 'write group/version, as in the manifest',
  });
}

/** What the patterns emit, in the order of their names. */
export function emittedObjects(resolved: ResolvedWorkload): readonly EmittedObject[] {
  const { base, draft, facts, values } = resolved;
  return base.emitting.flatMap((pattern) =>
    (isOff(pattern, values) ? [] : runPattern(pattern, facts.path, () => pattern.emit(draft, values, facts))));
}

function textEntries(entries: readonly { readonly key: string; readonly item: string }[]): Record<string, string> {
  return Object.fromEntries(entries.map((entry) => [entry.key, entry.item]));
}
