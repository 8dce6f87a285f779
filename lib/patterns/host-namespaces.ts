/** What an agent shares with its node: each takes a reason, for it leads out of the pod. */
import { fieldWithin } from '../model/draft/derived';
import type { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import type { ContainerPort, PodSpec } from '../model/kubernetes/types';
import { locked } from '../model/rule';
import { flag } from '../model/shape';
import type { WorkloadFacts } from './facts';
import { makePattern, keys } from './pattern';

/** What an agent shares with its node. */
export interface HostNamespaceKeys {
  /**
   * Whether pods have the node's network and its addresses: then no NetworkPolicy holds for them, or knows them from
   * the node, and each port that they listen on is the node's. Takes `because: { hostNetwork: … }`.
   * @default false
   */
  readonly hostNetwork?: boolean | undefined;
  /** Whether pods see every process of the node. Takes `because: { hostPID: … }`. @default false */
  readonly hostPID?: boolean | undefined;
  /** Whether pods share memory and queues with the node's processes. Takes `because: { hostIPC: … }`. @default false */
  readonly hostIPC?: boolean | undefined;
}

/** Claims the node's namespaces (https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline). */
export const hostNamespaces = makePattern({
  name: 'hostNamespaces',
  fits: ['perNode'],
  keys: keys<HostNamespaceKeys>({ hostNetwork: flag, hostPID: flag, hostIPC: flag }),
  defaults: { hostNetwork: locked(false), hostPID: locked(false), hostIPC: locked(false) },
  apply(draft, { hostNetwork, hostPID, hostIPC }) {
    const shared = (flagged: boolean): true | undefined => (flagged ? true : undefined);
    draft.claimPod({ hostNetwork: shared(hostNetwork), hostPID: shared(hostPID), hostIPC: shared(hostIPC) });
  },
  emit(draft, settings, facts) {
    // What other patterns claimed, and Kubernetes refuses beside these.
    refuseContradictions(draft.template.spec, facts);
    if (settings.hostNetwork) refusePorts(draft, facts);
    return [];
  },
});

type Given = Partial<PodSpec>;
type Refusal = Pick<CharthouseError, 'field' | 'problem' | 'value' | 'allowed' | 'fix'>;

function refuseContradictions(given: Given, { path }: WorkloadFacts): void {
  const refusals = [usersOf(given), processesOf(given), dnsOf(given), ...sysctlsOf(given)];
  const refusal = refusals.find((each) => each !== undefined);
  if (refusal !== undefined) throw new CharthouseError({ path, ...refusal });
}

function usersOf({ hostNetwork, hostPID, hostIPC, hostUsers }: Given): Refusal | undefined {
  const [shared] = Object.entries({ hostNetwork, hostPID, hostIPC }).find(([, flagged]) => flagged === true) ?? [];
  return shared === undefined || hostUsers !== false ? undefined : {
    field: 'hostUsers',
    problem: `does not go with ${shared}, which is of the node and its users`,
    value: hostUsers,
    allowed: 'one of the two',
    fix: `write hostUsers: true, or leave ${shared} out`,
  };
}

function processesOf({ hostPID, shareProcessNamespace }: Given): Refusal | undefined {
  return hostPID !== true || shareProcessNamespace !== true ? undefined : {
    field: 'shareProcessNamespace',
    problem: 'does not go with hostPID, which shows all processes of the node',
    value: shareProcessNamespace,
    allowed: 'one of the two',
    fix: 'write shareProcessNamespace: false, or leave hostPID out',
  };
}

function dnsOf({ hostNetwork, dnsPolicy }: Given): Refusal | undefined {
  return hostNetwork !== true || dnsPolicy !== 'ClusterFirst' ? undefined : {
    field: 'dnsPolicy',
    problem: "means 'Default' on the host's network: no Service is found",
    value: dnsPolicy,
    allowed: "'ClusterFirstWithHostNet', 'Default' or 'None' with hostNetwork",
    fix: "leave it out, or write 'Default' if that is meant",
  };
}

function sysctlsOf({ hostNetwork, hostIPC, securityContext }: Given): (Refusal | undefined)[] {
  return (securityContext?.sysctls ?? []).flatMap(({ name }) => {
    const isOf = (prefix: string): boolean => name.replaceAll('/', '.').startsWith(prefix);
    const shared = hostNetwork === true && isOf('net.') ? 'hostNetwork'
      : hostIPC === true && ['kernel.shm', 'kernel.msg', 'kernel.sem', 'fs.mqueue.'].some(isOf) ? 'hostIPC' : undefined;
    return shared === undefined ? [] : [{
      field: `podSecurity.sysctls.${name}`,
      problem: `does not go with ${shared}: the parameter is the node's`,
      value: name,
      allowed: "parameters that are the pod's own",
      fix: 'leave it out, or set it on the nodes',
    }];
  });
}

/** On the node's network two containers cannot listen on one port, nor can an old pod and a new one. */
function refusePorts(draft: SettledDraft, { path }: WorkloadFacts): void {
  const taken = new Map<string, string>();
  for (const { name, collections } of draft.containers.filter(({ role }) => role !== 'init')) {
    for (const { item } of collections.sorted('ports')) {
      const { containerPort, protocol = 'TCP' } = item as Pick<ContainerPort, 'containerPort' | 'protocol'>;
      const place = `${containerPort}/${protocol}`;
      const other = taken.get(place);
      taken.set(place, name);
      if (other === undefined) continue;
      throw new CharthouseError({
        path,
        field: 'hostNetwork',
        problem: `gives the node's ${place} to two containers: ${other} and ${name}`,
        value: containerPort,
        allowed: 'each port of the node once',
        fix: 'let one of the two listen elsewhere',
      });
    }
  }
  const surge = fieldWithin(draft.controller, 'updateStrategy.rollingUpdate.maxSurge');
  if (taken.size === 0 || surge === undefined || surge === 0 || surge === '0%') return;
  throw new CharthouseError({
    path,
    field: 'rollout.maxSurge',
    problem: "starts a second pod on a node whose ports the first one has: on the host's network it waits for ever",
    value: surge,
    allowed: '0 with hostNetwork and ports',
    fix: 'let one node after the other be without the agent for a moment: leave maxSurge and zeroDowntime out',
  });
}
