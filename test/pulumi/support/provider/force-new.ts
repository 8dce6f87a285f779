/**
 * The fields whose change makes the provider replace an object though the API might change it in place: the same as
 * those of the real provider (its table is by group, version and kind; versions that no cluster serves any longer are
 * left out here). A change below such a field counts too.
 */
import type { Settings } from './settings';
import { at, textAt, type Properties } from './values';

const selector = ['spec.selector'];
const containers = ['spec.containers[*]', 'spec.initContainers[*]'].flatMap((prefix) => [
  'args', 'command', 'env', 'image', 'imagePullPolicy', 'lifecycle', 'livenessProbe', 'ports', 'readinessProbe',
  'resources', 'securityContext', 'stdin', 'stdinOnce', 'terminationMessagePath', 'terminationMessagePolicy', 'tty',
  'volumeDevices', 'volumeMounts', 'workingDir',
].map((field) => `${prefix}.${field}`));

const fields: Readonly<Record<string, readonly string[]>> = {
  'apps/v1 DaemonSet': selector,
  'apps/v1 Deployment': selector,
  'apps/v1 StatefulSet': [
    ...selector, 'spec.podManagementPolicy', 'spec.revisionHistoryLimit', 'spec.serviceName',
    'spec.volumeClaimTemplates',
  ],
  'batch/v1 Job': [...selector, 'spec.completions', 'spec.parallelism', 'spec.template'],
  'rbac.authorization.k8s.io/v1 RoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': ['roleRef'],
  'storage.k8s.io/v1 StorageClass': ['parameters', 'provisioner'],
  'v1 PersistentVolume': [
    'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'csi', 'fc', 'flexVolume', 'flocker',
    'gcePersistentDisk', 'glusterfs', 'hostPath', 'iscsi', 'local', 'nfs', 'photonPersistentDisk', 'portworxVolume',
    'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume',
  ].map((field) => `spec.${field}`),
  'v1 PersistentVolumeClaim': [...selector, 'spec.accessModes', 'spec.storageClassName', 'spec.volumeName'],
  'v1 Pod': [
    ...[
      'affinity', 'automountServiceAccountToken', 'dnsConfig', 'dnsPolicy', 'enableServiceLinks', 'hostAliases',
      'hostIPC', 'hostNetwork', 'hostPID', 'hostname', 'imagePullSecrets', 'nodeName', 'nodeSelector', 'overhead',
      'preemptionPolicy', 'priority', 'priorityClassName', 'readinessGates', 'restartPolicy', 'runtimeClassName',
      'schedulerName', 'securityContext', 'serviceAccount', 'serviceAccountName', 'shareProcessNamespace',
      'subdomain', 'terminationGracePeriodSeconds', 'volumes',
    ].map((field) => `spec.${field}`),
    ...containers,
  ],
  'v1 ResourceQuota': ['spec.scopes'],
  'v1 Secret': ['type'],
  'v1 Service': ['spec.clusterIP'],
};

/** What replaces this object; a name and a namespace always do. */
export function forceNew(object: Properties, settings: Settings): readonly string[] {
  const kind = `${textAt(object, 'apiVersion')} ${textAt(object, 'kind')}`;
  return ['metadata.name', 'metadata.namespace', ...ofContents(kind, object, settings) ?? fields[kind] ?? []];
}

/** Configuration that is not to change in place, by the provider's configuration or by its own word. */
function ofContents(kind: string, object: Properties, settings: Settings): readonly string[] | undefined {
  const immutable = at(object, 'immutable') === true;
  if (kind === 'v1 Secret' && (!settings.secretsChange || immutable)) return ['type', 'stringData', 'data'];
  if (kind === 'v1 ConfigMap' && (!settings.configMapsChange || immutable)) return ['binaryData', 'data'];
  return undefined;
}
