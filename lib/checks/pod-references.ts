/** What a pod cannot start without: the objects that its template names. */
import type { CheckInput } from './check';
import { fieldAt, fieldsOf, itemField, itemsOf, textOf, type Fields } from './fields';
import { onceARun } from './once-a-run';
import { podTemplatesOf, type PodContainer, type PodTemplate } from './pod-template';

/** A name in a pod template that an object must bear. */
export interface PodReference {
  readonly kind: string;
  readonly name: string;
  /** Where it is named, such as `spec.template.spec.volumes[files].configMap.name`. */
  readonly field: string;
  /** The keys that the object must have. */
  readonly keys: readonly string[];
}

/** The names in every pod template of the tree that objects must bear: what says `optional: true` is left out. */
export function podReferences(
  { objects }: Pick<CheckInput, 'objects'>,
): ReadonlyMap<PodTemplate, readonly PodReference[]> {
  return found(objects);
}

const found = onceARun((objects): ReadonlyMap<PodTemplate, readonly PodReference[]> =>
  new Map(podTemplatesOf({ objects }).map((pod) => [pod, referencesOf(pod)])));

function referencesOf(pod: PodTemplate): readonly PodReference[] {
  const { spec, field } = pod;
  const account = spec.serviceAccountName === undefined ? 'serviceAccount' : 'serviceAccountName';
  return [
    ...reference('ServiceAccount', spec, account, field),
    ...reference('PriorityClass', spec, 'priorityClassName', field),
    ...reference('RuntimeClass', spec, 'runtimeClassName', field),
    ...itemsOf(spec.volumes).flatMap(([volume, index]) =>
      ofVolume(volume, itemField(`${field}.volumes`, volume.name, index))),
    ...pod.containers.flatMap(ofContainer),
  ];
}

function ofVolume(volume: Fields, field: string): readonly PodReference[] {
  return [
    ...ofSources(volume, field, 'secretName'),
    ...reference('PersistentVolumeClaim', volume.persistentVolumeClaim, 'claimName',
      `${field}.persistentVolumeClaim`),
    ...itemsOf(fieldAt(volume, 'projected.sources')).flatMap(([source, index]) =>
      ofSources(source, `${field}.projected.sources[${index}]`, 'name')),
  ];
}

/** A volume calls a Secret's name `secretName`, a projected source `name`. */
function ofSources(holder: Fields, field: string, secretName: string): readonly PodReference[] {
  return [
    ...reference('Secret', holder.secret, secretName, `${field}.secret`, itemKeys(holder.secret)),
    ...reference('ConfigMap', holder.configMap, 'name', `${field}.configMap`, itemKeys(holder.configMap)),
  ];
}

function ofContainer(container: PodContainer): readonly PodReference[] {
  const { fields, field } = container;
  return [
    ...itemsOf(fields.env).flatMap(([variable, index]) => {
      const place = `${itemField(`${field}.env`, variable.name, index)}.valueFrom`;
      const { secretKeyRef, configMapKeyRef } = fieldsOf(variable.valueFrom);
      return [
        ...reference('Secret', secretKeyRef, 'name', `${place}.secretKeyRef`, keyOf(secretKeyRef)),
        ...reference('ConfigMap', configMapKeyRef, 'name', `${place}.configMapKeyRef`, keyOf(configMapKeyRef)),
      ];
    }),
    ...itemsOf(fields.envFrom).flatMap(([source, index]) => [
      ...reference('Secret', source.secretRef, 'name', `${field}.envFrom[${index}].secretRef`),
      ...reference('ConfigMap', source.configMapRef, 'name', `${field}.envFrom[${index}].configMapRef`),
    ]),
  ];
}

function reference(
  kind: string, holder: unknown, nameField: string, field: string, keys: readonly string[] = [],
): readonly PodReference[] {
  const fields = fieldsOf(holder);
  const name = textOf(fields[nameField]);
  return name === undefined || fields.optional === true ? []
    : [{ kind, name, field: `${field}.${nameField}`, keys }];
}

function keyOf(holder: unknown): readonly string[] {
  return [textOf(fieldsOf(holder).key)].filter((key) => key !== undefined);
}

function itemKeys(holder: unknown): readonly string[] {
  return itemsOf(fieldsOf(holder).items).flatMap(([item]) => keyOf(item));
}
