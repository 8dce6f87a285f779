/**
 * The level "restricted": hardening as it is best practice today
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted, as of Kubernetes 1.36).
 */
import { fieldAt, listOf } from '../../checks/fields';
import { baseline, defaultProcMount } from './baseline';
import {
  everyField,
  isUnset,
  notOnWindows,
  partsIn,
  podAndContainers,
  statedField,
  unlessUserNamespace,
  type Control,
  type ControlledPod,
} from './control';

const volumeTypes = Object.freeze([
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret',
]);

/** The controls of "restricted", those of "baseline" included. */
export const restricted: readonly Control[] = Object.freeze([
  ...baseline,
  restrictedVolumes,
  notOnWindows(escalation),
  unlessUserNamespace(statedField(
    'Running as Non-root', 'securityContext.runAsNonRoot', 'true', (value) => value === true,
  )),
  unlessUserNamespace(everyField(
    'Running as Non-root user', ['securityContext.runAsUser'], 'a number other than 0', (value) => value !== 0,
    podAndContainers,
  )),
  notOnWindows(seccompStated),
  notOnWindows(capabilities),
  defaultProcMount,
]);

/** A volume without a type is an emptyDir to the API server, which writes it down before it is judged. */
function restrictedVolumes(pod: ControlledPod): ReturnType<Control> {
  return partsIn(pod, 'volumes').flatMap(({ field, fields }) => {
    const types = Object.keys(fields).filter((key) => key !== 'name' && !isUnset(fields[key]));
    const [type = ''] = types;
    // What a hostPath is, the baseline has said.
    if (types.length === 0 || types.some((each) => volumeTypes.includes(each)) || type === 'hostPath') return [];
    const allowed = volumeTypes.join(', ');
    return [{ control: 'Volume Types', field: `${field}.${type}`, value: fields[type], allowed }];
  });
}

function escalation({ containers }: ControlledPod): ReturnType<Control> {
  const path = 'securityContext.allowPrivilegeEscalation';
  return containers.flatMap(({ field, fields }) => {
    const value = fieldAt(fields, path);
    return value === false
      ? []
      : [{ control: 'Privilege Escalation', field: `${field}.${path}`, value: value ?? undefined, allowed: 'false' }];
  });
}

/** A wrong profile is one to the baseline already: here it counts as stated. */
function seccompStated(pod: ControlledPod): ReturnType<Control> {
  const stated = statedField(
    'Seccomp', 'securityContext.seccompProfile.type', 'RuntimeDefault or Localhost', () => true,
  );
  return stated(pod);
}

function capabilities({ containers }: ControlledPod): ReturnType<Control> {
  const control = 'Capabilities';
  const [dropPath, addPath] = ['securityContext.capabilities.drop', 'securityContext.capabilities.add'];
  return containers.flatMap(({ field, fields }) => {
    const [drop, add] = [fieldAt(fields, dropPath), fieldAt(fields, addPath)];
    const dropped = listOf(drop).includes('ALL');
    const added = listOf(add).filter((each) => each !== 'NET_BIND_SERVICE');
    return [
      ...dropped ? [] : [{ control, field: `${field}.${dropPath}`, value: drop ?? undefined, allowed: 'ALL' }],
      ...added.length === 0
        ? []
        : [{ control, field: `${field}.${addPath}`, value: added, allowed: 'NET_BIND_SERVICE' }],
    ];
  });
}
