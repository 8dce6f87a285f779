/** The pod template of a workload that another library made. */
import type { ApiObject } from 'cdk8s';
import type { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import {
  fieldAt, foreignPods, objectsIn, templateSteps, type ForeignContainer, type ForeignPods,
} from '../model/foreign-pods';
import { isPlainObject } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';

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
  assertNames(path, steps, pods);
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

/**
 * The draft, whose selector must not be read where it is empty: an object that selects by it would mean every pod of
 * the namespace. Jobs need no labels of their own.
 */
export function withNamedPods(
  draft: SettledDraft, { selector, steps }: ForeignTemplate, { path, workload }: WorkloadFacts,
): SettledDraft {
  if (Object.keys(selector).length > 0) return draft;
  const get = (): never => {
    throw new CharthouseError({
      path,
      field: [...steps, 'metadata', 'labels'].join('.'),
      problem: 'is empty: what selects no label means every pod of the namespace',
      value: {},
      allowed: `a label that the pods of the ${workload} alone have`,
      fix: 'put one on its pods, or leave out what selects them (harden: `networkIsolation: false`)',
    });
  };
  return Object.create(draft, { selector: { get, enumerable: true } }) as SettledDraft;
}

/** What is added to a container is added by its name. */
function assertNames(path: string, steps: readonly string[], { template, containers }: ForeignPods): void {
  const field = [...steps, 'spec', 'containers'].join('.');
  const allowed = 'a name of its own for each container';
  const named = objectsIn(fieldAt(template, ['spec', 'containers'])).concat(
    objectsIn(fieldAt(template, ['spec', 'initContainers'])));
  if (named.some(({ name }) => typeof name !== 'string' || name === ''))
    throw new CharthouseError({ path, field, problem: 'has a container without a name', allowed, fix: 'give it one' });
  const names = containers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  throw new CharthouseError({
    path, field, problem: 'has two containers of one name', value: twice, allowed, fix: 'rename one of the two',
  });
}
