/** A control of the Pod Security Standards: what it looks at, and what it finds. */
import { fieldAt, fieldsOf, itemField, itemsOf, type Fields } from '../../checks/fields';
import type { PodTemplate } from '../../checks/pod-template';

/** A field that a level does not allow. */
export interface Violation {
  /** The control, as the standards call it. */
  readonly control: string;
  /** Where it is in the object. */
  readonly field: string;
  /** Undefined where the field is missing. */
  readonly value: unknown;
  /** What the level allows there. */
  readonly allowed: string;
}

/** A part of an object: a pod's spec, or a container, and where it stands. */
export interface Part {
  readonly field: string;
  readonly fields: Fields;
}

/** A pod as the controls see it. */
export interface ControlledPod extends Part {
  readonly metadata: Part;
  /** All containers: init and ephemeral ones too. */
  readonly containers: readonly Part[];
  readonly windows: boolean;
  /** Whether root in the pod is somebody else on the node (`hostUsers: false`). */
  readonly userNamespace: boolean;
}

/** One control. */
export type Control = (pod: ControlledPod) => readonly Violation[];

/** The pod of a template. */
export function controlledPod({ spec, field, metadata, metadataField }: PodTemplate): ControlledPod {
  const lists = ['initContainers', 'containers', 'ephemeralContainers'];
  return {
    field,
    fields: spec,
    metadata: { field: metadataField, fields: metadata },
    containers: lists.flatMap((list) => itemsOf(spec[list]).map(([fields, index]) =>
      ({ field: itemField(`${field}.${list}`, fields['name'], index), fields }))),
    windows: fieldAt(spec, 'os.name') === 'windows',
    userNamespace: spec['hostUsers'] === false,
  };
}

/** A control over fields, each at the same place of several parts: each must hold, or not be stated. */
export function everyField(
  control: string,
  paths: readonly string[],
  allowed: string,
  holds: (value: unknown) => boolean,
  partsOf: (pod: ControlledPod) => readonly Part[] = ({ containers }) => containers,
): Control {
  return (pod) => partsOf(pod).flatMap(({ field, fields }) => paths.flatMap((path) => {
    const value = fieldAt(fields, path);
    return isUnset(value) || holds(value) ? [] : [{ control, field: `${field}.${path}`, value, allowed }];
  }));
}

/** A control over a field that must be stated: by each container, or by the pod for those that say nothing. */
export function statedField(
  control: string, path: string, allowed: string, holds: (value: unknown) => boolean,
): Control {
  return (pod) => {
    const ofPod = fieldAt(pod.fields, path);
    const missing = isUnset(ofPod)
      ? pod.containers.filter(({ fields }) => isUnset(fieldAt(fields, path)))
      : [];
    return [
      ...everyField(control, [path], allowed, holds, podAndContainers)(pod),
      ...missing.map(({ field }) => ({ control, field: `${field}.${path}`, value: undefined, allowed })),
    ];
  };
}

/** A control that holds for no pod of Windows, where the API server refuses the field. */
export function notOnWindows(control: Control): Control {
  return (pod) => (pod.windows ? [] : control(pod));
}

/** A control that means nothing in a user namespace of its own. */
export function unlessUserNamespace(control: Control): Control {
  return (pod) => (pod.userNamespace ? [] : control(pod));
}

/** The pod itself, and each of its containers. */
export function podAndContainers(pod: ControlledPod): readonly Part[] {
  return [pod, ...pod.containers];
}

/** The items of a list of a part, such as a pod's volumes. */
export function partsIn({ field, fields }: Part, path: string): readonly Part[] {
  return itemsOf(fieldAt(fields, path)).map(([item, index]) =>
    ({ field: itemField(`${field}.${path}`, item['name'], index), fields: fieldsOf(item) }));
}

/** What is not there, or says nothing. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}
