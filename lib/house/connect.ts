/** Finds the connections that a workload states: references in env, args, commands and files, and `connectsTo`. */
import type { Connection } from '../model/connections';
import type { Endpoint, EndpointPort, WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import type { SettledDraft } from '../model/draft/settled';
import { isReference } from '../model/reference';
import { isDeferred, isPlainObject } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';

/** A connection that a draft states. */
interface Stated {
  readonly endpoint: Endpoint;
  readonly via: string;
  readonly sentBy?: Connection['sentBy'];
}

/** Records the connections of a settled draft, from its endpoint. */
export function connect(draft: SettledDraft, facts: WorkloadFacts, from: WorkloadEndpoint): void {
  record(facts, from, statedConnections(draft, from));
}

/** Records connections, and that the workload is there. */
export function record({ connections }: WorkloadFacts, from: WorkloadEndpoint, all: readonly Connection[]): void {
  connections.workloads.push(from);
  for (const connection of all) connections.add(connection);
}

/** The connections of a settled draft. Throws where one of them leads to another cluster. */
export function statedConnections(draft: SettledDraft, from: WorkloadEndpoint): readonly Connection[] {
  const all = stated(draft).map(({ endpoint, ...how }) => connectionTo(from, endpoint, how));
  for (const { item: { endpoint, via } } of draft.entries('callers')) {
    // What an object of others says of its own ports is read late.
    const to = from.foreign === true ? from : { ...from, ports: podPorts(draft) };
    if (endpoint.kind === 'workload') all.push(connectionFrom(endpoint, to, via));
  }
  return all;
}

/** A connection that the callee states: to every port that its pods listen on. */
function connectionFrom(from: WorkloadEndpoint, to: WorkloadEndpoint, via: string): Connection {
  if (from.cluster === to.cluster) return { from, to, via };
  throw new CharthouseError({
    path: to.path,
    field: via,
    problem: `names ${from.path}, which goes to another cluster (${from.cluster})`,
    value: from.path,
    allowed: `workloads of ${to.cluster}`,
    fix: 'where it is the same cluster after all, say which pods call: { namespace, podLabels }',
  });
}

function podPorts(draft: SettledDraft): readonly EndpointPort[] {
  return draft.containerEntries('ports').map(({ item: { containerPort, protocol } }) =>
    ({ port: containerPort, podPort: containerPort, protocol: protocol ?? 'TCP' }));
}

/** Records one connection. Throws where the callee is in another cluster. */
export function connectTo(
  facts: WorkloadFacts,
  from: WorkloadEndpoint,
  to: Endpoint,
  how: Omit<Connection, 'from' | 'to'>,
): void {
  facts.connections.add(connectionTo(from, to, how));
}

function connectionTo(
  from: WorkloadEndpoint,
  to: Endpoint,
  { via, sentBy }: Omit<Connection, 'from' | 'to'>,
): Connection {
  if (to.kind !== 'peer' && to.cluster !== undefined && to.cluster !== from.cluster) {
    throw new CharthouseError({
      path: from.path,
      field: via,
      problem: `refers to ${to.path}, which goes to another cluster (${to.cluster})`,
      value: to.path,
      allowed: `workloads of ${from.cluster}`,
      fix: to.kind === 'workload' && to.foreign === true
        ? 'put both into one Application; where it is the same cluster after all, say so by peer(…) around it'
        : 'refer to the workload of the same target, or to its public host by external({ host, port })',
    });
  }
  return { from, to, via, ...(sentBy === undefined ? {} : { sentBy }) };
}

function stated(draft: SettledDraft): readonly Stated[] {
  const found: Stated[] = draft.entries('connections').map(({ item }) => item);
  for (const { manifest, collections } of draft.containers) {
    for (const entry of collections.sorted('env')) find(entry.item, `env ${entry.key}`, found);
    for (const entry of collections.sorted('files')) find(entry.item, `file ${entry.key}`, found);
    find(manifest['args'], 'args', found);
    find(manifest['command'], 'command', found);
  }
  for (const entry of draft.entries('podAnnotations')) find(entry.item, `annotation ${entry.key}`, found);
  return found;
}

function find(value: unknown, via: string, found: Stated[]): void {
  if (typeof value !== 'object' || value === null || isDeferred(value)) return;
  if (isReference(value)) for (const endpoint of value.endpoints) found.push({ endpoint, via });
  else if (Array.isArray(value)) for (const item of value) find(item, via, found);
  else if (isPlainObject(value)) for (const key of Object.keys(value)) find(value[key], via, found);
}
