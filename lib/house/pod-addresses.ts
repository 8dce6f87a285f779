/** Where a single pod of a store can be reached: by its own name, in the headless Service. */
import type { SettledDraft } from '../model/draft/settled';
import type { EndpointPort, WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import { makeReference, type Reference } from '../model/reference';
import type { Viewpoint } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';
import { portNamed } from './addresses';
import type { StorePod } from './workload-contract';

/** A pod by its number. Throws where the store has no such pod. */
export function podOf(
  endpoint: WorkloadEndpoint,
  draft: SettledDraft,
  facts: WorkloadFacts,
  ordinal: number,
): StorePod {
  const { path, namespace } = endpoint;
  checkOrdinal(ordinal, draft, facts);
  const name = `${facts.controllerName}-${ordinal}.${facts.serviceName}`;
  const host = (viewpoint: Viewpoint): string =>
    viewpoint.namespace === namespace || namespace === undefined ? name : `${name}.${namespace}.svc`;
  const referTo = (property: string, port: EndpointPort | undefined, withPort: boolean): Reference<string> => {
    if (port === undefined) throw withoutPort(path, ordinal);
    // The name leads to the pod itself, and so to the port that it listens on.
    return makeReference(`${path} pod ${ordinal} ${property}`, [{ ...endpoint, ports: [port] }], (viewpoint) =>
      withPort ? `${host(viewpoint)}:${port.podPort}` : host(viewpoint));
  };
  return Object.freeze({
    get hostname(): Reference<string> {
      return referTo('hostname', endpoint.ports[0], false);
    },
    get address(): Reference<string> {
      return referTo('address', endpoint.ports[0], true);
    },
    at: (portName: string): Reference<string> =>
      referTo(`port ${portName}`, portNamed(endpoint, draft, portName), true),
  });
}

function checkOrdinal(ordinal: number, draft: SettledDraft, { path, workload, traits }: WorkloadFacts): void {
  const { replicas = 1, ordinals } = draft.controller as { replicas?: number; ordinals?: { start?: number } };
  const start = ordinals?.start ?? 0;
  if (traits.has('stores') && Number.isInteger(ordinal) && ordinal >= start && ordinal < start + replicas) return;
  const wrong = traits.has('stores')
    ? {
        problem: 'must be the number of one of its pods',
        allowed: replicas === 0 ? 'none: it has no pods' : `${start} to ${start + replicas - 1}`,
        fix: 'raise `replicas`, or name a pod that there is',
      }
    : {
        problem: `is nothing that a ${workload} has: its pods have no names that stay`,
        allowed: 'the pods of a StatefulStore',
        fix: 'use its hostname',
      };
  throw new CharthouseError({ path, field: 'pod', value: ordinal, ...wrong });
}

function withoutPort(path: string, ordinal: number): CharthouseError {
  return new CharthouseError({
    path,
    field: 'pod',
    problem: 'cannot be connected to: the workload listens on no port',
    value: ordinal,
    allowed: 'a workload with a port',
    fix: 'give it a port, and leave service: false out',
  });
}
