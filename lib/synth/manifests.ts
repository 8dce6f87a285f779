/** Manifests, each rendered once: the checks ask for them, and then the layout. */
import type { ApiObject } from 'cdk8s';
import type { ManifestOf } from '../house/cluster-trees';
import { plainManifest } from './plain-object';
import { installedVersion, isProven } from './proven-cdk8s';

/** Renders an object when it is first asked for. @throws whatever an object throws that cannot be rendered */
export function renderedOnce(): ManifestOf {
  const known = new Map<ApiObject, unknown>();
  const shortWay = isProven(installedVersion());
  return (object) => {
    if (known.has(object)) return known.get(object);
    const manifest: unknown = (shortWay ? plainManifest(object) : undefined) ?? object.toJson();
    known.set(object, manifest);
    return manifest;
  };
}
