/** What a platform says that its clusters have, as objects: made of its own data, so that one that lies is found. */
import type { Edge, Platform } from 'charthouse';

import type { KubernetesObject } from './api';

/** The classes that it names, and the way in. */
export function offeredBy({ edge, storage = {}, offers = {} }: Platform): readonly KubernetesObject[] {
  const named = Object.values(storage).map(({ storageClassName }) => storageClassName);
  const classes = [...new Set([...named, ...offers.storageClasses ?? []])];
  return [
    ...classes.flatMap((name) => (name === undefined ? [] : [storageClass(name)])),
    ...(offers.priorityClasses ?? []).filter((name) => !name.startsWith('system-')).map((name): KubernetesObject =>
      ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, ...{ value: 1000 } })),
    ...(offers.runtimeClasses ?? []).map((name): KubernetesObject =>
      ({ apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name }, ...{ handler: name } })),
    ...edge === undefined ? [] : wayIn(edge),
  ];
}

/** Nothing answers there: what counts is that it is. */
function wayIn(edge: Edge): readonly KubernetesObject[] {
  if (edge.kind === 'ingress') {
    const spec = { controller: 'example.com/edge' };
    return [{ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: edge.className }, spec }];
  }
  const { name, namespace, sectionName = 'any', httpSectionName = sectionName } = edge.gateway;
  const allowedRoutes = { namespaces: { from: 'All' } };
  const listeners = [...new Set([sectionName, httpSectionName])].map((listener, index) =>
    ({ name: listener, port: 8000 + index, protocol: 'HTTP', allowedRoutes }));
  const apiVersion = 'gateway.networking.k8s.io/v1';
  return [
    { apiVersion, kind: 'GatewayClass', metadata: { name: 'edge' }, spec: { controllerName: 'example.com/edge' } },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion, kind: 'Gateway', metadata: { name, namespace }, spec: { gatewayClassName: 'edge', listeners } },
  ];
}

/** A class whose volumes are there at once. */
export function storageClass(name: string, annotations: Readonly<Record<string, string>> = {}): KubernetesObject {
  const kept = { provisioner: 'kwok.x-k8s.io/volume', reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' };
  return { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name, annotations }, ...kept };
}
