/** Services that select pods, and the pods that they select. */
import type { CheckedObject, CheckInput } from './check';
import { fieldAt, itemField, itemsOf, textOf } from './fields';
import { isKind, namespaceOf } from './object-identity';
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
export function selectingServices(input: CheckInput): readonly SelectingService[] {
  return input.objects.flatMap((at) => {
    const selector = isKind(at.manifest, '', 'Service') ? mapSelectorOf(fieldAt(at.manifest, 'spec.selector')) : [];
    if (selector.length === 0 || fieldAt(at.manifest, 'spec.type') === 'ExternalName') return [];
    const namespace = namespaceOf(at.manifest);
    const pods = [...podsByLabel(input).selected(namespace, selector)];
    return [{ at, namespace, selector, pods, ports: portsOf(at) }];
  });
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
