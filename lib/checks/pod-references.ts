/** What a pod cannot start without: the objects that its template names. */
import { fieldAt, fieldsOf, itemField, itemsOf, textOf, type Fields } from './fields';
import type { PodContainer } from './pod-container';
import type { PodTemplate } from './pod-template';

/** A name in a pod template that an object must bear. */
export interface PodReference {
  readonly kind: string;
  readonly name: string;
  /** Where it is named, such as `spec.template.spec.volumes[files].configMap.name`: asked only where it is wrong. */
  readonly field: () => string;
  /** The keys that the object must have. */
  readonly keys: readonly string[];
}

/** The names in a pod template that objects must bear: what says `optional: true` is left out. */
export function podReferences(pod: PodTemplate): readonly PodReference[] {
  const { spec } = pod;
  const account = spec.serviceAccountName === undefined ? 'serviceAccount' : 'serviceAccountName';
  const field = (): string => pod.field;
  return [
    ...reference('ServiceAccount', spec, account, field),
    ...reference('PriorityClass', spec, 'priorityClassName', field),
    ...reference('RuntimeClass', spec, 'runtimeClassName', field),
    ...itemsOf(spec.volumes).flatMap(([volume, index]) =>
      ofVolume(volume, () => itemField(`${pod.field}.volumes`, volume.name, index))),
    ...pod.containers.flatMap(ofContainer),
  ];
}

/** Makes the text of a place in a manifest. */
type Place = () => string;

function ofVolume(volume: Fields, field: Place): readonly PodReference[] {
  return [
    ...ofSources(volume, field, 'secretName'),
    ...reference('PersistentVolumeClaim', volume.persistentVolumeClaim, 'claimName',
      () => `${field()}.persistentVolumeClaim`),
    ...itemsOf(fieldAt(volume, 'projected.sources')).flatMap(([source, index]) =>
      ofSources(source, () => `${field()}.projected.sources[${index}]`, 'name')),
  ];
}

/** A volume calls a Secret's name `secretName`, a projected source `name`. */
function ofSources(holder: Fields, field: Place, secretName: string): readonly PodReference[] {
  return [
    ...reference('Secret', holder.secret, secretName, () => `${field()}.secret`, itemKeys(holder.secret)),
    ...reference('ConfigMap', holder.configMap, 'name', () => `${field()}.configMap`, itemKeys(holder.configMap)),
  ];
}

function ofContainer(container: PodContainer): readonly PodReference[] {
  const { fields } = container;
  return [
    ...itemsOf(fields.env).flatMap(([variable, index]) => {
      // Most variables are plain.
      if (variable.valueFrom === undefined) return [];
      const place = (): string => `${itemField(`${container.field}.env`, variable.name, index)}.valueFrom`;
      const { secretKeyRef, configMapKeyRef } = fieldsOf(variable.valueFrom);
      return [
        ...reference('Secret', secretKeyRef, 'name', () => `${place()}.secretKeyRef`, keyOf(secretKeyRef)),
        ...reference('ConfigMap', configMapKeyRef, 'name', () => `${place()}.configMapKeyRef`, keyOf(configMapKeyRef)),
      ];
    }),
    ...itemsOf(fields.envFrom).flatMap(([source, index]) => {
      const place = (): string => `${container.field}.envFrom[${index}]`;
      return [
        ...reference('Secret', source.secretRef, 'name', () => `${place()}.secretRef`),
        ...reference('ConfigMap', source.configMapRef, 'name', () => `${place()}.configMapRef`),
      ];
    }),
  ];
}

function reference(
  kind: string, holder: unknown, nameField: string, field: Place, keys = noKeys,
): readonly PodReference[] {
  const fields = fieldsOf(holder);
  const name = textOf(fields[nameField]);
  return name === undefined || fields.optional === true ? []
    : [{ kind, name, field: () => `${field()}.${nameField}`, keys }];
}

const noKeys: readonly string[] = Object.freeze([]);

function keyOf(holder: unknown): readonly string[] {
  return [textOf(fieldsOf(holder).key)].filter((key) => key !== undefined);
}

function itemKeys(holder: unknown): readonly string[] {
  return itemsOf(fieldsOf(holder).items).flatMap(([item]) => keyOf(item));
}
