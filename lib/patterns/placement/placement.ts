/** Where pods run: on which nodes, near which other pods, under which scheduler and priority. */
import type { Draft } from '../../model/draft/draft';
import type { ForeignObject } from '../../model/foreign-object';
import type { TopologySpreadConstraint } from '../../model/kubernetes/types';
import { dnsName, labelMap } from '../../model/name-shapes';
import { anything, textShape } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { makePattern, keys } from '../pattern';
import {
  nodeAffinityShape, podAffinityShape, refuseNewKeys, type NodeAffinityProps, type PodAffinityProps,
} from './affinity';
import { neighbour, neighboursShape, termFor, termsOf, type Beside, type Neighbour } from './neighbours';
import { tolerationsOf, tolerationsShape, type TolerationProps } from './tolerations';
import { addConstraints, topologySpreadShape } from './topology-spread';

/** Where pods run. */
export interface PlacementKeys {
  /** Name of the scheduler. @default - the cluster's default one */
  readonly schedulerName?: string | undefined;
  /** Name of the PriorityClass. @default - the cluster's default one */
  readonly priorityClassName?: string | undefined;
  /** Name of the RuntimeClass, such as `gvisor`: in the tree, or offered by the platform. @default - the nodes' own */
  readonly runtimeClassName?: string | undefined;
  /**
   * Labels that a node must have, with their values.
   * @default - any node
   * @example nodeSelector: { 'kubernetes.io/arch': 'arm64' }
   */
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  /**
   * Nodes that pods must run on, or prefer, in Kubernetes' own terms.
   * @default - any node
   * @example nodeAffinity: { required: [{ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] }] }
   */
  readonly nodeAffinity?: NodeAffinityProps | undefined;
  /**
   * Taints of nodes that pods may run in spite of; `'all'` for every one, as an agent needs that serves all nodes.
   * @default - none
   * @example tolerations: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }]
   */
  readonly tolerations?: 'all' | readonly TolerationProps[] | undefined;
  /** A workload on whose node the pods must run, such as one whose volume they read. @default - any node */
  readonly beside?: Beside | ForeignObject | undefined;
  /**
   * Workloads that pods prefer to run with: on one node, where nothing else is said. It opens no connection.
   * @default - none
   * @example near: [cache, { workload: orders, topologyKey: 'topology.kubernetes.io/zone' }]
   */
  readonly near?: readonly (Beside | ForeignObject | Neighbour)[] | undefined;
  /**
   * Workloads whose nodes pods prefer to stay away from. Pods of the workload itself are kept apart by `spread`.
   * @default - none
   * @example apartFrom: [{ workload: batch, required: true }]
   */
  readonly apartFrom?: readonly (Beside | ForeignObject | Neighbour)[] | undefined;
  /** Pods that these run with, in Kubernetes' own terms: for what is not in this tree. @default - none */
  readonly podAffinity?: PodAffinityProps | undefined;
  /** Pods that these stay away from, in Kubernetes' own terms: for what is not in this tree. @default - none */
  readonly podAntiAffinity?: PodAffinityProps | undefined;
  /**
   * Constraints besides that of `spread`, in Kubernetes' own terms; one without a `labelSelector` means the pods of
   * the workload. Of each `topologyKey` and `whenUnsatisfiable` there is one, that of `spread` included.
   * @default - none
   * @example topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }]
   */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[] | undefined;
}

/** Claims scheduler, priority and runtime; adds what nodes must have, and which pods are near or far. */
export const placement = makePattern({
  name: 'placement',
  fits: [],
  keys: keys<PlacementKeys>({
    schedulerName: textShape,
    priorityClassName: dnsName,
    runtimeClassName: dnsName,
    nodeSelector: labelMap,
    nodeAffinity: nodeAffinityShape,
    tolerations: tolerationsShape,
    beside: anything,
    near: neighboursShape,
    apartFrom: neighboursShape,
    podAffinity: podAffinityShape,
    podAntiAffinity: podAffinityShape,
    topologySpreadConstraints: topologySpreadShape,
  }),
  apply(draft, settings, facts) {
    const { schedulerName, priorityClassName, runtimeClassName } = settings;
    draft.claimPod({ schedulerName, priorityClassName, runtimeClassName });
    placeOnNodes(draft, settings);
    placeByPods(draft, settings, facts);
    addConstraints(draft, settings.topologySpreadConstraints ?? [], facts);
  },
});

function placeOnNodes(draft: Draft, { nodeSelector = {}, nodeAffinity = {}, tolerations = [] }: PlacementKeys): void {
  // By key: the order of a map shows nowhere.
  for (const [key, value] of Object.entries(nodeSelector).sort(byKey)) draft.add('nodeSelector', key, value, 'props');
  for (const [index, item] of tolerationsOf(tolerations).entries()) draft.add('tolerations', `${index}`, item, 'props');
  const { required = [], preferred = [] } = nodeAffinity;
  if (required.length > 0) {
    const terms = { nodeSelectorTerms: [...required] };
    draft.claimPod({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } });
  }
  for (const [index, item] of preferred.entries()) draft.add('preferredNodeAffinity', `${index}`, item, 'props');
}

function placeByPods(draft: Draft, settings: PlacementKeys, facts: WorkloadFacts): void {
  const { beside, near = [], apartFrom = [], podAffinity = {}, podAntiAffinity = {} } = settings;
  if (beside !== undefined) {
    const term = termFor(neighbour(beside, 'beside', facts, true), 'kubernetes.io/hostname', facts);
    draft.add('requiredPodAffinity', 'beside', term, 'props');
  }
  const add = (side: 'PodAffinity' | 'PodAntiAffinity', by: string, terms: PodAffinityProps): void => {
    const { required = [], preferred = [] } = terms;
    for (const [index, term] of required.entries()) draft.add(`required${side}`, `${by} ${index}`, term, 'props');
    for (const [index, term] of preferred.entries()) draft.add(`preferred${side}`, `${by} ${index}`, term, 'props');
  };
  add('PodAffinity', 'near', termsOf('near', near, facts));
  refuseNewKeys('podAffinity', podAffinity, facts);
  refuseNewKeys('podAntiAffinity', podAntiAffinity, facts);
  add('PodAffinity', 'stated', podAffinity);
  add('PodAntiAffinity', 'apartFrom', termsOf('apartFrom', apartFrom, facts));
  add('PodAntiAffinity', 'stated', podAntiAffinity);
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
