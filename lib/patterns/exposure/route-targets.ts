/** Other workloads that requests go to: their Services, whose pods the edge asks as it asks this workload's. */
import type { Draft } from '../../model/draft/draft';
import type { WorkloadEndpoint } from '../../model/endpoint';
import { CharthouseError } from '../../model/error';
import type { Edge } from '../../platforms/platform/edge';
import { endpointsOf } from '../connectable';
import type { WorkloadFacts } from '../facts';
import { networkPeer } from '../network-peer';
import type { RouteTarget } from './route-props';
import type { Route } from './routes';

/** Who gets which part of a route's requests. */
export interface Backend {
  readonly name: string;
  readonly port: number;
  /** Of a hundred. @default - all */
  readonly weight?: number | undefined;
}

/** The Service that a target names, and the port of it. Throws where the route cannot lead there. */
export function backendOf(target: RouteTarget, field: string, facts: WorkloadFacts): Backend {
  const { name, ports: [port] } = endpointOf(target, field, facts);
  return { name, port: port?.port ?? 0 };
}

/** Connects the targets of a route: the graph shows them, and each of them lets the edge in. */
export function connectTargets(draft: Draft, { field, props }: Route, edge: Edge, facts: WorkloadFacts): void {
  const sentBy = edge.trafficFrom.map(networkPeer);
  const targets = [
    ...(props.split ?? []).map((target, index) => ({ target, at: `${field}.split[${index}].to` })),
    ...(props.mirror === undefined ? [] : [{ target: props.mirror, at: `${field}.mirror.to` }]),
  ];
  for (const { target, at } of targets) {
    const endpoint = mainPortOf(endpointOf(target, at, facts));
    draft.add('connections', at, { endpoint, via: 'exposure', sentBy }, 'props');
  }
}

/** The edge asks one port: others are none of its business. What objects of others say is read late. */
function mainPortOf(endpoint: WorkloadEndpoint): WorkloadEndpoint {
  return endpoint.foreign === true ? endpoint : { ...endpoint, ports: endpoint.ports.slice(0, 1) };
}

function endpointOf({ to }: RouteTarget, field: string, facts: WorkloadFacts): WorkloadEndpoint {
  const [endpoint] = endpointsOf(to, facts.path, field);
  if (endpoint?.kind === 'workload' && leadsTo(endpoint, facts)) return endpoint;
  throw new CharthouseError({
    path: facts.path,
    field,
    problem: 'must be another workload of the same namespace: a route leads to Services beside it',
    value: endpoint?.path ?? to,
    allowed: 'a workload of the same Application, with a Service',
    fix: 'pass the workload itself, or a reference to one of its ports',
  });
}

function leadsTo(endpoint: WorkloadEndpoint, { path, namespace, cluster }: WorkloadFacts): boolean {
  // Of others' objects only a Service has an address.
  const serves = endpoint.foreign !== true || 'selects' in endpoint;
  return serves && endpoint.path !== path && endpoint.namespace === namespace && endpoint.cluster === cluster;
}
