/** The types of resources, by kind: what the provider's own classes have. For the compiler alone. */
import type * as k8s from '@pulumi/kubernetes';

/** What a stack knows of an object, by its kind: the same Outputs as of the provider's typed class. */
export interface ResourceTypes {
  readonly ClusterRole: k8s.rbac.v1.ClusterRole;
  readonly ClusterRoleBinding: k8s.rbac.v1.ClusterRoleBinding;
  readonly ConfigMap: k8s.core.v1.ConfigMap;
  readonly CronJob: k8s.batch.v1.CronJob;
  readonly DaemonSet: k8s.apps.v1.DaemonSet;
  readonly Deployment: k8s.apps.v1.Deployment;
  readonly HorizontalPodAutoscaler: k8s.autoscaling.v2.HorizontalPodAutoscaler;
  readonly Ingress: k8s.networking.v1.Ingress;
  readonly Job: k8s.batch.v1.Job;
  readonly LimitRange: k8s.core.v1.LimitRange;
  readonly Namespace: k8s.core.v1.Namespace;
  readonly NetworkPolicy: k8s.networking.v1.NetworkPolicy;
  readonly PersistentVolumeClaim: k8s.core.v1.PersistentVolumeClaim;
  readonly PodDisruptionBudget: k8s.policy.v1.PodDisruptionBudget;
  readonly PriorityClass: k8s.scheduling.v1.PriorityClass;
  readonly ResourceQuota: k8s.core.v1.ResourceQuota;
  readonly Role: k8s.rbac.v1.Role;
  readonly RoleBinding: k8s.rbac.v1.RoleBinding;
  readonly Secret: k8s.core.v1.Secret;
  readonly Service: k8s.core.v1.Service;
  readonly ServiceAccount: k8s.core.v1.ServiceAccount;
  readonly StatefulSet: k8s.apps.v1.StatefulSet;
  readonly StorageClass: k8s.storage.v1.StorageClass;
}

/** The resource of an object of a kind; of one that the provider has no class for, `metadata`, `spec` and `status`. */
export type ResourceOf<K extends string> = K extends keyof ResourceTypes
  ? ResourceTypes[K]
  : k8s.apiextensions.CustomResource;
