/** The kinds that Charthouse emits; all that they refer to is generated with them. */

/** One kind to generate, as manifests name it. */
export interface WantedKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Fields of a definition, and why `types.ts` leaves open what they hold. */
export interface OpenFields {
  readonly definition: string;
  readonly fields: readonly string[];
  readonly reason: string;
}

const byVersion: Readonly<Record<string, readonly string[]>> = {
  v1: [
    'ConfigMap', 'LimitRange', 'Namespace', 'PersistentVolumeClaim', 'ResourceQuota', 'Secret', 'Service',
    'ServiceAccount',
  ],
  'apps/v1': ['DaemonSet', 'Deployment', 'StatefulSet'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['StorageClass'],
  'gateway.networking.k8s.io/v1': ['HTTPRoute'],
  'monitoring.coreos.com/v1': ['PodMonitor', 'PrometheusRule', 'ServiceMonitor'],
};

export const wantedKinds: readonly WantedKind[] = Object.entries(byVersion).flatMap(([apiVersion, kinds]) =>
  kinds.map((kind) => ({ apiVersion, kind })));

/**
 * Every program that imports Charthouse parses all of `types.ts`, so what hardly anybody writes is an open object
 * there. A transform may still set it, and `schema.json` still knows its fields.
 */
export const openFields: readonly OpenFields[] = [
  {
    definition: 'PodSpec',
    fields: ['ephemeralContainers'],
    reason: 'the API server refuses them in a template: they are added to a pod that runs, by a subresource',
  },
  {
    definition: 'Volume',
    fields: [
      'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'flexVolume', 'flocker',
      'gcePersistentDisk', 'gitRepo', 'glusterfs', 'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd',
      'scaleIO', 'storageos', 'vsphereVolume',
    ],
    reason: 'Kubernetes has removed or deprecated the driver: a claim or `csi` takes its place',
  },
];

/** The fields of ObjectMeta that a manifest may say; the others are the server's. */
export const metadataFields: readonly string[] = [
  'annotations', 'finalizers', 'generateName', 'labels', 'name', 'namespace', 'ownerReferences',
];
