/** Whatever can be connected to, and where connections to it end. */
import { CharthouseError } from '../model/error';
import type { Endpoint } from '../model/endpoint';
import { foreignEndpoint } from '../model/foreign-endpoint';
import type { ForeignObject } from '../model/foreign-object';
import { isReference, type Reference } from '../model/reference';

/** Something that can be connected to: a workload that listens, a `peer`, or something `external`. */
export interface Connectable {
  readonly endpoint: Endpoint;
}

/** Where connections to the callee end. Throws where it is nothing that listens. */
export function endpointsOf(
  callee: Connectable | Reference | ForeignObject,
  path: string,
  field: string,
): readonly Endpoint[] {
  if (isReference(callee)) return callee.endpoints;
  const endpoint = (callee as Partial<Connectable> | null | undefined)?.endpoint;
  // What objects of others say is read late.
  if (endpoint !== undefined && (isForeign(endpoint) || endpoint.ports.length > 0)) return [endpoint];
  const foreign = endpoint === undefined ? foreignEndpoint(callee, { path, field }) : undefined;
  if (foreign !== undefined) return [foreign];
  throw new CharthouseError({
    path,
    field,
    problem: 'must be something that listens',
    value: endpoint?.path ?? callee,
    allowed: 'a workload with a port, a reference to one, peer(…) or external(…)',
    fix: endpoint === undefined ? 'pass the workload itself' : 'give it a port, or connect the other way round',
  });
}

function isForeign(endpoint: Endpoint): boolean {
  return endpoint.kind !== 'external' && endpoint.foreign === true;
}
