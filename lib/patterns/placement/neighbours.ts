/** Other workloads by which pods want to run, or from which they want to stay away. */
import type { WorkloadEndpoint } from '../../model/endpoint';
import { CharthouseError } from '../../model/error';
import { fixFor } from '../../model/make-shape';
import { foreignEndpoint } from '../../model/foreign-endpoint';
import type { ForeignObject } from '../../model/foreign-object';
import type { PodAffinityTerm, WeightedPodAffinityTerm } from '../../model/kubernetes/types';
import { labelKey } from '../../model/name-shapes';
import { anything, flag, list, object, type Shape } from '../../model/shape';
import { isPlainObject, Late } from '../../model/value';
import type { WorkloadFacts } from '../facts';
import { weight } from '../selectors';

/** Another workload, whose pods are kept company, whether or not it listens. */
export interface Beside {
  /** Name of the workload. */
  readonly workloadName: string;
}

/** Another workload, and how near its pods are meant. */
export interface Neighbour {
  readonly workload: Beside | ForeignObject;
  /** The label that nodes of one place share. @default 'kubernetes.io/hostname' */
  readonly topologyKey?: string | undefined;
  /** Whether pods wait until it can be so. @default false */
  readonly required?: boolean | undefined;
  /** How much it counts among other wishes, from 1 to 100; without meaning where it is required. @default 100 */
  readonly weight?: number | undefined;
}

/** What a workload means that stands alone: the items of a list have no defaults of a house. */
const meant = Object.freeze({ topologyKey: 'kubernetes.io/hostname', required: false, weight: 100 });

const stated = object({ workload: anything, topologyKey: labelKey, required: flag, weight });

/** Workloads, or objects that say more of them. */
export const neighboursShape: Shape = list({
  allowed: 'a workload, or { workload, topologyKey, required, weight }',
  check(value, place) {
    if (endpointOf(value) === undefined && isPlainObject(value)) stated.check(value, place);
  },
});

/** The terms of neighbours, by whether they must be met. */
export interface NeighbourTerms {
  readonly required: readonly PodAffinityTerm[];
  readonly preferred: readonly WeightedPodAffinityTerm[];
}

/** The terms for the neighbours that a prop names. */
export function termsOf(
  field: 'near' | 'apartFrom',
  neighbours: readonly (Beside | ForeignObject | Neighbour)[],
  facts: WorkloadFacts,
): NeighbourTerms {
  const terms = neighbours.map((given, index) => {
    const alone = endpointOf(given) !== undefined || !isPlainObject(given);
    const { workload, ...how } = alone ? { workload: given } : (given as Neighbour);
    const endpoint = neighbour(workload, `${field}[${index}]`, facts, false);
    const { topologyKey, ...rest } = { ...meant, ...defined(how) };
    return { ...rest, podAffinityTerm: termFor(endpoint, topologyKey, facts) };
  });
  return {
    required: terms.filter(({ required }) => required).map(({ podAffinityTerm }) => podAffinityTerm),
    preferred: terms.filter(({ required }) => !required)
      .map(({ weight: counts, podAffinityTerm }) => ({ weight: counts, podAffinityTerm })),
  };
}

/** The endpoint of a workload that a prop names; throws where it runs in another cluster or, if asked, namespace. */
export function neighbour(
  workload: unknown,
  field: string,
  facts: WorkloadFacts,
  sameNamespace: boolean,
): WorkloadEndpoint {
  const endpoint = endpointOf(workload) ?? foreignEndpoint(workload, { path: facts.path, field });
  const within = (namespace: string | undefined): boolean =>
    namespace === facts.namespace || (!sameNamespace && namespace !== undefined);
  if (endpoint?.cluster === facts.cluster && within(endpoint.namespace)) return endpoint;
  throw new CharthouseError({
    path: facts.path,
    field,
    problem: `must be a workload of the same ${sameNamespace ? 'namespace' : 'cluster'}`,
    value: endpoint?.path ?? workload,
    allowed: sameNamespace ? 'a workload of the same Application' : 'a workload of the same target',
    fix: fixFor(workload, 'pass the workload itself'),
  });
}

/** The term for the pods of a workload; a term that names no namespace means its own. */
export function termFor(endpoint: WorkloadEndpoint, topologyKey: string, facts: WorkloadFacts): PodAffinityTerm {
  const { namespace } = endpoint;
  const elsewhere = namespace === undefined || namespace === facts.namespace ? {} : { namespaces: [namespace] };
  return { labelSelector: { matchLabels: labelsOf(endpoint) }, topologyKey, ...elsewhere };
}

/** Of an object of others, what it says when the manifest is rendered. */
function labelsOf(endpoint: WorkloadEndpoint): Record<string, string> {
  return endpoint.foreign === true
    ? (new Late(() => ({ ...endpoint.selector })) as unknown as Record<string, string>)
    : { ...endpoint.selector };
}

function endpointOf(value: unknown): WorkloadEndpoint | undefined {
  return (value as { readonly endpoint?: WorkloadEndpoint } | null | undefined)?.endpoint;
}

function defined<T extends object>(fields: T): { [Field in keyof T]: Exclude<T[Field], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as
    { [Field in keyof T]: Exclude<T[Field], undefined> };
}
