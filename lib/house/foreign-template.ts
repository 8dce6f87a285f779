/** The pod template of a workload that another library made. */
import type { ApiObject } from 'cdk8s';
import { CharthouseError } from '../model/error';
import type { ContainerRole } from '../model/draft/collections';
import { isPlainObject } from '../model/value';

/** A pod template, and where it is. */
export interface ForeignTemplate {
  /** The way to the template in the manifest. */
  readonly steps: readonly string[];
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly containers: readonly { readonly name: string; readonly role: ContainerRole }[];
  /** The labels that the workload selects its pods by; those of the template where it has no selector. */
  readonly selector: Readonly<Record<string, string>>;
  /** How many pods there are; undefined where the manifest does not say it. */
  readonly replicas: number | undefined;
}

/** The pod template of a workload's manifest. Throws where it has none. */
export function foreignTemplate(workload: ApiObject, manifest: Readonly<Record<string, unknown>>): ForeignTemplate {
  const steps = workload.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  const template = at(manifest, steps);
  if (!isPlainObject(template) || !isPlainObject(template['spec'])) {
    throw new CharthouseError({
      path: workload.node.path,
      field: steps.join('.'),
      problem: 'is not there: the object has no pod template',
      value: workload.kind,
      allowed: 'a Deployment, StatefulSet, DaemonSet, Job or CronJob',
      fix: 'apply the pattern to the workload itself',
    });
  }
  const replicas = at(manifest, ['spec', 'replicas']);
  const labels = at(manifest, ['spec', 'selector', 'matchLabels']) ?? at(template, ['metadata', 'labels']) ?? {};
  return {
    steps,
    manifest: template,
    containers: containersOf(template['spec']),
    selector: labels as Readonly<Record<string, string>>,
    replicas: typeof replicas === 'number' ? replicas : undefined,
  };
}

function containersOf(spec: Record<string, unknown>): ForeignTemplate['containers'] {
  const named = (list: unknown, role: (container: Record<string, unknown>, index: number) => ContainerRole):
  ForeignTemplate['containers'] => (Array.isArray(list) ? list.filter(isPlainObject) : []).map((container, index) => ({
    name: container['name'] as string,
    role: role(container, index),
  }));
  return [
    ...named(spec['containers'], (_container, index) => (index === 0 ? 'main' : 'container')),
    ...named(spec['initContainers'], (container) => (container['restartPolicy'] === 'Always' ? 'sidecar' : 'init')),
  ];
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

/** Fills in what is missing: what is said already stays, items of lists go by their name or path. */
export function mergeMissing(existing: unknown, added: unknown): unknown {
  if (isPlainObject(existing) && isPlainObject(added)) {
    const result: Record<string, unknown> = { ...existing };
    for (const [key, value] of Object.entries(added)) {
      result[key] = existing[key] === undefined ? value : mergeMissing(existing[key], value);
    }
    return result;
  }
  // A list of plain values, such as arguments, is one value: it stays as it is.
  if (!Array.isArray(existing) || !Array.isArray(added) || !added.every(isPlainObject)) return existing;
  const result: unknown[] = [...(existing as unknown[])];
  for (const item of added as unknown[]) {
    const index = result.findIndex((other) => keyOf(other) === keyOf(item));
    if (index >= 0) result[index] = mergeMissing(result[index], item);
    else result.push(item);
  }
  return result;
}

/** Mounts are told apart by path, spreads by what they spread over, all else by name; or else by what it is. */
function keyOf(item: unknown): unknown {
  if (!isPlainObject(item)) return item;
  return item['mountPath'] ?? item['topologyKey'] ?? item['name'] ?? JSON.stringify(item);
}

function at(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((object, step) => (isPlainObject(object) ? object[step] : undefined), value);
}
