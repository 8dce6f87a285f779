/**
 * Which minor of Kubernetes serves which version of an API, as far back as 1.25.
 *
 * Sources: `APILifecycleIntroduced` and `APILifecycleRemoved` in the module k8s.io/api v0.36
 * (zz_generated.prerelease-lifecycle.go), and for what is gone from it
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/. No removal is known for 1.37. Alpha versions, and
 * beta versions that came in 1.24 or later, are off unless a cluster's operator turns them on (KEP-3136): they count as
 * not served.
 */

/** What is known of one kind in one of Kubernetes' own API versions. */
export interface Served {
  readonly served: boolean;
  /** The first minor that serves it. @default - a minor before 1.25, or none at all */
  readonly since?: string | undefined;
  /** The first minor that no longer serves it. @default - none is known */
  readonly until?: string | undefined;
  /** The API version in which that minor serves the kind. @default - none, or it is served as asked */
  readonly instead?: string | undefined;
}

/** API version, kinds, first minor that serves them (where later than 1.24), first minor that no longer does. */
type Row = readonly [apiVersion: string, kinds: string, since?: number | undefined, until?: number];

/** Of two rows with one kind, the later is the one to move to. */
const rows: readonly Row[] = [
  ['v1', 'Binding ComponentStatus ConfigMap Endpoints Event LimitRange List Namespace Node PersistentVolume'],
  ['v1', 'PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount'],
  ['admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration'],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding', 30],
  ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding', 36],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['apiregistration.k8s.io/v1', 'APIService'],
  ['apps/v1', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', undefined, 25],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', undefined, 26],
  ['autoscaling/v1', 'HorizontalPodAutoscaler'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['batch/v1beta1', 'CronJob', undefined, 25],
  ['batch/v1', 'CronJob Job'],
  ['certificates.k8s.io/v1', 'CertificateSigningRequest'],
  ['coordination.k8s.io/v1', 'Lease'],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', undefined, 25],
  ['discovery.k8s.io/v1', 'EndpointSlice'],
  ['events.k8s.io/v1beta1', 'Event', undefined, 25],
  ['events.k8s.io/v1', 'Event'],
  ['extensions/v1beta1', 'DaemonSet Deployment NetworkPolicy ReplicaSet', undefined, 16],
  ['extensions/v1beta1', 'Ingress', undefined, 22],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema PriorityLevelConfiguration', undefined, 26],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema PriorityLevelConfiguration', undefined, 29],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema PriorityLevelConfiguration', 26, 32],
  ['flowcontrol.apiserver.k8s.io/v1', 'FlowSchema PriorityLevelConfiguration', 29],
  ['networking.k8s.io/v1beta1', 'Ingress IngressClass', undefined, 22],
  ['networking.k8s.io/v1', 'Ingress IngressClass NetworkPolicy'],
  ['networking.k8s.io/v1', 'IPAddress ServiceCIDR', 33],
  ['node.k8s.io/v1beta1', 'RuntimeClass', undefined, 25],
  ['node.k8s.io/v1', 'RuntimeClass'],
  ['policy/v1beta1', 'PodDisruptionBudget PodSecurityPolicy', undefined, 25],
  ['policy/v1', 'PodDisruptionBudget'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole ClusterRoleBinding Role RoleBinding'],
  ['resource.k8s.io/v1', 'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice', 34],
  ['scheduling.k8s.io/v1', 'PriorityClass'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', undefined, 27],
  ['storage.k8s.io/v1', 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment'],
  ['storage.k8s.io/v1', 'VolumeAttributesClass', 34],
];

/** From when on the API server and the kubelet honour a field without being told to, and since when it is stable. */
export const featureSince = Object.freeze({
  /** `lifecycle.preStop.sleep` (KEP-3960). */
  preStopSleep: { on: '1.30', stable: '1.34' },
  /** An init container with `restartPolicy: Always` (KEP-753). */
  nativeSidecars: { on: '1.29', stable: '1.33' },
  /** `unhealthyPodEvictionPolicy` of a PodDisruptionBudget (KEP-3017). */
  unhealthyPodEvictionPolicy: { on: '1.27', stable: '1.31' },
  /** `persistentVolumeClaimRetentionPolicy` of a StatefulSet (KEP-1847). */
  persistentVolumeClaimRetentionPolicy: { on: '1.27', stable: '1.32' },
  /** `maxUnavailable` of a StatefulSet's rolling update (KEP-961): 1.35 had it on, and took it back in 1.35.4. */
  statefulSetMaxUnavailable: { on: '1.37', stable: undefined },
  /** `ordinals.start` of a StatefulSet (KEP-3335). */
  statefulSetOrdinals: { on: '1.27', stable: '1.31' },
  /** `backoffLimitPerIndex` and `maxFailedIndexes` of a Job (KEP-3850). */
  backoffLimitPerIndex: { on: '1.29', stable: '1.33' },
  /** `successPolicy` of a Job (KEP-3998). */
  jobSuccessPolicy: { on: '1.31', stable: '1.33' },
  /** An autoscaler's metric of a single container (KEP-1610). */
  containerResourceMetrics: { on: '1.27', stable: '1.30' },
  /** `tolerance` of an autoscaler's behavior (KEP-4951). */
  autoscalerTolerance: { on: '1.35', stable: undefined },
  /** `recursiveReadOnly` of a volume's mount (KEP-3857). */
  recursiveReadOnlyMounts: { on: '1.31', stable: '1.33' },
  /** A volume that is an image (KEP-4639). */
  imageVolumes: { on: '1.35', stable: '1.36' },
  /** `volumeAttributesClassName` of a claim (KEP-3751). */
  volumeAttributesClass: { on: '1.34', stable: '1.34' },
  /** `appArmorProfile` of a pod and of a container (KEP-24). */
  appArmorProfile: { on: '1.30', stable: '1.31' },
  /** `supplementalGroupsPolicy` of a pod (KEP-3619). */
  supplementalGroupsPolicy: { on: '1.33', stable: '1.35' },
  /** `seLinuxChangePolicy` of a pod (KEP-1710). */
  seLinuxChangePolicy: { on: '1.33', stable: '1.36' },
  /** Volumes that are mounted with their SELinux label (KEP-1710): an API server refuses to be asked for it before. */
  seLinuxMount: { on: '1.37', stable: undefined },
  /** `hostUsers: false` (KEP-127). */
  userNamespaces: { on: '1.33', stable: '1.36' },
  /** `resizePolicy` of a container (KEP-1287). */
  inPlaceResize: { on: '1.33', stable: '1.35' },
  /** `matchLabelKeys` and `mismatchLabelKeys` of a pod affinity (KEP-3633). */
  podAffinityLabelKeys: { on: '1.31', stable: '1.33' },
  /** `status.hostIPs` of a pod, and as a variable (KEP-2681). */
  podHostIPs: { on: '1.29', stable: '1.30' },
});

/**
 * Whether a minor of Kubernetes (`1.36`) serves a kind in an API version; undefined when the group is not one of
 * Kubernetes' own, such as that of a custom resource: what a cluster has of those is not known here.
 * @throws Error when the version of Kubernetes cannot be read.
 */
export function servedBy(minor: string, apiVersion: string, kind: string): Served | undefined {
  const at = minorNumber(minor);
  const group = groupOf(apiVersion);
  if (!rows.some(([known]) => groupOf(known) === group)) return undefined;
  const ofKind = rows.filter(([, kinds]) => kinds.split(' ').includes(kind));
  const [, , since, until] = ofKind.find(([known]) => known === apiVersion) ?? ['', '', Infinity];
  if (within(at, since, until)) return { served: true, since: text(since), until: text(until) };
  const instead = ofKind.filter((row) => within(at, row[2], row[3])).at(-1)?.[0];
  return { served: false, since: text(since), until: text(until), instead };
}

/** Whether a version of Kubernetes (`1.36`) is a minor (`1.30`) or a later one. */
export function isAtLeast(version: string, minor: string): boolean {
  return minorNumber(version) >= minorNumber(minor);
}

function within(at: number, since = 0, until = Infinity): boolean {
  return at >= since && at < until;
}

function text(minor: number | undefined): string | undefined {
  return minor === undefined || minor === Infinity ? undefined : `1.${minor}`;
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function minorNumber(version: string): number {
  const minor = /^v?1\.(\d+)(\D|$)/.exec(version)?.[1];
  if (minor === undefined) throw new Error(`a Kubernetes version such as 1.36 is wanted, got '${version}'`);
  return Number(minor);
}
