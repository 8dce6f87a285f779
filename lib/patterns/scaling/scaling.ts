/** How many pods: a number, or bounds between which load decides. Never both: an apply would fight the autoscaler. */
import { CharthouseError } from '../../model/error';
import { emitted } from '../../model/object';
import { whenStated } from '../../model/rule';
import { integer, list, object, orFalse } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { makePattern, keys } from '../pattern';
import { behaviorOf, behaviorShape } from './behavior';
import { metricShape } from './metric-shape';
import { metricsOf } from './metrics';
import type { ScalingKeys, ScalingProps } from './scaling-props';

const percent = integer(1, 100);

/**
 * Claims `replicas`, or emits a HorizontalPodAutoscaler that owns them
 * (https://kubernetes.io/docs/concepts/workloads/autoscaling/).
 */
export const scaling = makePattern({
  // Not called scaling: `scaling: false` says that the number is fixed, not that there is none.
  name: 'replicas',
  fits: ['scalable'],
  keys: keys<ScalingKeys>({
    replicas: integer(0, 100000),
    scaling: orFalse(
      object({
        min: integer(1, 100000),
        max: integer(1, 100000),
        // What is wrong with a number is said of the number.
        cpu: { ...percent, check: (value, place) => { if (value !== false) percent.check(value, place); } },
        memory: percent,
        metrics: list(metricShape),
        behavior: behaviorShape,
        scaleDownSeconds: integer(0, 3600),
      }),
    ),
  }),
  defaults: { replicas: 2, scaling: whenStated({ min: 2, cpu: 70, scaleDownSeconds: 300 }) },
  apply(draft, settings, facts) {
    const { replicas, scaling: bounds } = settings;
    if (bounds === undefined || bounds === false) {
      draft.claimController({ replicas });
      return;
    }
    if (facts.statedBy('replicas') === 'props') throw both(replicas, facts);
    checkBounds(bounds, facts.path);
    draft.need('fewestPods', bounds.min ?? 1);
    // Once here, for their errors: an autoscaler that the API server refuses would come to light late.
    metricsOf(bounds, facts);
    behaviorOf(bounds, facts);
  },
  emit(draft, settings, facts) {
    const { scaling: bounds } = settings;
    if (bounds === undefined || bounds === false) return [];
    refuseOthers(bounds, draft.containers.map(({ name }) => name), facts.path);
    return [
      emitted('HorizontalPodAutoscaler', {
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: facts.controller, name: facts.controllerName },
          minReplicas: bounds.min,
          maxReplicas: bounds.max,
          metrics: metricsOf(bounds, facts),
          behavior: behaviorOf(bounds, facts),
        },
      }),
    ];
  },
});

function both(replicas: number, facts: WorkloadFacts): CharthouseError {
  const own = facts.statedBy('scaling') === 'props';
  return new CharthouseError({
    path: facts.path,
    field: 'replicas',
    problem: own ? 'is given beside scaling, by which load decides' : 'has no effect: its house scales it by load',
    value: replicas,
    allowed: 'replicas, or scaling: not both',
    fix: own ? 'leave one of the two out' : 'say scaling: false as well for a fixed number, or leave it out',
  });
}

/** An autoscaler that reads a container which is not there never scales. */
function refuseOthers({ metrics = [] }: ScalingProps, containers: readonly string[], path: string): void {
  for (const [index, { containerResource }] of metrics.entries()) {
    if (containerResource === undefined || containers.includes(containerResource.container)) continue;
    throw new CharthouseError({
      path,
      field: `scaling.metrics[${index}].containerResource.container`,
      problem: 'is no container of the pod',
      value: containerResource.container,
      allowed: containers.join(', '),
      fix: 'name one of them',
    });
  }
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
