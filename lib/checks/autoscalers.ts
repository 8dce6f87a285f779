/** What sets the number of pods of a workload: HorizontalPodAutoscalers, and KEDA's ScaledObjects. */
import type { CheckedObject, CheckInput } from './check';
import { fieldAt, fieldsOf, numberOf, textOf } from './fields';
import { namespaceOf, referenceKey } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { onceARun } from './once-a-run';

/** An object that scales a workload. */
export interface Autoscaler {
  readonly at: CheckedObject;
  /** The workload, as `objectsByReference` knows it. */
  readonly target: string;
  /** The workload as findings show it, such as `Deployment api`. */
  readonly targetText: string;
  readonly minimum: number;
  readonly minimumField: string;
  /** Undefined where it is none that can be read. */
  readonly maximum: number | undefined;
  readonly maximumField: string;
}

/** Every autoscaler of the tree. */
export function autoscalersOf({ objects }: CheckInput): readonly Autoscaler[] {
  return found(objects);
}

const found = onceARun((objects): readonly Autoscaler[] => [
  ...objectsOfKind({ objects }, 'autoscaling', 'HorizontalPodAutoscaler').map((at) =>
    autoscalerOf(at, 'spec.minReplicas', 1, 'spec.maxReplicas', undefined)),
  ...objectsOfKind({ objects }, 'keda.sh', 'ScaledObject').map((at) =>
    autoscalerOf(at, 'spec.minReplicaCount', 0, 'spec.maxReplicaCount', 100)),
]);

/** Autoscalers by the workload that they scale. */
export function autoscalersByTarget({ objects }: CheckInput): ReadonlyMap<string, readonly Autoscaler[]> {
  return foundByTarget(objects);
}

const foundByTarget = onceARun((objects): ReadonlyMap<string, readonly Autoscaler[]> => {
  const byTarget = new Map<string, Autoscaler[]>();
  for (const autoscaler of found(objects)) {
    const others = byTarget.get(autoscaler.target);
    if (others === undefined) byTarget.set(autoscaler.target, [autoscaler]);
    else others.push(autoscaler);
  }
  return byTarget;
});

function autoscalerOf(
  at: CheckedObject, minimumField: string, minimum: number, maximumField: string, maximum: number | undefined,
): Autoscaler {
  const reference = fieldsOf(fieldAt(at.manifest, 'spec.scaleTargetRef'));
  const kind = textOf(reference.kind) ?? 'Deployment';
  const name = textOf(reference.name) ?? '';
  return {
    at,
    target: referenceKey(kind, namespaceOf(at.manifest), name),
    targetText: `${kind} ${name || '(no name)'}`,
    minimum: numberOf(fieldAt(at.manifest, minimumField)) ?? minimum,
    minimumField,
    maximum: numberOf(fieldAt(at.manifest, maximumField)) ?? maximum,
    maximumField,
  };
}
