/** Where a workload can be reached, as references. */
import type { SettledDraft } from '../model/draft/settled';
import type { EndpointPort, WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import { makeReference, type Reference } from '../model/reference';
import { text } from '../model/text';
import type { Value, Viewpoint } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';

/** Where connections to a workload end: its Service's ports, and those of its pods behind them. */
export function endpointOf(facts: WorkloadFacts, draft: SettledDraft): WorkloadEndpoint {
  const { path, name, namespace, cluster, selector } = facts;
  const containerPorts = draft.containerEntries('ports');
  // A headless Service maps no ports: its name leads to the pods themselves.
  const headless = facts.traits.has('stores') && facts.serviceName === name;
  const ports = draft.entries('servicePorts').map(({ item }): EndpointPort => {
    const target = containerPorts.find((port) => port.key === item.targetPort);
    const podPort = target?.item.containerPort ?? Number(item.targetPort ?? item.port);
    return { port: headless ? podPort : item.port, podPort, protocol: item.protocol ?? 'TCP' };
  });
  return { kind: 'workload', path, name, namespace, cluster, selector, ports };
}

/** A reference to the main port. Throws where the workload listens on none. */
export function referenceTo<T extends string | number>(
  endpoint: WorkloadEndpoint,
  property: string,
  write: (host: string, port: number) => T,
): Reference<T> {
  const port = endpoint.ports[0];
  if (port !== undefined) return referenceToPort(endpoint, property, port, write);
  throw new CharthouseError({
    path: endpoint.path,
    field: property,
    problem: 'does not exist: the workload listens on no port',
    value: property,
    allowed: 'a workload with a port',
    fix: 'give it a port, or connect the other way round',
  });
}

/** The address of a port by its name. Throws for an unknown one. */
export function addressOf(endpoint: WorkloadEndpoint, draft: SettledDraft, portName: string): Reference<string> {
  const port = portNamed(endpoint, draft, portName);
  return referenceToPort(endpoint, `port ${portName}`, port, (host, number) => `${host}:${number}`);
}

/** A port by its name. Throws for an unknown one. */
export function portNamed(endpoint: WorkloadEndpoint, draft: SettledDraft, portName: string): EndpointPort {
  const entries = draft.entries('servicePorts');
  const names = entries.map((entry) => entry.key);
  // The Service may call it by another name than the container.
  const port = endpoint.ports[entries.findIndex(({ key, item }) => key === portName || item.targetPort === portName)];
  if (port !== undefined) return port;
  throw new CharthouseError({
    path: endpoint.path,
    field: 'at',
    problem: 'must name one of its ports',
    value: portName,
    allowed: names.length === 0 ? 'no name: it listens on no port' : names.join(', '),
    fix: 'take one of these names, or add the port to `ports`',
  });
}

/** Where a host is reached from outside; no connection of the tree. */
export function publicUrlOf(host: Value<string>, scheme: 'http' | 'https', path: string): Reference<string> {
  const url = text`${scheme}://${host}`;
  return makeReference(`${path} publicUrl`, [], (viewpoint) => url.render(viewpoint), url.known);
}

function referenceToPort<T extends string | number>(
  endpoint: WorkloadEndpoint,
  property: string,
  port: EndpointPort,
  write: (host: string, port: number) => T,
): Reference<T> {
  const { path, name, namespace } = endpoint;
  // A DNS name is as short as the viewer's namespace allows.
  const host = (viewpoint: Viewpoint): string =>
    viewpoint.namespace === namespace || namespace === undefined ? name : `${name}.${namespace}.svc`;
  return makeReference(`${path} ${property}`, [{ ...endpoint, ports: [port] }], (viewpoint) =>
    write(host(viewpoint), port.port));
}
