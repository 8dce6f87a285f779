/** Callers that other libraries made in the same tree: their pods are known from their manifests. */
import type { WorkloadEndpoint } from '../../model/endpoint';
import { CharthouseError } from '../../model/error';
import { foreignEndpoint } from '../../model/foreign-endpoint';
import { isForeignObject, type ForeignObject } from '../../model/foreign-object';
import type { AllowedFrom } from './allowed-from';

/** Where calls of an object come from. Throws where it makes no pods, and is no Service in front of any. */
export function callerOf(object: ForeignObject, path: string, field: string): WorkloadEndpoint {
  const endpoint = foreignEndpoint(object, { path, field });
  if (endpoint !== undefined) return endpoint;
  throw new CharthouseError({
    path,
    field,
    problem: `is a ${object.kind}, which calls nobody`,
    value: object.node.path,
    allowed: 'an object that makes pods, or { namespace, podLabels }',
    fix: 'pass the workload whose pods call',
  });
}

/** What is said of each caller; an object says nothing but who it is. */
export function statedCallers(callers: readonly (AllowedFrom | ForeignObject)[] = []): readonly AllowedFrom[] {
  return callers.map((caller) => (isForeignObject(caller) ? {} : caller));
}
