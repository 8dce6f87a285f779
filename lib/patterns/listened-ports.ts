/** The ports that a workload's containers declare, as a NetworkPolicy names them. */
import type { AllowedCaller } from '../model/draft/collections';
import type { SettledDraft } from '../model/draft/settled';
import type { EndpointPort } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import type { NetworkPolicyPort } from '../model/kubernetes/types';

/** A caller that `allowFrom` lets in. */
interface Caller {
  readonly ports?: readonly (number | object)[] | undefined;
}

/** A port as a NetworkPolicy names it: by the number that the pods listen on. */
export function portOf({ podPort, endPort, protocol }: Omit<EndpointPort, 'port'>): NetworkPolicyPort {
  return { port: podPort, ...(endPort === undefined ? {} : { endPort }), protocol };
}

/** Every port that a container declares. */
export function listenedPorts(draft: SettledDraft): NetworkPolicyPort[] {
  return draft.containerEntries('ports').map(({ item }) => declared(item));
}

/** A rule for a port that nobody listens on lets nobody in, and says that it does. */
export function checkAllowed(callers: readonly Caller[], draft: SettledDraft, path: string): void {
  const listened = listedPorts(draft);
  for (const [index, { ports = [] }] of callers.entries()) {
    const ranges = ports.filter((port) => typeof port === 'object');
    if (listened === '' && ranges.length === 0) {
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
      if (typeof number === 'object' || declaredAs(number, draft).length > 0) continue;
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

function declared(item: { readonly containerPort: number; readonly protocol?: EndpointPort['protocol'] | undefined }):
NetworkPolicyPort {
  return portOf({ podPort: item.containerPort, protocol: item.protocol ?? 'TCP' });
}

/**
 * A port that somebody is let in to. What is opened by number need not be declared, such as the port of a container
 * that the cluster injects, unless it `mustBeDeclared`; a name is that of a declared port.
 */
export function openedPorts(
  port: AllowedCaller['ports'][number],
  draft: SettledDraft,
  mustBeDeclared = false,
): NetworkPolicyPort[] {
  if (typeof port === 'object') return [port];
  if (typeof port === 'string') {
    return draft.containerEntries('ports').flatMap(({ key, item }) => (key === port ? [declared(item)] : []));
  }
  const known = declaredAs(port, draft);
  return known.length > 0 || mustBeDeclared ? known : [portOf({ podPort: port, protocol: 'TCP' })];
}
