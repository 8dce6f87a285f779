/** What a platform says that its clusters have, as objects: made of its own data, so that one that lies is found. */
import type { Platform } from 'charthouse';

import type { KubernetesObject } from './api';

/** The classes that it names. */
export function offeredBy({ storage = {}, offers = {} }: Platform): readonly KubernetesObject[] {
  const named = Object.values(storage).map(({ storageClassName }) => storageClassName);
  const classes = [...new Set([...named, ...offers.storageClasses ?? []])];
  return [
    ...classes.flatMap((name) => (name === undefined ? [] : [storageClass(name)])),
    ...(offers.priorityClasses ?? []).filter((name) => !name.startsWith('system-')).map((name): KubernetesObject =>
      ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, ...{ value: 1000 } })),
    ...(offers.runtimeClasses ?? []).map((name): KubernetesObject =>
      ({ apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, ...{ handler: name } })),
  ];
}

/** A class whose volumes are there at once. */
export function storageClass(name: string, annotations: Readonly<Record<string, string>> = {}): KubernetesObject {
  const kept = { provisioner: 'kwok.x-k8s.io/volume', reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' };
  return { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name, annotations }, ...kept };
}
