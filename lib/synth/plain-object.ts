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
 * What `object.toJson()` gives, where the props are plain data and nothing has a say but cdk8s itself; undefined where
 * there is a token, a JSON patch, a resolver, a class that renders itself, or anything else that only cdk8s can settle.
 * Its values are no copies but those of the props, with keys in the order in which they were written there.
 */
export function plainManifest(object: ApiObject): Record<string, unknown> | undefined {
  if (object.toJson !== ofObjects || object.metadata.toJson !== ofMetadata || !rendersPlainly(object)) return undefined;
  const { props } = object as unknown as { readonly props?: unknown };
  const metadata = plainMetadata(object.metadata, 'own');
  if (!isPlain(props) || metadata === undefined) return undefined;
  const { apiVersion, kind } = props;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const manifest = Object.assign(plainMap(), { apiVersion, kind, metadata });
  for (const key of Object.keys(props).sort()) {
    if (key === 'metadata') continue;
    const value = settled(props[key]);
    if (value === notPlain || key === '__proto__') return undefined;
    if (value !== undefined) manifest[key] = value;
  }
  return manifest;
}

/** What cdk8s makes of a value, but for the order of keys: without what is nothing. It is the value itself mostly. */
function settled(value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  switch (typeof value) {
    case 'string': case 'number': case 'boolean': return value;
    case 'object': return Array.isArray(value) ? settledList(value) : isPlain(value) ? settledMap(value) : notPlain;
    default: return notPlain;
  }
}

function settledList(list: readonly unknown[]): readonly unknown[] | typeof notPlain {
  if (Object.getPrototypeOf(list) !== Array.prototype) return notPlain;
  const items = list.map(settled);
  if (items.includes(notPlain)) return notPlain;
  return items.every((item, index) => item === list[index]) ? list : items;
}

function settledMap(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | typeof notPlain {
  let copy: Record<string, unknown> | undefined;
  const keys = Object.keys(map);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? '';
    const value = settled(map[key]);
    if (value === notPlain || key === '__proto__') return notPlain;
    if (copy === undefined && (value === undefined || value !== map[key])) copy = copyOf(map, keys.slice(0, index));
    if (copy !== undefined && value !== undefined) copy[key] = value;
  }
  return copy ?? map;
}

function copyOf(map: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  const copy = plainMap();
  for (const key of keys) copy[key] = map[key];
  return copy;
}

/** Whether cdk8s takes it for a dictionary, and not for a token, of which it asks `resolve()`. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    && !Object.hasOwn(value, 'constructor') && !('resolve' in value);
}
