/** Plain manifests, such as those that another tool has made: they are judged and deployed as all else. */
import { ApiObject, Chart, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { CharthouseError } from '../model/error';
import { isDeferred, isPlainObject } from '../model/value';

/** What a manifest says of its object; labels and the like besides. */
export interface GivenMetadata {
  readonly name: string;
  /** @default - that of the Application or Chart around it */
  readonly namespace?: string | undefined;
}

/** A manifest. Where values are, Outputs may stand. */
export interface GivenManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: GivenMetadata;
  readonly [field: string]: unknown;
}

/**
 * Puts plain manifests into the tree; in an Application, they go to its target, and get its namespace where they state
 * none.
 *
 * @example fromManifests(app, 'definitions', parseAllDocuments(text).map((document) => document.toJS()))
 * @returns the objects, in the order of the manifests
 * @throws CharthouseError for what is no manifest, with its place in the list
 */
export function fromManifests(scope: Construct, id: string, manifests: readonly GivenManifest[]): readonly ApiObject[] {
  const path = scope.node.path === '' ? id : `${scope.node.path}/${id}`;
  manifests.forEach((manifest, index) => { check(manifest, `${path} manifest ${index}`); });
  const around = scope.node.scopes.findLast((each) => Chart.isChart(each));
  const chart = new Chart(scope, id, around?.namespace === undefined ? {} : { namespace: around.namespace });
  const ids = new Set<string>();
  return manifests.map((manifest) => {
    const { kind, metadata: { name, namespace } } = manifest;
    const long = [kind, namespace, name].filter(Boolean).join('-');
    const own = ids.has(long) ? `${long}-${manifest.apiVersion.replaceAll('/', '-')}` : long;
    ids.add(own);
    return new ApiObject(chart, own, manifest as ApiObjectProps);
  });
}

function check(manifest: unknown, path: string): void {
  const metadata = isPlainObject(manifest) ? manifest['metadata'] : undefined;
  const [field, value] = !isPlainObject(manifest)
    ? [undefined, manifest]
    : [
        ...(['apiVersion', 'kind'] as const).map((each) => [each, manifest[each]] as const),
        ['metadata.name', isPlainObject(metadata) ? metadata['name'] : undefined] as const,
      ].find(([, each]) => typeof each !== 'string' || each === '') ?? [undefined, undefined];
  if (isPlainObject(manifest) && field === undefined) return;
  throw new CharthouseError({
    path,
    field,
    problem: field === undefined ? 'must be a manifest' : 'must be a plain text',
    value: isDeferred(value) ? 'an Output' : value,
    allowed: 'an object with apiVersion, kind and metadata.name',
    fix: 'give the manifest as data: parse its YAML first, and leave out empty documents',
  });
}
