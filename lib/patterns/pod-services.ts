/** A Service for each pod of a store, where clients must reach one of them by an address of its own. */
import { CharthouseError } from '../model/error';
import type { ServiceSpec } from '../model/kubernetes/types';
import { emitted } from '../model/object';
import { anyOf, flag, object, oneOf } from '../model/shape';
import type { Value } from '../model/value';
import { annotationMap } from './annotations';
import { makePattern, keys } from './pattern';

/** The Service in front of one pod. */
export interface PodServiceProps {
  /**
   * How it is reached. Traffic from outside must be let in by `allowFrom`, too.
   * @default - inside the cluster: ClusterIP
   */
  readonly type?: Exclude<ServiceSpec['type'], 'ExternalName'>;
  /** Whether it leads to a pod that is not ready, too. @default false */
  readonly publishNotReadyAddresses?: boolean | undefined;
  /** Annotations of each of them. @default - none */
  readonly annotations?: Readonly<Record<string, Value<string>>> | undefined;
}

/** How single pods of a store are reached. */
export interface PodServicesKey {
  /**
   * A Service for each pod, called as the pod: `orders-0`, `orders-1`. Inside the cluster no pod needs one: its name in
   * the headless Service (`orders.pod(0).hostname`) leads to it. It gives a pod an address that outlives it, or one
   * outside the cluster.
   * @default - none: pods are reached by their names
   * @example podServices: { type: 'LoadBalancer' }
   */
  readonly podServices?: PodServiceProps | boolean | undefined;
}

/** The label that the StatefulSet controller gives to each of its pods. */
const podName = 'statefulset.kubernetes.io/pod-name';

/** Emits a Service a pod (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label). */
export const podServices = makePattern({
  name: 'podServices',
  fits: ['stores'],
  keys: keys<PodServicesKey>({
    podServices: anyOf(
      object({
        type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer'),
        publishNotReadyAddresses: flag,
        annotations: annotationMap,
      }),
      flag,
    ),
  }),
  emit(draft, settings, facts) {
    const given = settings.podServices;
    if (given === undefined) return [];
    const { annotations, ...spec } = given === true ? {} : given;
    // A stated port of the nodes is that of the Service in front of all pods.
    const ports = draft.entries('servicePorts')
      .map((entry) => ({ name: entry.key, ...entry.item, nodePort: undefined }));
    if (ports.length === 0) {
      throw new CharthouseError({
        path: facts.path,
        field: 'podServices',
        problem: 'needs a port that a Service stands in front of',
        value: given,
        allowed: 'false where there is none',
        fix: 'give the store a `port`, and leave service: false out',
      });
    }
    const said = annotations === undefined ? {} : { annotations };
    const { replicas = 1, ordinals } = draft.controller as { replicas?: number; ordinals?: { start?: number } };
    return Array.from({ length: replicas }, (_, index) => {
      const ordinal = index + (ordinals?.start ?? 0);
      const name = `${facts.name}-${ordinal}`;
      // A controller that is adopted calls its pods after itself.
      const selector = { ...draft.selector, [podName]: `${facts.controllerName}-${ordinal}` };
      return emitted('Service', { spec: { ...spec, selector, ports } }, { role: `pod-${ordinal}`, name, ...said });
    });
  },
});
