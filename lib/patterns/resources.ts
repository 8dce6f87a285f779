/** What a container asks for and may use. Memory's limit is its request: what a node promised, it has. */
import { featureSince } from '../model/kubernetes/served';
import { isAmount } from '../model/quantity';
import type { Value } from '../model/value';
import { anyOf, mapOf, object, oneOf, orFalse, shapeOf, valueOf } from '../model/shape';
import type { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import { containerField, type WorkloadFacts } from './facts';
import { refuseBefore } from './kubernetes-since';
import { makePattern, keys } from './pattern';
import { settledLimits } from './resource-limits';

/**
 * Quantities by resource: `cpu`, `memory`, `ephemeral-storage`, `hugepages-2Mi`, or an extended one such as
 * `nvidia.com/gpu`.
 */
export interface ResourcesProps {
  /** What the scheduler reserves. @default { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' } */
  readonly requests?: Readonly<Record<string, Value<string | number>>> | undefined;
  /**
   * What it may use; `'request'` is the same as requested, which extended resources and huge pages are anyway. Scratch
   * space counts: on disk as `ephemeral-storage`, in memory as `memory`.
   * @default { memory: 'request', 'ephemeral-storage': '256Mi' } and no limit for cpu
   */
  readonly limits?: Readonly<Record<string, Value<string | number>>> | undefined;
}

/** What becomes of a container whose resources are changed while it runs. */
export interface ResizePolicyProps {
  /** @default 'NotRequired' */
  readonly cpu?: 'NotRequired' | 'RestartContainer' | undefined;
  /** @default 'NotRequired' */
  readonly memory?: 'NotRequired' | 'RestartContainer' | undefined;
}

/** The resources of a container. */
export interface ResourcesKey {
  /**
   * @example resources: { requests: { memory: '1Gi', 'nvidia.com/gpu': 1 }, limits: { cpu: 2 } }
   * @default - 100m CPU and 256Mi memory requested, memory limited to the request, no CPU limit, 64Mi to 256Mi
   * ephemeral storage
   */
  readonly resources?: ResourcesProps | false | undefined;
  /**
   * What becomes of the container when somebody resizes it in place, which Kubernetes does since 1.33.
   *
   * @example resizePolicy: { memory: 'RestartContainer' }
   * @default - Kubernetes' own: it goes on running
   */
  readonly resizePolicy?: ResizePolicyProps | undefined;
}

const quantity = shapeOf(
  'a quantity such as 500m, 256Mi or 2',
  isAmount,
  'write a number of at least 0, and a unit that Kubernetes knows: m, k, M, G, Ki, Mi, Gi',
);
const whenResized = oneOf('NotRequired', 'RestartContainer');

/** Claims requests and limits (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/). */
export const resources = makePattern({
  name: 'resources',
  fits: [],
  container: {
    keys: keys<ResourcesKey>({
      resources: orFalse(
        object({ requests: mapOf(valueOf(quantity)), limits: mapOf(valueOf(anyOf(oneOf('request'), quantity))) }),
      ),
      resizePolicy: object({ cpu: whenResized, memory: whenResized }),
    }),
    defaults: {
      resources: {
        requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
        limits: { memory: 'request', 'ephemeral-storage': '256Mi' },
      },
    },
    apply(container, settings, facts) {
      const { requests, limits } = settings.resources;
      container.claim({ resources: { requests: { ...requests }, limits: settledLimits(requests, limits, facts) } });
      const stated: ResizePolicyProps = settings.resizePolicy ?? {};
      const policies = (Object.entries(stated) as [string, string][])
        .sort(([left], [right]) => (left < right ? -1 : 1));
      if (policies.length === 0) return;
      const since = featureSince.inPlaceResize.on;
      refuseBefore(since, containerField(facts, 'resizePolicy'), settings.resizePolicy, facts.workload);
      if (facts.role === 'init') {
        throw refusedPolicy(facts.workload.path, containerField(facts, 'resizePolicy'), settings.resizePolicy,
          'has no meaning for an init container, which runs to its end');
      }
      container.claim({
        resizePolicy: policies.map(([resourceName, restartPolicy]) => ({ resourceName, restartPolicy })),
      });
    },
  },
  emit(draft, _settings, facts) {
    refuseRestarts(draft, facts);
    return [];
  },
});

/** A pod whose containers are never restarted cannot restart one for its resources: the API server refuses that. */
function refuseRestarts(draft: SettledDraft, facts: WorkloadFacts): void {
  if (draft.template.spec['restartPolicy'] !== 'Never') return;
  for (const { name, role, manifest } of draft.containers) {
    const policies = (manifest['resizePolicy'] ?? []) as readonly Readonly<Record<string, string>>[];
    for (const { resourceName, restartPolicy: policy } of policies) {
      if (policy === 'NotRequired') continue;
      throw refusedPolicy(facts.path, containerField({ name, role, workload: facts }, `resizePolicy.${resourceName}`),
        policy, 'has no meaning in a pod whose containers are never restarted');
    }
  }
}

function refusedPolicy(path: string, field: string, value: unknown, problem: string): CharthouseError {
  return new CharthouseError({
    path, field, problem, value, allowed: "of containers that go on running; else 'NotRequired'", fix: 'leave it out',
  });
}
