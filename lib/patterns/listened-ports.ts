/** The ports that a workload's containers declare, as a NetworkPolicy names them. */
import type { SettledDraft } from '../model/draft/settled';
import type { EndpointPort } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import type { NetworkPolicyPort } from '../model/kubernetes/types';

/** A caller that `allowFrom` lets in. */
interface Caller {
  readonly ports?: readonly number[] | undefined;
}

/** A port as a NetworkPolicy names it: by the number that the pods listen on. */
export function portOf({ podPort, protocol }: Pick<EndpointPort, 'podPort' | 'protocol'>): NetworkPolicyPort {
  return { port: podPort, protocol };
}

/** Every port that a container declares. */
export function listenedPorts(draft: SettledDraft): NetworkPolicyPort[] {
  return draft
    .containerEntries('ports')
    .map(({ item }) => portOf({ podPort: item.containerPort, protocol: item.protocol ?? 'TCP' }));
}

/** A rule for a port that nobody listens on lets nobody in, and says that it does. */
export function checkAllowed(callers: readonly Caller[], draft: SettledDraft, path: string): void {
  const listened = listedPorts(draft);
  for (const [index, { ports = [] }] of callers.entries()) {
    if (listened === '') {
      throw new CharthouseError({
        path,
        field: `allowFrom[${index}]`,
        problem: 'lets nobody in: the workload listens on no port',
        value: callers[index],
        allowed: 'callers of a workload with a port',
        fix: 'declare what it listens on, by `port` or `containerPorts`, or leave `allowFrom` out',
      });
    }
    for (const [place, number] of ports.entries()) {
      if (declaredAs(number, draft).length > 0) continue;
      throw new CharthouseError({
        path,
        field: `allowFrom[${index}].ports[${place}]`,
        problem: 'is a port that no container listens on',
        value: number,
        allowed: listened,
        fix: 'give a port of the pods, not of the Service, or declare it by `ports` or `containerPorts`',
      });
    }
  }
}

function listedPorts(draft: SettledDraft): string {
  return listenedPorts(draft).map(({ port: number, protocol }) => `${String(number)}/${String(protocol)}`).join(', ');
}

/** The number in each protocol that a container declares it in. */
function declaredAs(number: number, draft: SettledDraft): NetworkPolicyPort[] {
  return listenedPorts(draft).filter(({ port: listened }) => listened === number);
}

/** What other patterns open need not be declared, such as the port of a container that the cluster injects. */
export function openedPorts(number: number, draft: SettledDraft): NetworkPolicyPort[] {
  const declared = declaredAs(number, draft);
  return declared.length > 0 ? declared : [portOf({ podPort: number, protocol: 'TCP' })];
}
