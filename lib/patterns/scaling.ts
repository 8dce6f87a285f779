/** How many pods: a number, or bounds between which load decides. Never both: an apply would fight the autoscaler. */
import { CharthouseError } from '../model/error';
import type { MetricSpec } from '../model/kubernetes/types';
import { emitted } from '../model/object';
import { whenStated } from '../model/rule';
import { integer, object, orFalse } from '../model/shape';
import { definePattern, keys } from './pattern';

/** Bounds between which load decides. */
export interface ScalingProps {
  /** Fewest pods. @default 2 */
  readonly min?: number | undefined;
  /** Most pods. */
  readonly max: number;
  /** Mean CPU use, in percent of the request, that is aimed at. @default 70 */
  readonly cpu?: number | undefined;
  /** Seconds of lower load before pods go. @default 300 */
  readonly scaleDownSeconds?: number | undefined;
}

/** How many pods there are. */
export interface ScalingKeys {
  /** A fixed number of pods; without meaning where `scaling` is given. @default 2 */
  readonly replicas?: number | undefined;
  /** Bounds between which load decides, or `false` for the fixed number. @default - the fixed number */
  readonly scaling?: ScalingProps | false | undefined;
}

/**
 * Claims `replicas`, or emits a HorizontalPodAutoscaler that owns them
 * (https://kubernetes.io/docs/concepts/workloads/autoscaling/).
 */
export const scaling = definePattern({
  // Not called scaling: `scaling: false` says that the number is fixed, not that there is none.
  name: 'replicas',
  fits: ['scalable'],
  keys: keys<ScalingKeys>({
    replicas: integer(0, 100000),
    scaling: orFalse(
      object({
        min: integer(1, 100000),
        max: integer(1, 100000),
        cpu: integer(1, 100),
        scaleDownSeconds: integer(0, 3600),
      }),
    ),
  }),
  defaults: { replicas: 2, scaling: whenStated({ min: 2, cpu: 70, scaleDownSeconds: 300 }) },
  apply(draft, settings, facts) {
    const { scaling: bounds } = settings;
    if (bounds === undefined || bounds === false) draft.claimController({ replicas: settings.replicas });
    else checkBounds(bounds, facts.path);
  },
  emit(_draft, settings, facts) {
    const { scaling: bounds } = settings;
    if (bounds === undefined || bounds === false) return [];
    const { min, max, cpu, scaleDownSeconds } = bounds;
    return [
      emitted('HorizontalPodAutoscaler', {
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: facts.controller, name: facts.controllerName },
          minReplicas: min,
          maxReplicas: max,
          metrics: cpu === undefined ? undefined : [use('cpu', cpu)],
          behavior: { scaleDown: { stabilizationWindowSeconds: scaleDownSeconds } },
        },
      }),
    ];
  },
});

/** Mean use of a resource, in percent of what is requested. */
function use(name: string, averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

function checkBounds(bounds: ScalingProps, path: string): void {
  const { min = 1, max } = bounds as Partial<ScalingProps>;
  if (max === undefined) {
    throw new CharthouseError({
      path,
      field: 'scaling.max',
      problem: 'is missing',
      allowed: `a number of pods of at least ${min}`,
      fix: 'give the most pods that may run; a default for what others scale is whenStated({ … })',
    });
  }
  if (max < min) {
    throw new CharthouseError({
      path,
      field: 'scaling.max',
      problem: `must be at least scaling.min (${min})`,
      value: max,
      allowed: `at least scaling.min (${min})`,
      fix: 'raise max or lower min',
    });
  }
}
