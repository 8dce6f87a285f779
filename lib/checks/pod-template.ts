/** The pods that an object makes, whatever its kind: a Pod, a workload, a CronJob, a foreign controller. */
import type { CheckedObject, CheckInput } from './check';
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
  const holder = isKind(at.manifest, '', 'Pod') ? '' : ['spec.template.', 'spec.jobTemplate.spec.template.']
    .find((path) => Array.isArray(fieldAt(at.manifest, `${path}spec.containers`)));
  if (holder === undefined) {
    return undefined;
  }
  const field = `${holder}spec`;
  const metadataField = `${holder}metadata`;
  const spec = fieldsOf(fieldAt(at.manifest, field));
  const metadata = fieldsOf(fieldAt(at.manifest, metadataField));
  const namespace = namespaceOf(at.manifest);
  const labels = new Map([...textMapOf(metadata.labels), ...labelsOfJob(at)]);
  return { at, namespace, metadata, metadataField, labels, spec, field, containers: containersOf(spec, field) };
}

/** The labels that Kubernetes gives the pods of a Job, by which a policy may select them. */
function labelsOfJob({ manifest }: CheckedObject): readonly (readonly [key: string, value: string])[] {
  if (!isKind(manifest, 'batch', 'Job')) return [];
  return ['batch.kubernetes.io/job-name', 'job-name'].map((key) => [key, nameOf(manifest)] as const);
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
