/** The pods of a manifest that another library made: their labels, their containers, and the ports of these. */
import type { ContainerRole } from './draft/collections';
import { isPlainObject } from './value';

type Fields = Readonly<Record<string, unknown>>;

/** A port that a container declares. */
export interface ForeignPort {
  /** @default - the port has no name */
  readonly name?: string | undefined;
  readonly number: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** A container of a foreign pod. */
export interface ForeignContainer {
  readonly name: string;
  readonly role: ContainerRole;
  readonly ports: readonly ForeignPort[];
}

/** The pods that a manifest makes. */
export interface ForeignPods {
  /** The pod template, or the Pod itself. */
  readonly template: Fields;
  /** The labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** The labels that the workload selects its pods by; all of the pods' where it has no such selector. */
  readonly selector: Readonly<Record<string, string>>;
  /** The containers: the main ones first. */
  readonly containers: readonly ForeignContainer[];
}

/** The way to the pod template in the manifest of a workload. */
export function templateSteps(kind: string): readonly string[] {
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

/** The pods of a manifest; undefined where it makes none. */
export function foreignPods(manifest: Fields): ForeignPods | undefined {
  const template = manifest['kind'] === 'Pod' ? manifest : fieldAt(manifest, templateSteps(String(manifest['kind'])));
  if (!isPlainObject(template) || !isPlainObject(template['spec'])) return undefined;
  const labels = textMap(fieldAt(template, ['metadata', 'labels']));
  const stated = statedLabels(fieldAt(manifest, ['spec', 'selector']));
  const selector = Object.keys(stated).length > 0 ? stated : labels;
  return { template, labels, selector, containers: containersOf(template['spec']) };
}

/** The labels that a selector demands: an expression with one value says the same as a label. */
function statedLabels(selector: unknown): Readonly<Record<string, string>> {
  const single = objectsIn(fieldAt(selector, ['matchExpressions'])).flatMap(({ key, operator, values }) =>
    (typeof key === 'string' && operator === 'In' && Array.isArray(values) && values.length === 1
      ? [[key, values[0] as unknown] as const]
      : []));
  return { ...textMap(Object.fromEntries(single)), ...textMap(fieldAt(selector, ['matchLabels'])) };
}

/** The value at the end of the way; undefined where it leads nowhere. */
export function fieldAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((object, step) => (isPlainObject(object) ? object[step] : undefined), value);
}

/** The objects of a list of whatever shape. */
export function objectsIn(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.filter(isPlainObject) : [];
}

/** The texts of a map of whatever shape. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(isPlainObject(value) ? value : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A protocol of whatever shape; TCP is Kubernetes' own default. */
export function protocolOf(value: unknown): ForeignPort['protocol'] {
  return value === 'UDP' || value === 'SCTP' ? value : 'TCP';
}

function containersOf(spec: Fields): readonly ForeignContainer[] {
  const made = (list: unknown, role: (container: Fields, index: number) => ContainerRole): ForeignContainer[] =>
    objectsIn(list).map((container, index) => ({
      name: String(container['name']),
      role: role(container, index),
      ports: objectsIn(container['ports']).flatMap(portOf),
    }));
  return [
    ...made(spec['containers'], (_container, index) => (index === 0 ? 'main' : 'container')),
    ...made(spec['initContainers'], (container) => (container['restartPolicy'] === 'Always' ? 'sidecar' : 'init')),
  ];
}

function portOf({ name, containerPort, protocol }: Fields): readonly ForeignPort[] {
  return typeof containerPort === 'number'
    ? [{ name: typeof name === 'string' ? name : undefined, number: containerPort, protocol: protocolOf(protocol) }]
    : [];
}
