/** What sets the number of pods of a workload: HorizontalPodAutoscalers, and KEDA's ScaledObjects. */
import type { CheckedObject, CheckInput } from './check';
import { fieldAt, fieldsOf, numberOf, textOf } from './fields';
import { kindOf, nameOf, namespaceOf, referenceKey } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { objectNamed } from './objects-by-name';
import { onceARun } from './once-a-run';

/** An object that scales a workload. */
export interface Autoscaler {
  readonly at: CheckedObject;
  /** Kind and name of the workload, which is in the same namespace. */
  readonly kind: string;
  readonly name: string;
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

/** What scales a workload, in the order of the run. */
export function autoscalersFor({ objects }: CheckInput, { manifest }: CheckedObject): readonly Autoscaler[] {
  return byTarget(objects).get(referenceKey(kindOf(manifest), namespaceOf(manifest), nameOf(manifest))) ?? none;
}

/** Autoscalers, those of one workload together. */
export function autoscalersByTarget({ objects }: CheckInput): Iterable<readonly Autoscaler[]> {
  return byTarget(objects).values();
}

/** The workload that is scaled; undefined where it is not in the tree. */
export function scaledObject(input: CheckInput, { at, kind, name }: Autoscaler): CheckedObject | undefined {
  return objectNamed(input, kind, namespaceOf(at.manifest), name);
}

/** The workload that is scaled as findings show it, such as `Deployment api`. */
export function targetText({ kind, name }: Autoscaler): string {
  return `${kind} ${name || '(no name)'}`;
}

const none: readonly Autoscaler[] = Object.freeze([]);

const byTarget = onceARun((objects): ReadonlyMap<string, readonly Autoscaler[]> => {
  const targets = new Map<string, Autoscaler[]>();
  for (const autoscaler of found(objects)) {
    const key = referenceKey(autoscaler.kind, namespaceOf(autoscaler.at.manifest), autoscaler.name);
    const others = targets.get(key);
    if (others === undefined) targets.set(key, [autoscaler]);
    else others.push(autoscaler);
  }
  return targets;
});

function autoscalerOf(
  at: CheckedObject, minimumField: string, minimum: number, maximumField: string, maximum: number | undefined,
): Autoscaler {
  const reference = fieldsOf(fieldAt(at.manifest, 'spec.scaleTargetRef'));
  return {
    at,
    kind: textOf(reference.kind) ?? 'Deployment',
    name: textOf(reference.name) ?? '',
    minimum: numberOf(fieldAt(at.manifest, minimumField)) ?? minimum,
    minimumField,
    maximum: numberOf(fieldAt(at.manifest, maximumField)) ?? maximum,
    maximumField,
  };
}
