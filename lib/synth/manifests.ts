/** Manifests, each rendered once: the checks ask for them, and then the layout. */
import type { ApiObject } from 'cdk8s';
import type { ManifestOf } from '../house/cluster-trees';
import { renderedDocument, type Document } from './document';
import { plainManifest } from './plain-object';
import { installedVersion, isProven } from './proven-cdk8s';

/** The manifests of a tree. */
export interface Manifests {
  /** Renders an object when it is first asked for. @throws whatever an object throws that cannot be rendered */
  readonly of: ManifestOf;
  /** The same as it is to be written. */
  readonly documentOf: (object: ApiObject) => Document;
}

/** Manifests that are kept. */
export function renderedOnce(): Manifests {
  const originals = new Map<ApiObject, object>();
  const rendered = new Map<ApiObject, unknown>();
  const shortWay = isProven(installedVersion());
  const of = (object: ApiObject): unknown => {
    const known = originals.get(object);
    if (known !== undefined) return known;
    if (rendered.has(object)) return rendered.get(object);
    const original = shortWay ? plainManifest(object) : undefined;
    if (original !== undefined) {
      originals.set(object, original);
      return original;
    }
    const manifest: unknown = object.toJson();
    rendered.set(object, manifest);
    return manifest;
  };
  return {
    of,
    documentOf: (object) => {
      const value = of(object);
      const original = originals.get(object);
      return original === undefined ? renderedDocument(value) : { original: true, value: original };
    },
  };
}
