/** The kinds that Charthouse emits; all that they refer to is generated with them. */

/** One kind to generate, as manifests name it. */
export interface WantedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The interface's name. @default - the kind */
  readonly name?: string | undefined;
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
  'gateway.networking.k8s.io/v1': ['GRPCRoute', 'Gateway', 'HTTPRoute'],
  'monitoring.coreos.com/v1': ['PodMonitor', 'Probe', 'PrometheusRule', 'ServiceMonitor'],
};

/** The operator's Probe would take the name of a container's probe. */
const names: Readonly<Record<string, string>> = { 'monitoring.coreos.com/v1/Probe': 'MonitoringProbe' };

export const wantedKinds: readonly WantedKind[] = Object.entries(byVersion).flatMap(([apiVersion, kinds]) =>
  kinds.map((kind) => ({ apiVersion, kind, name: names[`${apiVersion}/${kind}`] })));

/** The fields of ObjectMeta that a manifest may say; the others are the server's. */
export const metadataFields: readonly string[] = [
  'annotations', 'finalizers', 'generateName', 'labels', 'name', 'namespace', 'ownerReferences',
];
