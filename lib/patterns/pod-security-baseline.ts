/** What the Pod Security Standards refuse at level "baseline", and what the API server refuses, of a pod's profiles. */
import { CharthouseError } from '../model/error';
import type { WorkloadFacts } from './facts';

/** A profile of seccomp or AppArmor. */
interface Profile {
  readonly type: string;
  readonly localhostProfile?: string | undefined;
}

/** What a pod states. */
interface Stated {
  readonly seccompProfile?: Profile | undefined;
  readonly appArmorProfile?: Profile | undefined;
  readonly seLinuxOptions?: { readonly user?: unknown; readonly role?: unknown; readonly type?: unknown } | undefined;
  readonly sysctls?: Readonly<Record<string, string>> | undefined;
}

/** Kernel parameters that only the pod itself feels (https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/). */
const safeSysctls: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);
const containerTypes: readonly unknown[] = Object.freeze([
  undefined, 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t',
]);
const sysctlName = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

/**
 * Throws where a profile is none that Kubernetes takes, or leaves "baseline" without a reason. `prop` is where it is
 * stated: of the pod, or of a container.
 */
export function refuseBeyondBaseline(stated: Stated, facts: WorkloadFacts, prop = 'podSecurity'): void {
  for (const name of ['seccompProfile', 'appArmorProfile'] as const) {
    const profile = stated[name];
    if (profile === undefined) continue;
    checkProfile(profile, `${prop}.${name}`, facts.path);
    if (profile.type === 'Unconfined')
      needReason(`${prop}.${name}`, profile.type, "'RuntimeDefault' or 'Localhost'", facts);
  }
  const { user, role, type } = stated.seLinuxOptions ?? {};
  const beyond = { user, role, type: containerTypes.includes(type) ? undefined : type };
  for (const [key, value] of Object.entries(beyond).filter(([, each]) => each !== undefined))
    needReason(`${prop}.seLinuxOptions.${key}`, value, 'level, and types of containers', facts);
  for (const name of Object.keys(stated.sysctls ?? {})) {
    const field = `${prop}.sysctls.${name}`;
    if (name.length > 253 || !sysctlName.test(name)) {
      throw new CharthouseError({
        path: facts.path,
        field,
        problem: 'is no name of a kernel parameter',
        value: name,
        allowed: 'lower-case words with dots between them, such as net.core.somaxconn',
        fix: 'write it as `sysctl -a` does',
      });
    }
    if (!safeSysctls.has(name)) needReason(field, name, [...safeSysctls].join(', '), facts);
  }
}

function checkProfile({ type, localhostProfile }: Partial<Profile>, field: string, path: string): void {
  if (type === undefined) {
    throw new CharthouseError({
      path,
      field: `${field}.type`,
      problem: 'is missing',
      allowed: "'RuntimeDefault', 'Localhost' or 'Unconfined'",
      fix: 'say which kind of profile it is',
    });
  }
  if ((type === 'Localhost') === (localhostProfile !== undefined)) return;
  throw new CharthouseError({
    path,
    field: `${field}.localhostProfile`,
    problem: type === 'Localhost' ? 'is missing' : `does not go with type '${type}'`,
    value: localhostProfile,
    allowed: "localhostProfile together with type: 'Localhost'",
    fix: type === 'Localhost' ? 'name the profile' : "leave it out, or write type: 'Localhost'",
  });
}

/** Throws where no reason is stated for leaving "baseline". */
export function needReason(field: string, value: unknown, allowed: string, facts: WorkloadFacts): void {
  if (facts.reason(field) !== undefined) return;
  throw new CharthouseError({
    path: facts.path,
    field,
    problem: 'leaves the "baseline" security level and takes a reason',
    value,
    allowed,
    fix: `keep to it, or state a reason: because: { '${field}': '…' }`,
  });
}
