/** Manifests, each rendered once in a synthesis: objects are asked by the layout, by the metadata, and in between. */
import type { ApiObject } from 'cdk8s';

/** Gives an object's manifest. */
export type ManifestOf = (object: ApiObject) => unknown;

/** Renders an object when it is first asked for. @throws whatever an object throws that cannot be rendered */
export function renderedOnce(): ManifestOf {
  const known = new Map<ApiObject, unknown>();
  return (object) => {
    if (!known.has(object)) known.set(object, object.toJson());
    return known.get(object);
  };
}
