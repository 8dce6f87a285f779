/** The pod template of a workload that another library made. */
import type { ApiObject } from 'cdk8s';
import { CharthouseError } from '../model/error';
import { fieldAt, foreignPods, templateSteps, type ForeignContainer } from '../model/foreign-pods';
import { isPlainObject } from '../model/value';

/** A pod template, and where it is. */
export interface ForeignTemplate {
  /** The way to the template in the manifest. */
  readonly steps: readonly string[];
  readonly manifest: Readonly<Record<string, unknown>>;
  /** The main container first. */
  readonly containers: readonly [ForeignContainer, ...ForeignContainer[]];
  readonly labels: Readonly<Record<string, string>>;
  /** The labels that the workload selects its pods by; those of the template where it has no selector. */
  readonly selector: Readonly<Record<string, string>>;
  /** How many pods there are; undefined where the manifest does not say it. */
  readonly replicas: number | undefined;
}

/** The pod template of a workload's manifest. Throws where it has none, or one without a container. */
export function foreignTemplate(workload: ApiObject, manifest: Readonly<Record<string, unknown>>): ForeignTemplate {
  const { path } = workload.node;
  const steps = templateSteps(workload.kind);
  const pods = workload.kind === 'Pod' ? undefined : foreignPods(manifest);
  if (pods === undefined) {
    throw new CharthouseError({
      path,
      field: steps.join('.'),
      problem: 'is not there: the object has no pod template',
      value: workload.kind,
      allowed: 'a Deployment, StatefulSet, DaemonSet, Job or CronJob',
      fix: 'apply the pattern to the workload itself',
    });
  }
  const [main, ...others] = pods.containers;
  if (main?.role !== 'main') {
    throw new CharthouseError({
      path,
      problem: 'has no container',
      allowed: 'a workload with a pod template',
      fix: 'apply the pattern to a Deployment, StatefulSet, DaemonSet, Job or CronJob',
    });
  }
  const replicas = fieldAt(manifest, ['spec', 'replicas']);
  return {
    steps,
    manifest: pods.template,
    containers: [main, ...others],
    labels: pods.labels,
    selector: pods.selector,
    replicas: typeof replicas === 'number' ? replicas : undefined,
  };
}

/** The manifest with another value at the end of the way. */
export function withValueAt(
  manifest: Readonly<Record<string, unknown>>,
  [step = '', ...steps]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const inner = manifest[step];
  const changed = steps.length === 0 ? value : withValueAt(isPlainObject(inner) ? inner : {}, steps, value);
  return { ...manifest, [step]: changed };
}
