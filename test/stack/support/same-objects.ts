/** Whether a stack registers what YAML says: objects by their identity. */
import { typeTokenOf } from '../../../lib/pulumi/type-tokens';
import type { Registered } from './registered';

/** An object of Kubernetes. */
interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}

/** Objects by identity. A tree for several clusters has several of one identity: they stand in one list. */
export type ByIdentity = Readonly<Record<string, readonly unknown[]>>;

/** What is registered of Kubernetes, each under the type token that its manifest asks for. */
export function registeredObjects(resources: readonly Registered[]): ByIdentity {
  return byIdentity(resources.map(({ type, inputs }) => [type, inputs as unknown as Manifest]));
}

/** Manifests, each under the type token that its resource should have. */
export function writtenObjects(manifests: readonly Manifest[]): ByIdentity {
  return byIdentity(manifests.map((manifest) => [typeTokenOf(manifest), manifest]));
}

function byIdentity(objects: readonly (readonly [string, Manifest])[]): ByIdentity {
  const found = new Map<string, unknown[]>();
  for (const [type, object] of objects) {
    const { apiVersion, kind, metadata: { namespace = '', name } } = object;
    const key = [type, apiVersion, kind, namespace, name].join(' ');
    found.set(key, [...found.get(key) ?? [], object]);
  }
  const sorted = [...found].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, all]) => [key, all.sort((left, right) =>
    (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))]));
}
