/** A metric as Kubernetes writes it: which fields there are, and which of them go together. */
import { compareQuantities, isAmount } from '../../model/quantity';
import { integer, object, oneOf, shapeOf, textShape } from '../../model/shape';
import { labelSelector } from '../selectors';

type Source = 'resource' | 'containerResource' | 'pods' | 'object' | 'external';

/** A kind of metric: the field that says it, and what may be aimed at. */
export interface SourceKind {
  readonly field: Source;
  readonly targets: readonly (keyof typeof targetFields)[];
  /** What must be said besides the target. */
  readonly needs: readonly string[];
}

/** What each type of target is said by. */
export const targetFields = Object.freeze({
  Utilization: 'averageUtilization', AverageValue: 'averageValue', Value: 'value',
} as const);

/** The kinds of metrics, by their type. */
export const sources: Readonly<Record<string, SourceKind>> = Object.freeze({
  Resource: { field: 'resource', targets: ['Utilization', 'AverageValue'], needs: ['name'] },
  ContainerResource: {
    field: 'containerResource', targets: ['Utilization', 'AverageValue'], needs: ['name', 'container'],
  },
  Pods: { field: 'pods', targets: ['AverageValue'], needs: ['metric.name'] },
  Object: {
    field: 'object',
    targets: ['Value', 'AverageValue'],
    needs: ['metric.name', 'describedObject.apiVersion', 'describedObject.kind', 'describedObject.name'],
  },
  External: { field: 'external', targets: ['Value', 'AverageValue'], needs: ['metric.name'] },
});

const amount = shapeOf(
  'a quantity above 0, such as 30 or 500m',
  (value) => isAmount(value) && compareQuantities(value, 0) > 0,
  'write a number above 0',
);
const target = object({
  type: oneOf(...Object.keys(targetFields)),
  averageUtilization: integer(1, 10_000),
  averageValue: amount,
  value: amount,
});
const name = shapeOf(
  "a name without '/' and '%'",
  (value) => typeof value === 'string' && /^(?!\.{1,2}$)[^/%]+$/.test(value),
  'write the name of the metric alone',
);
// The API server takes any selector, and the autoscaler none that is not legal.
const metric = object({ name, selector: labelSelector });

/** The shape of a metric; which fields go together is known by its type. */
export const metricShape = object({
  type: oneOf(...Object.keys(sources)),
  resource: object({ name: textShape, target }),
  containerResource: object({ name: textShape, container: textShape, target }),
  pods: object({ metric, target }),
  object: object({ describedObject: object({ apiVersion: textShape, kind: name, name }), metric, target }),
  external: object({ metric, target }),
});
