/** The short way to a manifest: what is plain already needs none of cdk8s' resolving and sanitizing, only its order. */
import {
  App,
  ImplicitTokenResolver,
  LazyResolver,
  NumberStringUnionResolver,
  type ApiObject,
  type ApiObjectMetadataDefinition,
  type IResolver,
} from 'cdk8s';
import { hasBrand } from './brand';
import { plainMap } from './plain-map';

const plainApps = new WeakMap<App, boolean>();

/**
 * Whether cdk8s would add nothing of its own to a plain body: no JSON patches, no resolvers but its own, keys in order.
 */
export function rendersPlainly(object: ApiObject): boolean {
  const { patches } = object as unknown as { readonly patches?: readonly unknown[] };
  return patches?.length === 0 && isPlainApp(App.of(object));
}

function isPlainApp(app: App): boolean {
  const known = plainApps.get(app);
  if (known !== undefined) return known;
  const { resolvers } = app as { readonly resolvers?: readonly IResolver[] };
  const plain = keysInOrder() && resolvers?.every(isOwnResolver) === true;
  plainApps.set(app, plain);
  return plain;
}

function isOwnResolver(resolver: IResolver): boolean {
  const kind: unknown = resolver.constructor;
  // One that puts text in the place of Outputs finds none in what we have rendered.
  if (hasBrand(resolver, 'OutputsResolver')) return true;
  return kind === LazyResolver || kind === ImplicitTokenResolver || kind === NumberStringUnionResolver;
}

/** Whether cdk8s puts the keys of objects in order: it does unless the environment says otherwise. */
export function keysInOrder(): boolean {
  return (process.env['CDK8S_DISABLE_SORT'] ?? '') === '';
}

/** What cdk8s keeps of an object's metadata. */
interface MetadataFields {
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly labels?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly finalizers?: readonly unknown[];
  readonly ownerReferences?: readonly unknown[];
  readonly _additionalAttributes?: Readonly<Record<string, unknown>>;
}

/** Fields of the metadata that cdk8s writes from what it keeps beside the additional ones. */
const kept: ReadonlySet<string> = new Set(['name', 'namespace', 'labels', 'annotations']);

/**
 * The metadata as cdk8s writes it; undefined where more is in it than text, which only cdk8s can settle. Labels and
 * annotations are copies in order, or cdk8s' own, in theirs.
 */
export function plainMetadata(
  metadata: ApiObjectMetadataDefinition, maps: 'copies' | 'own' = 'copies',
): Record<string, unknown> | undefined {
  const fields = metadata as unknown as MetadataFields;
  const { name, namespace, finalizers, ownerReferences, _additionalAttributes: others } = fields;
  const textIn = maps === 'own' ? textOnly : textInOrder;
  const labels = textIn(fields.labels);
  const annotations = textIn(fields.annotations);
  const more = finalizers?.length !== 0 || ownerReferences?.length !== 0 || others === undefined
    || Object.keys(others).some((key) => !kept.has(key));
  const text = typeof name === 'string' && (typeof namespace === 'string' || namespace === undefined);
  if (more || !text || labels === undefined || annotations === undefined) return undefined;
  const written = plainMap();
  if (annotations !== empty) written['annotations'] = annotations;
  if (labels !== empty) written['labels'] = labels;
  written['name'] = name;
  if (namespace !== undefined) written['namespace'] = namespace;
  return written;
}

const empty: Readonly<Record<string, string>> = Object.freeze({});

type TextMap = Readonly<Record<string, string>>;

/** The map itself; undefined where a value is not text, or a key has a meaning to JavaScript. */
function textOnly(map: Readonly<Record<string, unknown>> | undefined): TextMap | undefined {
  if (map === undefined) return undefined;
  const values = Object.values(map);
  if (values.length === 0) return empty;
  const isText = values.every((value) => typeof value === 'string') && !Object.hasOwn(map, '__proto__');
  return isText ? map as TextMap : undefined;
}

/** The map with its keys in order; undefined where a value is not text. */
function textInOrder(map: Readonly<Record<string, unknown>> | undefined): TextMap | undefined {
  if (map === undefined) return undefined;
  const keys = Object.keys(map);
  if (keys.length === 0) return empty;
  const result = plainMap() as Record<string, string>;
  for (const key of keys.sort()) {
    const value = map[key];
    if (typeof value !== 'string') return undefined;
    result[key] = value;
  }
  return result;
}
