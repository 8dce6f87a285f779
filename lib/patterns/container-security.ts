/** What a container may do beyond "restricted", and what of it takes a reason. */
import { CharthouseError } from '../model/error';
import { featureSince } from '../model/kubernetes/served';
import type { AppArmorProfile, SELinuxOptions, SeccompProfile, SecurityContext } from '../model/kubernetes/types';
import { flag, integer, list, object, oneOf, shapeOf, type Shape } from '../model/shape';
import { containerField, type ContainerFacts } from './facts';
import { refuseBefore } from './kubernetes-since';
import { needReason, refuseBeyondBaseline } from './pod-security-baseline';
import { appArmorProfileShape, seLinuxOptionsShape, seccompProfileShape } from './security-profile';

/** What a container may do beyond "restricted"; each such thing takes a reason under `because`. */
export interface ContainerSecurity {
  /** @default true */
  readonly readOnlyRootFilesystem?: boolean | undefined;
  /** @default false */
  readonly allowPrivilegeEscalation?: boolean | undefined;
  /** @default false */
  readonly privileged?: boolean | undefined;
  /** @default true */
  readonly runAsNonRoot?: boolean | undefined;
  /** Linux capabilities that are kept, such as `NET_BIND_SERVICE`. @default [] */
  readonly capabilities?: readonly string[] | undefined;
  /** The numeric user of this container; 0 only with `runAsNonRoot: false`. @default - the pod's, by `user` */
  readonly runAsUser?: number | undefined;
  /** The numeric group of this container. @default - the pod's, by `group` */
  readonly runAsGroup?: number | undefined;
  /** Which system calls are filtered; `Unconfined` takes a reason. @default - the pod's: `RuntimeDefault` */
  readonly seccompProfile?: SeccompProfile | undefined;
  /** The AppArmor profile; `Unconfined` takes a reason. @default - the runtime's own, where nodes have AppArmor */
  readonly appArmorProfile?: AppArmorProfile | undefined;
  /** `Unmasked` shows all of `/proc`, only in a user namespace of its own, and takes a reason. @default 'Default' */
  readonly procMount?: 'Default' | 'Unmasked' | undefined;
  /** SELinux labels; a user, a role and a type that is none of a container take a reason. @default - the runtime's */
  readonly seLinuxOptions?: SELinuxOptions | undefined;
}

const capability = shapeOf(
  'a capability such as NET_BIND_SERVICE',
  (value) => typeof value === 'string' && /^(?!CAP_)[A-Z_]+$/.test(value),
  (value) => typeof value === 'string' && value.startsWith('CAP_')
    ? `write ${value.slice(4)}`
    : 'write it in upper case',
);
const id = integer(0, 2 ** 31 - 1);

/** The shape of a container's security. */
export const containerSecurityShape: Shape = object({
  readOnlyRootFilesystem: flag,
  allowPrivilegeEscalation: flag,
  privileged: flag,
  runAsNonRoot: flag,
  capabilities: list(capability),
  runAsUser: id,
  runAsGroup: id,
  seccompProfile: seccompProfileShape,
  appArmorProfile: appArmorProfileShape,
  procMount: oneOf('Default', 'Unmasked'),
  seLinuxOptions: seLinuxOptionsShape,
});

/** The security context of the container, besides its scratch space. */
export function securityContextOf(settings: ContainerSecurity, facts: ContainerFacts): SecurityContext {
  // A house may have taken any of the defaults away.
  const { capabilities = [], readOnlyRootFilesystem, allowPrivilegeEscalation, privileged, runAsNonRoot } = settings;
  const { runAsUser, runAsGroup, seccompProfile, appArmorProfile, procMount, seLinuxOptions } = settings;
  refuseRoot(settings, facts);
  const prop = containerField(facts, 'security');
  refuseBeyondBaseline({ seccompProfile, appArmorProfile, seLinuxOptions }, facts.workload, prop);
  if (appArmorProfile !== undefined)
    refuseBefore(featureSince.appArmorProfile.on, `${prop}.appArmorProfile`, appArmorProfile, facts.workload);
  if (procMount === 'Unmasked') needReason(`${prop}.procMount`, procMount, "'Default'", facts.workload);
  // Where admission gives every namespace its own range of users, a stated number is refused.
  const assigned = facts.workload.platform.assignsUsers === true && runAsNonRoot !== false;
  return {
    readOnlyRootFilesystem,
    allowPrivilegeEscalation: privileged === true || allowPrivilegeEscalation,
    privileged,
    ...(runAsNonRoot === true ? {} : { runAsNonRoot }),
    capabilities: { drop: ['ALL'], ...(capabilities.length === 0 ? {} : { add: [...capabilities] }) },
    ...(assigned ? {} : { runAsUser, runAsGroup }),
    seccompProfile,
    appArmorProfile,
    procMount,
    seLinuxOptions,
  };
}

/** The kubelet starts no container that must not be root and is. */
function refuseRoot({ runAsUser, runAsNonRoot }: ContainerSecurity, facts: ContainerFacts): void {
  if (runAsUser !== 0 || runAsNonRoot === false) return;
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, 'security.runAsUser'),
    problem: 'is root, which runAsNonRoot forbids',
    value: runAsUser,
    allowed: 'a whole number of at least 1, or 0 with runAsNonRoot: false',
    fix: 'take another user, or say runAsNonRoot: false and give its reason: '
      + `because: { '${containerField(facts, 'security.runAsNonRoot')}': '…' }`,
  });
}
