/** Finds the connections that a workload states: references in env, args, commands and files, and `connectsTo`. */
import type { Endpoint, WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import type { SettledDraft } from '../model/draft/settled';
import { isReference } from '../model/reference';
import { isDeferred, isPlainObject } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';

/** A connection that a draft states. */
interface Stated {
  readonly endpoint: Endpoint;
  readonly via: string;
}

/** Records the connections of a settled draft, from its endpoint. */
export function connect(draft: SettledDraft, facts: WorkloadFacts, from: WorkloadEndpoint): void {
  facts.connections.workloads.push(from);
  for (const { endpoint, via } of stated(draft)) connectTo(facts, from, endpoint, via);
}

/** Records one connection. Throws where the callee is in another cluster. */
export function connectTo(facts: WorkloadFacts, from: WorkloadEndpoint, to: Endpoint, via: string): void {
  if (to.kind === 'workload' && to.cluster !== from.cluster) {
    throw new CharthouseError({
      path: from.path,
      field: via,
      problem: `refers to ${to.path}, which goes to another cluster (${to.cluster})`,
      value: to.path,
      allowed: `workloads of ${from.cluster}`,
      fix: 'refer to the workload of the same target, or to its public host by external({ host, port })',
    });
  }
  facts.connections.add({ from, to, via });
}

function stated(draft: SettledDraft): readonly Stated[] {
  const found: Stated[] = draft.entries('connections').map(({ item }) => ({ endpoint: item.endpoint, via: item.via }));
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
