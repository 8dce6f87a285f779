/** An object of others as a `peer`: whoever says so vouches that it is in the caller's cluster. */
import type { PeerEndpoint, PodsAt } from './endpoint';
import { CharthouseError } from './error';
import { foreignEndpoint } from './foreign-endpoint';
import type { ForeignObject } from './foreign-object';
import { makeReference, type Reference } from './reference';

/** Its addresses. Only a Service has one. */
export interface ForeignPeer {
  readonly endpoint: PeerEndpoint;
  readonly hostname: Reference<string>;
  readonly port: Reference<number>;
  readonly address: Reference<string>;
}

/** The object as a peer. Throws where it is no Service and makes no pods. */
export function foreignPeer(object: ForeignObject): ForeignPeer {
  const { path } = object.node;
  const endpoint = endpointOf(object);
  const portOf = (): number => endpoint.ports[0]?.port ?? 0;
  const hostOf = (namespace: string | undefined): string =>
    endpoint.namespace === undefined || endpoint.namespace === namespace
      ? endpoint.name
      : `${endpoint.name}.${endpoint.namespace}.svc`;
  const peer = { endpoint, port: makeReference(`${path} port`, [endpoint], portOf) };
  if (object.kind !== 'Service') return withoutAddress(peer, object);
  return Object.freeze({
    ...peer,
    hostname: makeReference(`${path} hostname`, [endpoint], ({ namespace }) => hostOf(namespace)),
    address: makeReference(`${path} address`, [endpoint], ({ namespace }) => `${hostOf(namespace)}:${portOf()}`),
  });
}

function endpointOf(object: ForeignObject): PeerEndpoint {
  const { path } = object.node;
  const made = foreignEndpoint(object, { path, field: 'peer' });
  if (made === undefined) {
    throw new CharthouseError({
      path,
      field: 'peer',
      problem: `is a ${object.kind}: nobody can connect to it`,
      value: object.kind,
      allowed: 'a Service, or an object that makes pods',
      fix: 'pass the Service, or the workload behind it',
    });
  }
  const service = made.selects !== undefined;
  const selected = (pods: PodsAt): boolean => made.selects?.({ ...pods, cluster: made.cluster }) === true;
  // What it reads late stays what the object says.
  return Object.create(made, {
    kind: { value: 'peer' },
    ...(service ? { selects: { value: selected } } : {}),
  }) as PeerEndpoint;
}

/** Copies leave out what would throw. */
function withoutAddress(peer: Pick<ForeignPeer, 'endpoint' | 'port'>, object: ForeignObject): ForeignPeer {
  for (const field of ['hostname', 'address'] as const) {
    const get = (): never => {
      throw new CharthouseError({
        path: object.node.path,
        field,
        problem: `is not known: a ${object.kind} has no address`,
        value: object.kind,
        allowed: 'a Service',
        fix: 'pass its Service to `peer`; connectsTo takes the workload as it is',
      });
    };
    Object.defineProperty(peer, field, { get, enumerable: false });
  }
  return Object.freeze(peer) as ForeignPeer;
}
