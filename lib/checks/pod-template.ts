/** The pods that an object makes, whatever its kind: a Pod, a workload, a CronJob, a foreign controller. */
import type { CheckedObject, CheckInput, PlainManifest } from './check';
import { fieldAt, fieldsOf, itemField, itemsOf, textMapOf, textOf, type Fields } from './fields';
import { isKind, nameOf, namespaceOf } from './object-identity';
import { onceARun } from './once-a-run';

/** The pods that an object makes. */
export interface PodTemplate {
  /** The object that makes them. */
  readonly at: CheckedObject;
  readonly namespace: string;
  readonly metadata: Fields;
  /** Where the metadata is, such as `spec.template.metadata`. */
  readonly metadataField: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly spec: Fields;
  /** Where the pod's spec is, such as `spec.template.spec`. */
  readonly field: string;
  readonly containers: readonly PodContainer[];
}

/** A container of a pod. */
export interface PodContainer {
  /** Its name; empty where it has none. */
  readonly name: string;
  /** Where it is, such as `spec.template.spec.containers[api]`. */
  readonly field: string;
  readonly fields: Fields;
  /** A sidecar is an init container that restarts always: it runs as long as the main containers. */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly ports: readonly ContainerPort[];
}

/** A port that a container declares. */
export interface ContainerPort {
  readonly name: string | undefined;
  readonly number: unknown;
  readonly protocol: string;
}

/** Every pod template of the tree. */
export function podTemplatesOf({ objects }: Pick<CheckInput, 'objects'>): readonly PodTemplate[] {
  return found(objects);
}

const found = onceARun((objects): readonly PodTemplate[] => objects.flatMap((at) => podTemplateOf(at) ?? []));

/** The pods that an object makes, found by their shape: an operator's kind with a pod template is judged as well. */
function podTemplateOf(at: CheckedObject): PodTemplate | undefined {
  const [holder, place] = holderOf(at.manifest) ?? [];
  if (holder === undefined || place === undefined) return undefined;
  const field = `${place}spec`;
  const metadataField = `${place}metadata`;
  const spec = fieldsOf(holder.spec);
  const metadata = fieldsOf(holder.metadata);
  const namespace = namespaceOf(at.manifest);
  const labels = labelsOf(at, metadata);
  return { at, namespace, metadata, metadataField, labels, spec, field, containers: containersOf(spec, field) };
}

/** What has the metadata and spec of the pods, and the path to it; undefined where the object makes none. */
function holderOf(manifest: PlainManifest): readonly [holder: Fields, place: string] | undefined {
  if (isKind(manifest, '', 'Pod')) return [manifest, ''];
  const { template, jobTemplate } = fieldsOf(manifest.spec);
  if (holdsContainers(template)) return [fieldsOf(template), 'spec.template.'];
  const ofJob = fieldAt(jobTemplate, 'spec.template');
  return holdsContainers(ofJob) ? [fieldsOf(ofJob), 'spec.jobTemplate.spec.template.'] : undefined;
}

function holdsContainers(template: unknown): boolean {
  return Array.isArray(fieldsOf(fieldsOf(template).spec).containers);
}

/** The labels of the pods, with those that Kubernetes gives the pods of a Job: a policy may select by them. */
function labelsOf({ manifest }: CheckedObject, metadata: Fields): ReadonlyMap<string, string> {
  const labels = textMapOf(metadata.labels);
  if (!isKind(manifest, 'batch', 'Job')) return labels;
  const ofJob = ['batch.kubernetes.io/job-name', 'job-name'].map((key) => [key, nameOf(manifest)] as const);
  return new Map([...labels, ...ofJob]);
}

function containersOf(spec: Fields, field: string): readonly PodContainer[] {
  const lists = ['initContainers', 'containers'];
  return lists.flatMap((list) => itemsOf(spec[list]).map(([fields, index]): PodContainer => ({
    name: textOf(fields.name) ?? '',
    field: itemField(`${field}.${list}`, fields.name, index),
    fields,
    role: list === 'containers' ? 'main' : fields.restartPolicy === 'Always' ? 'sidecar' : 'init',
    ports: itemsOf(fields.ports).map(([port]) => ({
      name: textOf(port.name),
      number: port.containerPort,
      protocol: textOf(port.protocol) ?? 'TCP',
    })),
  })));
}

/** The containers that run as long as the pod does. */
export function runningContainers(pod: PodTemplate): readonly PodContainer[] {
  return pod.containers.filter((container) => container.role !== 'init');
}

/** Whether pods of others declare no port at all: they may listen all the same, for nobody has to say so. */
export function isSilent(pod: PodTemplate): boolean {
  return pod.at.foreign === true && runningContainers(pod).every(({ ports }) => ports.length === 0);
}
