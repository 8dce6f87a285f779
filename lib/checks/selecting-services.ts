/** Services that select pods, and the pods that they select. */
import type { CheckedObject, CheckInput, PlainManifest } from './check';
import { fieldAt, itemField, itemsOf, textOf } from './fields';
import { isKind, nameOf, namespaceOf } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { onceARun } from './once-a-run';
import { runningContainers, type PodTemplate } from './pod-template';
import { podsByLabel } from './pods-by-label';
import { mapSelectorOf, type LabelSelector } from './selects';

/** A Service with a selector. */
export interface SelectingService {
  readonly at: CheckedObject;
  readonly namespace: string;
  readonly selector: LabelSelector;
  readonly pods: readonly PodTemplate[];
  readonly ports: readonly ServicePort[];
}

/** A port of a Service, and where its traffic goes. */
export interface ServicePort {
  /** Where the target is written, such as `spec.ports[http].targetPort`. */
  readonly field: string;
  /** A number, or the name of a container port; anything where the manifest is odd. */
  readonly target: unknown;
  readonly protocol: string;
}

/** The Services of the tree that select pods by labels. */
export function selectingServices({ objects }: CheckInput): readonly SelectingService[] {
  return found(objects);
}

const found = onceARun((objects): readonly SelectingService[] =>
  objectsOfKind({ objects }, '', 'Service').filter(hasPods).map((at) => new FoundService(at, objects)));

function hasPods({ manifest }: CheckedObject): boolean {
  return selectorOf(manifest).length > 0 && fieldAt(manifest, 'spec.type') !== 'ExternalName';
}

function selectorOf(manifest: PlainManifest): LabelSelector {
  return mapSelectorOf(fieldAt(manifest, 'spec.selector'));
}

/** A tree may have many thousand of them: what follows from the manifest is not kept beside it. */
class FoundService implements SelectingService {
  public readonly pods: readonly PodTemplate[];

  public constructor(public readonly at: CheckedObject, objects: readonly CheckedObject[]) {
    // Spread from an iterator, a list has room for more than it holds.
    this.pods = selectedPods(objects, this.namespace, this.selector).slice();
  }

  public get namespace(): string {
    return namespaceOf(this.at.manifest);
  }

  public get selector(): LabelSelector {
    return selectorOf(this.at.manifest);
  }

  public get ports(): readonly ServicePort[] {
    return portsOf(this.at);
  }
}

/** Labels that no template has, for each pod has a value of its own: the StatefulSet controller writes them. */
const podName = 'statefulset.kubernetes.io/pod-name';
const podIndex = 'apps.kubernetes.io/pod-index';

function selectedPods(
  objects: readonly CheckedObject[], namespace: string, selector: LabelSelector,
): readonly PodTemplate[] {
  const others = selector.filter(({ key }) => key !== podName && key !== podIndex);
  const pods = [...podsByLabel({ objects }).selected(namespace, others)];
  if (others.length === selector.length) return pods;
  const names = selector.filter(({ key }) => key === podName).flatMap(({ values }) => values);
  const stores = names.map((each) => each.replace(/-\d+$/, ''));
  return pods.filter(({ at }) => isKind(at.manifest, 'apps', 'StatefulSet')
    && stores.every((store) => store === nameOf(at.manifest)));
}

/** Whether a pod declares the port that a Service sends to: by name and protocol, or by number and protocol. */
export function declaresPort(pod: PodTemplate, { target, protocol }: ServicePort): boolean {
  return runningContainers(pod).some((container) => container.ports.some((port) =>
    port.protocol === protocol && (typeof target === 'string' ? port.name === target : port.number === target)));
}

function portsOf(at: CheckedObject): readonly ServicePort[] {
  return itemsOf(fieldAt(at.manifest, 'spec.ports')).map(([port, index]) => {
    const field = itemField('spec.ports', port.name ?? port.port, index);
    const protocol = textOf(port.protocol) ?? 'TCP';
    const stated = port.targetPort;
    // 0 and '' mean "as the port" to the API server.
    return stated === undefined || stated === null || stated === 0 || stated === ''
      ? { field: `${field}.port`, target: port.port, protocol }
      : { field: `${field}.targetPort`, target: stated, protocol };
  });
}
