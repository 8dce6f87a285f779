/** What holds for all containers of a pod: groups, profiles, kernel parameters, and which namespaces they share. */
import { featureSince } from '../model/kubernetes/served';
import type { PodSecurityContext } from '../model/kubernetes/types';
import { flag, integer, list, mapOf, object, oneOf, textShape } from '../model/shape';
import { refuseBefore } from './kubernetes-since';
import { makePattern, keys } from './pattern';
import { refuseBeyondBaseline } from './pod-security-baseline';
import { appArmorProfileShape, seLinuxOptionsShape, seccompProfileShape } from './security-profile';

/** What holds for all containers of a pod. */
export interface PodSecurityProps {
  /** The group that volumes belong to. @default - the `group` */
  readonly fsGroup?: number | undefined;
  /**
   * When the group of a volume is set: at each start, or where its root has another one.
   * @default - `OnRootMismatch` where there is a group
   */
  readonly fsGroupChangePolicy?: PodSecurityContext['fsGroupChangePolicy'];
  /** Groups that the processes belong to besides. @default - none */
  readonly supplementalGroups?: readonly number[] | undefined;
  /**
   * Whether the groups that the image's `/etc/group` gives the user count too; Kubernetes has it since 1.33.
   * @default - Kubernetes' own: `Merge`, they count
   */
  readonly supplementalGroupsPolicy?: PodSecurityContext['supplementalGroupsPolicy'];
  /** System calls that are let through. `Unconfined` takes a reason under `because`. @default - `RuntimeDefault` */
  readonly seccompProfile?: PodSecurityContext['seccompProfile'];
  /** The AppArmor profile. `Unconfined` takes a reason under `because`. @default - the runtime's own */
  readonly appArmorProfile?: PodSecurityContext['appArmorProfile'];
  /** SELinux labels; a `user`, a `role` and most types take a reason under `because`. @default - the runtime's own */
  readonly seLinuxOptions?: PodSecurityContext['seLinuxOptions'];
  /**
   * How volumes get their SELinux label: Kubernetes takes `Recursive` since 1.33, and `MountOption` since 1.37.
   * @default - Kubernetes' own: `Recursive` before 1.37
   */
  readonly seLinuxChangePolicy?: 'MountOption' | 'Recursive' | undefined;
  /**
   * Kernel parameters, by name. Those that other pods of the node would feel take a reason under `because`, and nodes
   * whose kubelet allows them.
   * @default - the node's
   * @example podSecurity: { sysctls: { 'net.ipv4.tcp_keepalive_time': '600' } }
   */
  readonly sysctls?: Readonly<Record<string, string>> | undefined;
}

/** What holds for all containers of a pod. */
export interface PodSecurityKeys {
  /** Groups, profiles and kernel parameters. @default - those that "restricted" demands */
  readonly podSecurity?: PodSecurityProps | undefined;
  /**
   * `false` gives the pods users of their own, of which root is nobody on the node; Kubernetes has it since 1.33.
   * Volumes must be of a kind whose file system can map them.
   * @default - the node's users
   */
  readonly hostUsers?: boolean | undefined;
  /** Whether the containers of the pod see each other's processes. @default - each sees its own */
  readonly shareProcessNamespace?: boolean | undefined;
}

const id = integer(0, 2 ** 31 - 1);

/** Claims what the pod's security context says beyond `security` (https://kubernetes.io/docs/tasks/configure-pod-container/security-context/). */
export const podSecurity = makePattern({
  name: 'podSecurity',
  fits: [],
  keys: keys<PodSecurityKeys>({
    podSecurity: object({
      fsGroup: id,
      fsGroupChangePolicy: oneOf('OnRootMismatch', 'Always'),
      supplementalGroups: list(id),
      supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
      seccompProfile: seccompProfileShape,
      appArmorProfile: appArmorProfileShape,
      seLinuxOptions: seLinuxOptionsShape,
      seLinuxChangePolicy: oneOf('MountOption', 'Recursive'),
      sysctls: mapOf(textShape),
    }),
    hostUsers: flag,
    shareProcessNamespace: flag,
  }),
  apply(draft, settings, facts) {
    const { hostUsers, shareProcessNamespace, podSecurity: pod = {} } = settings;
    const { supplementalGroups = [], sysctls = {}, fsGroup, ...context } = pod;
    refuseBeyondBaseline(pod, facts);
    if (hostUsers === false) refuseBefore(featureSince.userNamespaces.on, 'hostUsers', hostUsers, facts);
    for (const name of ['appArmorProfile', 'supplementalGroupsPolicy', 'seLinuxChangePolicy'] as const)
      if (pod[name] !== undefined) refuseBefore(featureSince[name].on, `podSecurity.${name}`, pod[name], facts);
    if (pod.seLinuxChangePolicy === 'MountOption')
      refuseBefore(featureSince.seLinuxMount.on, 'podSecurity.seLinuxChangePolicy', 'MountOption', facts);
    if (supplementalGroups.length > 0) draft.need('supplementalGroups', supplementalGroups);
    // Where admission gives every namespace its own range of groups, a stated one is refused.
    const group = facts.platform.assignsUsers === true ? undefined : fsGroup;
    const securityContext = { ...context, fsGroup: group, sysctls: listOf(sysctls) };
    const isEmpty = Object.values(securityContext).every((value) => value === undefined);
    draft.claimPod({ hostUsers, shareProcessNamespace, ...(isEmpty ? {} : { securityContext }) });
  },
});

/** By name: the order of a map shows nowhere. */
function listOf(sysctls: Readonly<Record<string, string>>): { name: string; value: string }[] | undefined {
  const names = Object.keys(sysctls).sort();
  return names.length === 0 ? undefined : names.map((name) => ({ name, value: sysctls[name] ?? '' }));
}
