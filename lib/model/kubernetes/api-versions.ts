/** The API version that each kind is written in. The types are generated from the same versions. */
import type { Kind, KindMap } from './types';

/** By kind, the API version. */
export const apiVersions: { readonly [K in Kind]: KindMap[K]['apiVersion'] } = Object.freeze({
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  LimitRange: 'v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolumeClaim: 'v1',
  PodDisruptionBudget: 'policy/v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  PriorityClass: 'scheduling.k8s.io/v1',
  PrometheusRule: 'monitoring.coreos.com/v1',
  ResourceQuota: 'v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Secret: 'v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
  StatefulSet: 'apps/v1',
  StorageClass: 'storage.k8s.io/v1',
} satisfies { readonly [K in Kind]: KindMap[K]['apiVersion'] });

const clusterScoped: ReadonlySet<string> = new Set([
  'ClusterRole', 'ClusterRoleBinding', 'Namespace', 'PriorityClass', 'StorageClass',
]);

/** Whether objects of the kind live in no namespace. */
export function isClusterScoped(kind: string): boolean {
  return clusterScoped.has(kind);
}
