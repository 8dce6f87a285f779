/** The pods that an object makes, whatever its kind: a Pod, a workload, a CronJob, a foreign controller. */
import type { CheckedObject, CheckInput, PlainManifest } from './check';
import { fieldAt, fieldsOf, textMapOf, type Fields } from './fields';
import { isKind, nameOf, namespaceOf } from './object-identity';
import { onceARun } from './once-a-run';
import { containersOf, type PodContainer } from './pod-container';

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

/** Every pod template of the tree. */
export function podTemplatesOf({ objects }: Pick<CheckInput, 'objects'>): readonly PodTemplate[] {
  return found(objects);
}

const found = onceARun((objects): readonly PodTemplate[] =>
  objects.map(podTemplateOf).filter((pod) => pod !== undefined));

/** The pods that an object makes, found by their shape: an operator's kind with a pod template is judged as well. */
export function podTemplateOf(at: CheckedObject): PodTemplate | undefined {
  const [holder, place] = holderOf(at.manifest) ?? [];
  return holder === undefined || place === undefined ? undefined : new FoundTemplate(at, holder, place);
}

/** Where a template is: few places, whose texts all templates share. */
interface TemplatePlace {
  readonly metadata: string;
  readonly spec: string;
}

/** A tree may have many thousand of them: what follows from the manifest is not kept beside it. */
class FoundTemplate implements PodTemplate {
  public readonly spec: Fields;
  public readonly containers: readonly PodContainer[];

  public constructor(
    public readonly at: CheckedObject, private readonly holder: Fields, private readonly place: TemplatePlace,
  ) {
    this.spec = fieldsOf(holder.spec);
    this.containers = containersOf(this.spec, place.spec);
  }

  public get namespace(): string {
    return namespaceOf(this.at.manifest);
  }

  public get metadata(): Fields {
    return fieldsOf(this.holder.metadata);
  }

  public get metadataField(): string {
    return this.place.metadata;
  }

  public get field(): string {
    return this.place.spec;
  }

  public get labels(): ReadonlyMap<string, string> {
    return labelsOf(this.at, this.metadata);
  }
}

const ofPod: TemplatePlace = { metadata: 'metadata', spec: 'spec' };
const ofWorkload: TemplatePlace = { metadata: 'spec.template.metadata', spec: 'spec.template.spec' };
const ofCronJob: TemplatePlace = {
  metadata: 'spec.jobTemplate.spec.template.metadata', spec: 'spec.jobTemplate.spec.template.spec',
};

/** What has the metadata and spec of the pods, and the path to it; undefined where the object makes none. */
function holderOf(manifest: PlainManifest): readonly [holder: Fields, place: TemplatePlace] | undefined {
  if (isKind(manifest, '', 'Pod')) return [manifest, ofPod];
  const { template, jobTemplate } = fieldsOf(manifest.spec);
  if (holdsContainers(template)) return [fieldsOf(template), ofWorkload];
  const ofJob = fieldAt(jobTemplate, 'spec.template');
  return holdsContainers(ofJob) ? [fieldsOf(ofJob), ofCronJob] : undefined;
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

/** The containers that run as long as the pod does. */
export function runningContainers(pod: PodTemplate): readonly PodContainer[] {
  return pod.containers.filter((container) => container.role !== 'init');
}

/** Whether pods of others declare no port at all: they may listen all the same, for nobody has to say so. */
export function isSilent(pod: PodTemplate): boolean {
  return pod.at.foreign === true && runningContainers(pod).every(({ ports }) => ports.length === 0);
}
