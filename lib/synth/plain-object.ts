/** The short way to the manifest of a plain `ApiObject` of cdk8s, which takes three walks through every value of it. */
import { ApiObject, ApiObjectMetadataDefinition } from 'cdk8s';
import { plainMetadata, rendersPlainly } from '../model/plain-manifest';
import { plainMap } from '../model/plain-map';

/** cdk8s' own, as they were when this was loaded: somebody may put others in their place, for all objects. */
const ofObjects: unknown = Reflect.get(ApiObject.prototype, 'toJson');
const ofMetadata: unknown = Reflect.get(ApiObjectMetadataDefinition.prototype, 'toJson');

/** Stands for what is not plain. */
const notPlain = Symbol('not plain');

/**
 * What `object.toJson()` gives, where its props are plain data and nothing has a say but cdk8s itself; undefined where
 * there is a token, a JSON patch, a resolver, a class that renders itself, or anything else that only cdk8s can settle.
 */
export function plainManifest(object: ApiObject): Record<string, unknown> | undefined {
  if (object.toJson !== ofObjects || object.metadata.toJson !== ofMetadata || !rendersPlainly(object)) return undefined;
  const { props } = object as unknown as { readonly props?: unknown };
  const metadata = plainMetadata(object.metadata);
  if (!isPlain(props) || metadata === undefined) return undefined;
  const { apiVersion, kind } = props;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const manifest: Record<string, unknown> = { apiVersion, kind, metadata };
  for (const key of Object.keys(props).sort()) {
    if (key === 'metadata') continue;
    const value = copied(props[key]);
    if (value === notPlain || key === '__proto__') return undefined;
    if (value !== undefined) manifest[key] = value;
  }
  return manifest;
}

/** A copy as cdk8s makes it: keys in order, and nothing where nothing is. */
function copied(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  switch (typeof value) {
    case 'string': case 'number': case 'boolean': return value;
    case 'object': return Array.isArray(value) ? copiedList(value) : isPlain(value) ? copiedMap(value) : notPlain;
    default: return notPlain;
  }
}

function copiedList(list: readonly unknown[]): readonly unknown[] | typeof notPlain {
  if (Object.getPrototypeOf(list) !== Array.prototype) return notPlain;
  const copy = list.map(copied);
  return copy.includes(notPlain) ? notPlain : copy;
}

function copiedMap(map: Readonly<Record<string, unknown>>): Record<string, unknown> | typeof notPlain {
  const copy = plainMap();
  for (const key of Object.keys(map).sort()) {
    const value = copied(map[key]);
    if (value === notPlain || key === '__proto__') return notPlain;
    if (value !== undefined) copy[key] = value;
  }
  return copy;
}

/** Whether cdk8s takes it for a dictionary, and not for a token, of which it asks `resolve()`. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    && !Object.hasOwn(value, 'constructor') && !('resolve' in value);
}
