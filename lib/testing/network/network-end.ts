/** The two ends of traffic: pods, or addresses outside the cluster. */
import type { CheckedObject } from '../../checks/check';
import { fieldsOf, textMapOf } from '../../checks/fields';
import { isKind, kindOf, nameOf, namespaceOf } from '../../checks/object-identity';
import type { ContainerPort } from '../../checks/pod-container';
import { podTemplatesOf, runningContainers, type PodTemplate } from '../../checks/pod-template';
import type { AddressSet } from './address-set';

/** One end of traffic. */
export interface NetworkEnd {
  /** As it is printed: `shop/api`. */
  readonly name: string;
  /** Path of the object that makes the pods. @default - they are not among the objects */
  readonly path?: string | undefined;
  /** Undefined for what is outside the cluster. */
  readonly pods: EndPods | undefined;
  /** Undefined for pods whose addresses nobody knows. */
  readonly addresses: AddressSet | undefined;
}

/** Pods that are alike to every policy. */
export interface EndPods {
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly namespaceLabels: ReadonlyMap<string, string>;
  readonly ports: readonly ContainerPort[];
  /** Pods in the network of their node: no policy holds them, and no selector means them. */
  readonly hostNetwork: boolean;
}

/** Every workload of the manifests as an end, sorted by name. */
export function endsOf(objects: readonly CheckedObject[]): readonly NetworkEnd[] {
  const templates = podTemplatesOf({ objects });
  const names = templates.map(({ at }) => plainName(at));
  const labels = namespaceLabelsOf(objects);
  return templates.map((template, index): NetworkEnd => {
    const name = names[index] ?? '';
    const alone = names.indexOf(name) === names.lastIndexOf(name);
    return { ...endOf(template, labels), name: alone ? name : `${kindOf(template.at.manifest)} ${name}` };
  }).sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Labels by name. */
type Labels = ReadonlyMap<string, string>;

/** The labels of each namespace: those that its Namespace in the manifests has, and its name, which the server adds. */
export function namespaceLabelsOf(objects: readonly CheckedObject[]): (namespace: string) => Labels {
  const namespaces = new Map(objects.filter(({ manifest }) => isKind(manifest, '', 'Namespace'))
    .map(({ manifest }) => [nameOf(manifest), textMapOf(fieldsOf(manifest.metadata).labels)]));
  return (namespace) => new Map([
    ...namespaces.get(namespace) ?? [],
    ...namespace === '' ? [] : [['kubernetes.io/metadata.name', namespace] as const],
  ]);
}

function endOf(template: PodTemplate, labelsOf: (namespace: string) => Labels): NetworkEnd {
  const { at, namespace, labels, spec } = template;
  return {
    name: plainName(at),
    path: at.path,
    addresses: undefined,
    pods: {
      namespace,
      labels,
      namespaceLabels: labelsOf(namespace),
      ports: runningContainers(template).flatMap(({ ports }) => ports),
      hostNetwork: spec['hostNetwork'] === true,
    },
  };
}

function plainName({ manifest }: CheckedObject): string {
  const namespace = namespaceOf(manifest);
  return namespace === '' ? nameOf(manifest) : `${namespace}/${nameOf(manifest)}`;
}
