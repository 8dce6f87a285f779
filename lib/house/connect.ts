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
  facts.connections.workloads.push(from);
  for (const { endpoint, ...how } of stated(draft)) connectTo(facts, from, endpoint, how);
  for (const { item: { endpoint, via } } of draft.entries('callers')) {
    // What an object of others says of its own ports is read late.
    const to = from.foreign === true ? from : { ...from, ports: podPorts(draft) };
    if (endpoint.kind === 'workload') connectFrom(facts, endpoint, to, via);
  }
}

/** Records a connection that the callee states: to every port that its pods listen on. */
function connectFrom(facts: WorkloadFacts, from: WorkloadEndpoint, to: WorkloadEndpoint, via: string): void {
  if (from.cluster === to.cluster) {
    facts.connections.add({ from, to, via });
    return;
  }
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
  { via, sentBy }: Omit<Connection, 'from' | 'to'>,
): void {
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
  facts.connections.add({ from, to, via, ...(sentBy === undefined ? {} : { sentBy }) });
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
  if (isReference(value))
    value.endpoints.forEach((endpoint) => {
      found.push({ endpoint, via });
    });
  else if (Array.isArray(value))
    value.forEach((item) => {
      find(item, via, found);
    });
  else if (isPlainObject(value))
    Object.values(value).forEach((item) => {
      find(item, via, found);
    });
}
