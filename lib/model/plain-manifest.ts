/** The short way to a manifest: what is plain already needs none of cdk8s' resolving and sanitizing, only its order. */
import {
  App,
  ImplicitTokenResolver,
  LazyResolver,
  NumberStringUnionResolver,
  type ApiObject,
  type IResolver,
} from 'cdk8s';
import { isPlainObject } from './value';

const plainApps = new WeakMap<App, boolean>();

/**
 * Whether cdk8s would add nothing of its own to a plain body: no JSON patches, no resolvers but its own, keys in order.
 */
export function rendersPlainly(object: ApiObject): boolean {
  const { patches } = object as unknown as { readonly patches?: readonly unknown[] };
  return patches?.length === 0 && (process.env['CDK8S_DISABLE_SORT'] ?? '') === '' && isPlainApp(App.of(object));
}

function isPlainApp(app: App): boolean {
  const known = plainApps.get(app);
  if (known !== undefined) return known;
  const { resolvers } = app as { readonly resolvers?: readonly IResolver[] };
  const plain = resolvers?.every(isOwnResolver) === true;
  plainApps.set(app, plain);
  return plain;
}

function isOwnResolver(resolver: IResolver): boolean {
  const kind: unknown = resolver.constructor;
  return kind === LazyResolver || kind === ImplicitTokenResolver || kind === NumberStringUnionResolver;
}

/** The value with the keys of its objects in order; undefined where it holds a token, which only cdk8s can settle. */
export function inKeyOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(inKeyOrder);
    return items.includes(undefined) ? undefined : items;
  }
  if (!isPlainObject(value)) return undefined;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const inner = inKeyOrder(value[key]);
    if (inner === undefined) return undefined;
    result[key] = inner;
  }
  return result;
}
