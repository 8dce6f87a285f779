/** What may be said of the number of pods. */
import type { HorizontalPodAutoscalerSpec, MetricSpec } from '../../model/kubernetes/types';

/** Bounds between which load decides. At least one metric measures it. */
export interface ScalingProps {
  /** Fewest pods. @default 2 */
  readonly min?: number | undefined;
  /** Most pods. */
  readonly max: number;
  /** Mean CPU use, in percent of the request, that is aimed at; `false` where other metrics decide. @default 70 */
  readonly cpu?: number | false | undefined;
  /**
   * Mean memory use, in percent of the request, that is aimed at. It is a mean of all pods: it prevents no pod from
   * being killed for its memory, and few processes give memory back when load goes. For most, `cpu` follows load.
   * @default - memory is not measured
   */
  readonly memory?: number | undefined;
  /**
   * Further metrics, as Kubernetes writes them: of the pods, of another object, from outside the cluster, or of a
   * single container. The most pods that any metric asks for, `cpu` among them, are what there will be.
   * @default - none
   * @example metrics: [{ type: 'External', external: {
   *   metric: { name: 'queue_depth' }, target: { type: 'AverageValue', averageValue: 30 },
   * } }]
   */
  readonly metrics?: readonly MetricSpec[] | undefined;
  /**
   * How fast pods come and go, as Kubernetes writes it; a tolerance takes Kubernetes 1.35.
   * @default - twice as many each 15 s at the most; down after `scaleDownSeconds`
   * @example behavior: { scaleUp: { policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }] } }
   */
  readonly behavior?: HorizontalPodAutoscalerSpec['behavior'];
  /** Seconds of lower load before pods go. @default 300 */
  readonly scaleDownSeconds?: number | undefined;
}

/** How many pods there are. */
export interface ScalingKeys {
  /** A fixed number of pods; refused beside `scaling`. @default 2 */
  readonly replicas?: number | undefined;
  /** Bounds between which load decides, or `false` for the fixed number. @default - the fixed number */
  readonly scaling?: ScalingProps | false | undefined;
}
