/** What a cluster makes of objects: whether they do what they are there for. */
import type { Api, KubernetesObject } from './api';
import { conditionsOf, hasCondition } from './conditions';
import { saidOf } from './maker';
import { noWayIn } from './ways-in';

/** What is read of specs and statuses. */
interface Fields {
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly updatedReplicas?: number;
  readonly observedGeneration?: number;
  readonly desiredNumberScheduled?: number;
  readonly numberReady?: number;
  readonly phase?: string;
  readonly expectedPods?: number;
  readonly currentHealthy?: number;
  readonly selector?: unknown;
}

/** Part of an EndpointSlice. */
interface Slice extends KubernetesObject {
  readonly endpoints?: readonly unknown[] | null;
}

/** Why an object does not yet do what it is there for; undefined where it does. */
export async function notYet(api: Api, applied: KubernetesObject): Promise<string | undefined> {
  const { object, problem } = await api.get(applied);
  const state = problem ?? await stateOf(api, object);
  return state === undefined ? undefined : saidOf(applied, state);
}

async function stateOf(api: Api, object: KubernetesObject): Promise<string | undefined> {
  const spec = (object.spec ?? {}) as Fields;
  const status = (object.status ?? {}) as Fields;
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet': {
      const { replicas = 1 } = spec;
      const { readyReplicas = 0, updatedReplicas = 0, observedGeneration } = status;
      const there = readyReplicas === replicas && updatedReplicas === replicas;
      return there && observedGeneration === object.metadata.generation
        ? undefined
        : `${readyReplicas} ready and ${updatedReplicas} new of ${replicas}`;
    }
    case 'DaemonSet': {
      const { desiredNumberScheduled: wanted = 0, numberReady = 0 } = status;
      return wanted === numberReady && wanted > 0 ? undefined : `${numberReady} of ${wanted} ready`;
    }
    case 'Job':
      return hasCondition(object, 'Complete') ? undefined : `is not complete: ${JSON.stringify(status)}`;
    case 'PersistentVolumeClaim':
      return status.phase === 'Bound' ? undefined : `is ${status.phase ?? 'new'}`;
    case 'PodDisruptionBudget':
      return (status.expectedPods ?? 0) > 0 && hasCondition(object, 'DisruptionAllowed')
        ? undefined
        : `counts ${status.expectedPods ?? 0} pods, ${status.currentHealthy ?? 0} of them healthy`;
    case 'Service':
      return spec.selector === undefined ? undefined : await withoutEndpoints(api, object);
    case 'HorizontalPodAutoscaler':
      return hasCondition(object, 'ScalingActive')
        ? undefined
        : `computes nothing: ${JSON.stringify(conditionsOf(object))}`;
    default:
      return noWayIn(api, object);
  }
}

/** Only a Service whose pods are all of a job or gone has none: each of ours leads somewhere. */
async function withoutEndpoints(api: Api, { metadata }: KubernetesObject): Promise<string | undefined> {
  const slices = await api.list('discovery.k8s.io/v1', 'EndpointSlice', metadata.namespace);
  const own = slices.filter(({ metadata: { labels } }) => labels?.['kubernetes.io/service-name'] === metadata.name);
  const ready = own.flatMap((slice) => (slice as Slice).endpoints ?? []);
  return ready.length > 0 ? undefined : 'has no endpoints';
}
