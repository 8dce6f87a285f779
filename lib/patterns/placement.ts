/** Where pods run: which scheduler, which priority, beside which other pods. */
import { CharthouseError } from '../model/error';
import type { WorkloadEndpoint } from '../model/endpoint';
import { anything, textShape } from '../model/shape';
import { definePattern, keys } from './pattern';

/** Another workload, whose pods are kept company. */
export interface Beside {
  readonly endpoint: WorkloadEndpoint;
}

/** Where pods run. */
export interface PlacementKeys {
  /** Name of the scheduler. @default - the cluster's default one */
  readonly schedulerName?: string | undefined;
  /** Name of the PriorityClass. @default - the cluster's default one */
  readonly priorityClassName?: string | undefined;
  /** A workload on whose node the pods must run, such as one whose volume they read. @default - any node */
  readonly beside?: Beside | undefined;
}

/** Claims scheduler and priority; adds the required affinity. */
export const placement = definePattern({
  name: 'placement',
  fits: [],
  keys: keys<PlacementKeys>({ schedulerName: textShape, priorityClassName: textShape, beside: anything }),
  apply(draft, settings, facts) {
    const { schedulerName, priorityClassName, beside } = settings;
    draft.claimPod({ schedulerName, priorityClassName });
    if (beside === undefined) return;
    const endpoint = (beside as Partial<Beside> | null)?.endpoint;
    if (endpoint === undefined || endpoint.namespace !== facts.namespace || endpoint.cluster !== facts.cluster) {
      throw new CharthouseError({
        path: facts.path,
        field: 'beside',
        problem: 'must be a workload of the same namespace',
        value: endpoint?.path ?? beside,
        allowed: 'a workload of the same Application',
        fix: 'pass the workload itself',
      });
    }
    draft.add(
      'requiredPodAffinity',
      'beside',
      { labelSelector: { matchLabels: { ...endpoint.selector } }, topologyKey: 'kubernetes.io/hostname' },
      'props',
    );
  },
});
