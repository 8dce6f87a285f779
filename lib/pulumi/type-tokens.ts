/** The provider's names for kinds. Some have several, one for each API version: the object is the same in all. */
import type { Alias } from '@pulumi/pulumi';

/** What says of which kind a manifest is. */
interface Typed {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The provider's name for a kind: core is named, other groups are as they are. */
export function typeTokenOf({ apiVersion, kind }: Typed): string {
  return tokenOf(apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`, kind);
}

function tokenOf(version: string, kind: string): string {
  return `kubernetes:${version}:${kind}`;
}

/**
 * Kinds of several versions, as the provider's typed classes have them; versions that were gone in Kubernetes 1.26 are
 * left out, for no object of a cluster has them, and each alias costs as much as a field.
 */
const versions: Readonly<Record<string, string>> = Object.freeze({
  CSIStorageCapacity: 'storage.k8s.io/v1 storage.k8s.io/v1beta1',
  ClusterTrustBundle: 'certificates.k8s.io/v1 certificates.k8s.io/v1alpha1 certificates.k8s.io/v1beta1',
  DeviceClass: 'resource.k8s.io/v1 resource.k8s.io/v1alpha3 resource.k8s.io/v1beta1 resource.k8s.io/v1beta2',
  DeviceTaintRule: 'resource.k8s.io/v1 resource.k8s.io/v1alpha3 resource.k8s.io/v1beta2',
  Event: 'core/v1 events.k8s.io/v1',
  FlowSchema:
    'flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta3',
  HorizontalPodAutoscaler: 'autoscaling/v1 autoscaling/v2',
  IPAddress: 'networking.k8s.io/v1 networking.k8s.io/v1alpha1 networking.k8s.io/v1beta1',
  LeaseCandidate: 'coordination.k8s.io/v1alpha1 coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1',
  MutatingAdmissionPolicy:
    'admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1',
  MutatingAdmissionPolicyBinding:
    'admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1',
  PodCertificateRequest: 'certificates.k8s.io/v1 certificates.k8s.io/v1beta1',
  PodGroup: 'scheduling.k8s.io/v1alpha2 scheduling.k8s.io/v1alpha3 scheduling.k8s.io/v1beta1',
  PodSchedulingContext: 'resource.k8s.io/v1alpha2 resource.k8s.io/v1alpha3',
  PriorityLevelConfiguration:
    'flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta3',
  ResourceClaim:
    'resource.k8s.io/v1 resource.k8s.io/v1alpha1 resource.k8s.io/v1alpha2 resource.k8s.io/v1alpha3 '
    + 'resource.k8s.io/v1beta1 resource.k8s.io/v1beta2',
  ResourceClaimTemplate:
    'resource.k8s.io/v1 resource.k8s.io/v1alpha1 resource.k8s.io/v1alpha2 resource.k8s.io/v1alpha3 '
    + 'resource.k8s.io/v1beta1 resource.k8s.io/v1beta2',
  ResourceClass: 'resource.k8s.io/v1alpha1 resource.k8s.io/v1alpha2',
  ResourceSlice:
    'resource.k8s.io/v1 resource.k8s.io/v1alpha2 resource.k8s.io/v1alpha3 resource.k8s.io/v1beta1 '
    + 'resource.k8s.io/v1beta2',
  ServiceCIDR: 'networking.k8s.io/v1 networking.k8s.io/v1alpha1 networking.k8s.io/v1beta1',
  StorageVersionMigration:
    'storagemigration.k8s.io/v1 storagemigration.k8s.io/v1alpha1 storagemigration.k8s.io/v1beta1',
  ValidatingAdmissionPolicy:
    'admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1',
  ValidatingAdmissionPolicyBinding:
    'admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1',
  VolumeAttributesClass: 'storage.k8s.io/v1 storage.k8s.io/v1alpha1 storage.k8s.io/v1beta1',
  Workload:
    'scheduling.k8s.io/v1alpha1 scheduling.k8s.io/v1alpha2 scheduling.k8s.io/v1alpha3 scheduling.k8s.io/v1beta1',
});

const known = new Map<string, readonly Alias[]>();

/** What the object was called under its other versions: a manifest that states a newer one makes no other object. */
export function otherVersionsOf(manifest: Typed): readonly Alias[] {
  const token = typeTokenOf(manifest);
  let aliases = known.get(token);
  if (aliases === undefined) {
    const stated = Object.hasOwn(versions, manifest.kind) ? versions[manifest.kind] ?? '' : '';
    const tokens = stated.split(' ').map((version) => tokenOf(version, manifest.kind));
    aliases = tokens.includes(token) ? tokens.filter((other) => other !== token).map((type) => ({ type })) : [];
    known.set(token, aliases);
  }
  return aliases;
}
