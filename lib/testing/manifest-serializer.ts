/** A snapshot serializer: manifests as YAML, sorted by kind and name, with what all of them share said once. */
import { Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import type { PlainManifest } from '../checks/check';
import { fieldsOf } from '../checks/fields';
import { groupOf, kindOf, nameOf, namespaceOf } from '../checks/object-identity';
import { isPlainObject } from '../model/value';
import { isManifest, subjectOf } from './subject';

/** What jest and vitest take in `expect.addSnapshotSerializer`. */
export interface SnapshotSerializer {
  test(value: unknown): boolean;
  serialize(value: unknown, config: unknown, indentation: string): string;
}

/** Prints trees and manifests so that a change of a snapshot reads as a change of the manifests. */
export const manifestSerializer: SnapshotSerializer = Object.freeze<SnapshotSerializer>({
  test: (value) => Construct.isConstruct(value) || isWhole(value)
    || (Array.isArray(value) && value.length > 0 && value.every(isWhole)),
  serialize: (value, _config, indentation) => manifestText(value).replace(/\n(?=.)/g, `\n${indentation}`),
});

/** Whether the value is a manifest, and no reference to an object, which has its kind as well. */
function isWhole(value: unknown): boolean {
  return isManifest(value) && isPlainObject(value.metadata);
}

/** The labels and the namespace that every object of a list has. */
interface Shared {
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** The objects of a tree, or manifests, as YAML documents; the order of the input counts for nothing. */
export function manifestText(tested: unknown): string {
  const manifests = subjectOf(tested, 'manifestText').objects
    // A List has no metadata.
    .map(({ manifest }) => ({ ...manifest, metadata: fieldsOf(manifest.metadata) as PlainManifest['metadata'] }))
    .sort(byKind);
  if (manifests.length === 0) return '# no objects';
  const shared = manifests.length < 2 ? { namespace: undefined, labels: {} } : sharedBy(manifests);
  const documents = manifests.map((manifest) => Yaml.stringify(inReadingOrder(without(manifest, shared))).trimEnd());
  return [...sharedLines(shared), documents.join('\n---\n')].join('\n');
}

function sharedBy(manifests: readonly PlainManifest[]): Shared {
  const [first] = manifests;
  const labels = Object.entries(first?.metadata.labels ?? {})
    .filter(([key, value]) => manifests.every(({ metadata }) => metadata.labels?.[key] === value));
  const namespace = manifests.every(({ metadata }) => metadata.namespace === first?.metadata.namespace)
    ? first?.metadata.namespace
    : undefined;
  return { namespace, labels: Object.fromEntries(labels) };
}

function sharedLines({ namespace, labels }: Shared): readonly string[] {
  const labelLines = Object.entries(labels).sort().map(([key, value]) => `#   ${key}: ${value}`);
  return [
    ...namespace === undefined ? [] : [`# all in namespace ${namespace}`],
    ...labelLines.length === 0 ? [] : ['# all with the labels', ...labelLines],
  ];
}

function without(manifest: PlainManifest, shared: Shared): PlainManifest {
  const { namespace, labels, ...metadata } = manifest.metadata;
  const ownLabels = Object.entries(labels ?? {}).filter(([key]) => !Object.hasOwn(shared.labels, key));
  return {
    ...manifest,
    metadata: {
      ...metadata,
      ...(namespace === undefined || namespace === shared.namespace ? {} : { namespace }),
      ...(ownLabels.length === 0 ? {} : { labels: Object.fromEntries(ownLabels) }),
    },
  };
}

/** What an object is comes first, then the rest by name. */
function inReadingOrder({ apiVersion, kind, metadata, ...body }: PlainManifest): object {
  const { name, ...others } = metadata;
  return { apiVersion, kind, metadata: { ...named(name), ...inKeyOrder(others) }, ...inKeyOrder(body) };
}

function named(name: string | undefined): object {
  return name === undefined ? {} : { name };
}

function inKeyOrder<T>(value: T): T {
  if (Array.isArray(value)) return value.map(inKeyOrder) as T;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, entry]) => [key, inKeyOrder(entry)])) as T;
}

function byKind(left: PlainManifest, right: PlainManifest): number {
  const key = (manifest: PlainManifest): string =>
    [kindOf(manifest), groupOf(manifest), namespaceOf(manifest), nameOf(manifest)].join(' ');
  return compared(key(left), key(right)) || compared(textOf(left), textOf(right));
}

/** Of several targets, objects may have one name. */
function textOf(manifest: PlainManifest): string {
  return Yaml.stringify(inReadingOrder(manifest));
}

function compared(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
