/** What a container asks for and may use. Memory's limit is its request: what a node promised, it has. */
import { compareQuantities, isAmount } from '../model/quantity';
import { CharthouseError } from '../model/error';
import { anyOf, mapOf, object, oneOf, orFalse, shapeOf, valueOf } from '../model/shape';
import type { Value } from '../model/value';
import { containerField } from './facts';
import { definePattern, keys } from './pattern';

/** Quantities by resource: `cpu`, `memory`, `ephemeral-storage`, or an extended one such as `nvidia.com/gpu`. */
export interface ResourcesProps {
  /** What the scheduler reserves. @default { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' } */
  readonly requests?: Readonly<Record<string, Value<string | number>>> | undefined;
  /**
   * What it may use; `'request'` is the same as requested, which extended resources are anyway.
   * @default { memory: 'request', 'ephemeral-storage': '256Mi' } and no limit for cpu
   */
  readonly limits?: Readonly<Record<string, Value<string | number>>> | undefined;
}

/** The resources of a container. */
export interface ResourcesKey {
  /**
   * @default - 100m CPU and 256Mi memory requested, memory limited to the request, no CPU limit, 64Mi to 256Mi
   * ephemeral storage
   */
  readonly resources?: ResourcesProps | false | undefined;
}

const quantity = shapeOf(
  'a quantity such as 500m, 256Mi or 2',
  isAmount,
  'write a number of at least 0, and a unit that Kubernetes knows: m, k, M, G, Ki, Mi, Gi',
);

/** Claims requests and limits (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/). */
export const resources = definePattern({
  name: 'resources',
  fits: [],
  container: {
    keys: keys<ResourcesKey>({
      resources: orFalse(
        object({ requests: mapOf(valueOf(quantity)), limits: mapOf(valueOf(anyOf(oneOf('request'), quantity))) }),
      ),
    }),
    defaults: {
      resources: {
        requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
        limits: { memory: 'request', 'ephemeral-storage': '256Mi' },
      },
    },
    apply(container, settings, facts) {
      const { requests, limits } = settings.resources;
      const settled: Record<string, Value<string | number>> = {};
      for (const [name, limit] of Object.entries(limits)) {
        const request = (requests as Readonly<Record<string, Value<string | number> | undefined>>)[name];
        const value = limit === 'request' ? request : limit;
        if (value === undefined) continue;
        if (isKnown(request) && isKnown(value) && compareQuantities(request, value) > 0) {
          throw new CharthouseError({
            path: facts.workload.path,
            field: containerField(facts, `resources.limits.${name}`),
            problem: `must be at least resources.requests.${name} (${request})`,
            value,
            allowed: `at least resources.requests.${name} (${request})`,
            fix: 'raise the limit, or lower the request',
          });
        }
        settled[name] = value;
      }
      // An extended resource is never shared: the API server wants a limit that is the request.
      for (const [name, request] of Object.entries(requests)) if (name.includes('/')) settled[name] ??= request;
      container.claim({ resources: { requests: { ...requests }, limits: settled } });
    },
  },
});

/** What comes later is compared by nobody here: the checks look again when it is known. */
function isKnown(value: Value<string | number> | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
