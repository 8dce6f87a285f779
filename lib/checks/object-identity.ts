/** What a plain manifest is called: API group, kind, namespace, name. */
import type { PlainManifest } from './check';
import { fieldsOf, textOf } from './fields';

/** Kinds of Kubernetes without a namespace: cdk8s writes the chart's namespace on them too, where it means nothing. */
const clusterScoped: ReadonlySet<string> = new Set([
  'APIService', 'CSIDriver', 'CSINode', 'CertificateSigningRequest', 'ClusterRole', 'ClusterRoleBinding',
  'CustomResourceDefinition', 'DeviceClass', 'FlowSchema', 'IngressClass', 'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'Namespace', 'Node', 'PersistentVolume',
  'PriorityClass', 'PriorityLevelConfiguration', 'RuntimeClass', 'StorageClass', 'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration', 'VolumeAttachment', 'VolumeAttributesClass',
]);

/** Kinds of other groups without a namespace. */
const clusterScopedElsewhere: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['cert-manager.io', new Set(['ClusterIssuer'])],
  ['external-secrets.io', new Set(['ClusterExternalSecret', 'ClusterSecretStore'])],
  ['gateway.networking.k8s.io', new Set(['GatewayClass'])],
]);

/** What an API version tells of its objects. */
interface Group {
  readonly name: string;
  readonly clusterScoped: ReadonlySet<string> | undefined;
}

/** A tree has few API versions, of which every check asks for every object. */
const groups = new Map<string, Group>();

function groupAt(manifest: PlainManifest): Group {
  const version = textOf(manifest.apiVersion) ?? '';
  const known = groups.get(version);
  if (known !== undefined) return known;
  const name = version.slice(0, Math.max(0, version.indexOf('/')));
  const found = { name, clusterScoped: isBuiltInGroup(name) ? clusterScoped : clusterScopedElsewhere.get(name) };
  groups.set(version, found);
  return found;
}

/** The API group; empty for the core group. */
export function groupOf(manifest: PlainManifest): string {
  return groupAt(manifest).name;
}

/** The kind; empty where there is none. */
export function kindOf(manifest: PlainManifest): string {
  return textOf(manifest.kind) ?? '';
}

/** The name; empty where there is none. */
export function nameOf(manifest: PlainManifest): string {
  return textOf(fieldsOf(manifest.metadata).name) ?? '';
}

/** The namespace; empty where there is none, or the kind has none. */
export function namespaceOf(manifest: PlainManifest): string {
  const scoped = groupAt(manifest).clusterScoped?.has(kindOf(manifest)) === true;
  return scoped ? '' : textOf(fieldsOf(manifest.metadata).namespace) ?? '';
}

/** Whether the API server itself serves the group: no dot, or one of Kubernetes' own. */
export function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || builtInGroups.has(group);
}

const builtInGroups: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io', 'apiextensions.k8s.io', 'apiregistration.k8s.io', 'authentication.k8s.io',
  'authorization.k8s.io', 'certificates.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io', 'events.k8s.io',
  'flowcontrol.apiserver.k8s.io', 'internal.apiserver.k8s.io', 'networking.k8s.io', 'node.k8s.io',
  'rbac.authorization.k8s.io', 'resource.k8s.io', 'scheduling.k8s.io', 'storage.k8s.io', 'storagemigration.k8s.io',
]);

/** Whether the object is of this group and one of these kinds. */
export function isKind(manifest: PlainManifest, group: string, ...kinds: readonly string[]): boolean {
  return kinds.includes(kindOf(manifest)) && groupOf(manifest) === group;
}

/** The object as findings show it, such as `Deployment shop/api`. */
export function objectText(manifest: PlainManifest): string {
  const namespace = namespaceOf(manifest);
  const name = nameOf(manifest) || '(no name)';
  return `${kindOf(manifest) || '(no kind)'} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

/** One key for the whole identity. */
export function identityKey(manifest: PlainManifest): string {
  return `${groupOf(manifest)}|${kindOf(manifest)}|${namespaceOf(manifest)}|${nameOf(manifest)}`;
}

/** One key for what references name: they say kind and name, and mean their own namespace. */
export function referenceKey(kind: string, namespace: string, name: string): string {
  return `${kind}|${namespace}|${name}`;
}
