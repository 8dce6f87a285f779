/** Manifests, each rendered once: the checks ask for them, and then the layout. */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ManifestOf } from '../house/cluster-trees';
import { hasBrand } from '../model/brand';
import { renderedDocument, type Document } from './document';
import { plainManifest } from './plain-object';
import { installedVersion, isProven } from './proven-cdk8s';
import { rendersItself } from './renders-itself';
import { withCopiedValues } from './yaml/copied';

/** The manifests of a tree. */
export interface Manifests {
  /** Renders an object when it is first asked for. @throws whatever an object throws that cannot be rendered */
  readonly of: ManifestOf;
  /** The same as it is to be written. */
  readonly documentOf: (object: ApiObject) => Document;
}

/** Manifests that are kept. */
export function renderedOnce(root: IConstruct): Manifests {
  const rendered = new Map<ApiObject, unknown>();
  const shortWay = isProven(installedVersion());
  let originals: ReadonlyMap<ApiObject, object> | undefined;
  const of = (object: ApiObject): unknown => {
    originals ??= shortWay ? originalsIn(root) : new Map();
    const known = originals.get(object);
    if (known !== undefined) return known;
    if (rendered.has(object)) return rendered.get(object);
    const plain = shortWay ? plainManifest(object) : undefined;
    const manifest: unknown = plain === undefined ? object.toJson() : withCopiedValues(plain);
    rendered.set(object, manifest);
    return manifest;
  };
  return {
    of,
    documentOf: (object) => {
      const value = of(object);
      const original = originals?.get(object);
      return original === undefined ? renderedDocument(value) : { original: true, value: original };
    },
  };
}

/**
 * Manifests that are the data of the constructs themselves. Whatever else of others has a say in what is rendered, a
 * token or a `toJson`, may change the data of its neighbours meanwhile: where there is any, there are none.
 */
function originalsIn(root: IConstruct): ReadonlyMap<ApiObject, object> {
  const originals = new Map<ApiObject, object>();
  for (const construct of root.node.findAll()) {
    if (Chart.isChart(construct) && rendersItself(construct)) return new Map();
    if (!ApiObject.isApiObject(construct) || hasBrand(construct, 'Object')) continue;
    const manifest = plainManifest(construct);
    if (manifest === undefined) return new Map();
    originals.set(construct, manifest);
  }
  return originals;
}
