/** Connections that no value shows: what is not said by a reference in env, args or a file. */
import { CharthouseError } from '../model/error';
import type { Endpoint } from '../model/endpoint';
import { isReference, type Reference } from '../model/reference';
import { list, anything } from '../model/shape';
import { definePattern, keys } from './pattern';

/** Something that can be connected to: a workload that listens, a `peer`, or something `external`. */
export interface Connectable {
  readonly endpoint: Endpoint;
}

/** Whom a workload connects to. */
export interface ConnectionKeys {
  /** Callees besides those that env, args and files refer to. @default - none besides them */
  readonly connectsTo?: readonly (Connectable | Reference)[] | undefined;
}

/** Adds the stated connections; both sides get their network rules. */
export const connections = definePattern({
  name: 'connections',
  fits: [],
  keys: keys<ConnectionKeys>({ connectsTo: list(anything) }),
  apply(draft, settings, facts) {
    for (const [index, callee] of (settings.connectsTo ?? []).entries()) {
      for (const [part, endpoint] of endpointsOf(callee, facts.path, `connectsTo[${index}]`).entries()) {
        draft.add('connections', `connectsTo ${index}.${part}`, { endpoint, via: 'connectsTo' }, 'props');
      }
    }
  },
});

/** Where connections to the callee end. Throws where it is nothing that listens. */
export function endpointsOf(callee: Connectable | Reference, path: string, field: string): readonly Endpoint[] {
  if (isReference(callee)) return callee.endpoints;
  const endpoint = (callee as Partial<Connectable> | null | undefined)?.endpoint;
  if (endpoint !== undefined && endpoint.ports.length > 0) return [endpoint];
  throw new CharthouseError({
    path,
    field,
    problem: 'must be something that listens',
    value: endpoint?.path ?? callee,
    allowed: 'a workload with a port, a reference to one, peer(…) or external(…)',
    fix: endpoint === undefined ? 'pass the workload itself' : 'give it a port, or connect the other way round',
  });
}
