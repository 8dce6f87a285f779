/**
 * The level "baseline": what lets a pod reach beyond itself in known ways is forbidden
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline, as of Kubernetes 1.36).
 */
import { fieldAt, fieldsOf, listOf } from '../../checks/fields';
import {
  everyField,
  isUnset,
  partsIn,
  podAndContainers,
  unlessUserNamespace,
  type Control,
  type ControlledPod,
  type Part,
} from './control';

const defaultCapabilities: readonly unknown[] = Object.freeze([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID',
  'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);

const safeSysctls: readonly unknown[] = Object.freeze([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range', 'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_wmem',
]);

const linuxTypes: readonly unknown[] = Object.freeze([
  '', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t',
]);

const hostFields = Object.freeze([
  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop']
    .flatMap((handler) => [`${handler}.httpGet.host`, `${handler}.tcpSocket.host`]),
]);

const isProfile = (value: unknown): boolean => value === 'RuntimeDefault' || value === 'Localhost';
const isFalse = (value: unknown): boolean => value === false;
const isEmpty = (value: unknown): boolean => value === '';
const pod = (controlled: ControlledPod): readonly Part[] => [controlled];

/** A proc mount that masks as usual. */
export const defaultProcMount: Control = everyField(
  '/proc Mount Type', ['securityContext.procMount'], 'Default', (value) => value === 'Default',
);

/** A seccomp profile, where one is stated. */
export const seccompProfile: Control = everyField(
  'Seccomp', ['securityContext.seccompProfile.type'], 'RuntimeDefault or Localhost', isProfile, podAndContainers,
);

/** The controls of "baseline". */
export const baseline: readonly Control[] = Object.freeze([
  everyField('HostProcess', ['securityContext.windowsOptions.hostProcess'], 'false', isFalse, podAndContainers),
  everyField('Host Namespaces', ['hostNetwork', 'hostPID', 'hostIPC'], 'false', isFalse, pod),
  everyField('Privileged Containers', ['securityContext.privileged'], 'false', isFalse),
  everyField(
    'Capabilities', ['securityContext.capabilities.add'], defaultCapabilities.join(', '),
    (value) => listOf(value).every((each) => defaultCapabilities.includes(each)),
  ),
  everyField('HostPath Volumes', ['hostPath'], 'no hostPath', () => false, (each) => partsIn(each, 'volumes')),
  everyField(
    'Host Ports', ['hostPort'], 'no hostPort', (value) => value === 0,
    ({ containers }) => containers.flatMap((container) => partsIn(container, 'ports')),
  ),
  everyField('Host Probes / Lifecycle Hooks', hostFields, 'no host', isEmpty),
  everyField(
    'AppArmor', ['securityContext.appArmorProfile.type'], 'RuntimeDefault or Localhost', isProfile, podAndContainers,
  ),
  appArmorAnnotations,
  everyField(
    'SELinux', ['securityContext.seLinuxOptions.type'], linuxTypes.slice(1).join(', '),
    (value) => linuxTypes.includes(value), podAndContainers,
  ),
  everyField(
    'SELinux', ['securityContext.seLinuxOptions.user', 'securityContext.seLinuxOptions.role'], 'none', isEmpty,
    podAndContainers,
  ),
  unlessUserNamespace(defaultProcMount),
  seccompProfile,
  everyField(
    'Sysctls', ['name'], safeSysctls.join(', '), (value) => safeSysctls.includes(value),
    (each) => partsIn(each, 'securityContext.sysctls'),
  ),
]);

function appArmorAnnotations({ metadata }: ControlledPod): ReturnType<Control> {
  return Object.entries(fieldsOf(fieldAt(metadata.fields, 'annotations')))
    .filter(([key]) => key.startsWith('container.apparmor.security.beta.kubernetes.io/'))
    .filter(([, value]) => !isUnset(value) && !/^$|^runtime\/default$|^localhost\//.test(String(value)))
    .map(([key, value]) => ({
      control: 'AppArmor',
      field: `${metadata.field}.annotations["${key}"]`,
      value,
      allowed: 'runtime/default or localhost/*',
    }));
}
