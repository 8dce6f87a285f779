/** What a tree holds, by cluster: objects with who owns them, and the houses and workloads that have a say. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { CheckedObject, DeclaredObject, PlainManifest } from '../checks/check';
import { hasBrand } from '../model/brand';
import { isImported } from '../model/foreign-object';
import { isRendered, render, yamlViewpoint } from '../model/render';
import { GrowingTree, type ClusterTree, type Reporting } from './cluster-tree';
import { applicationContextAt, outermostChart, type HouseContext } from './context';
import { foreignAt } from './foreign-mark';
import { isForPods } from './kinds-for-pods';

/** Gives an object's manifest. */
export type ManifestOf = (object: ApiObject) => unknown;

const byItself: ManifestOf = (object) => object.toJson() as unknown;

/** The clusters of a tree. `manifestOf` may remember what it has rendered. */
export function clusterTrees(root: IConstruct, manifestOf = byItself): readonly ClusterTree[] {
  const trees = new Map<string, GrowingTree>();
  const walk = (construct: IConstruct, application: HouseContext | undefined, owner: Reporting | undefined): void => {
    const here = applicationContextAt(construct) ?? application;
    const own = reportingAt(construct);
    const workload = own ?? owner;
    const imported = importedAt(construct);
    if (ApiObject.isApiObject(construct) || own !== undefined || here !== application || imported !== undefined) {
      const key = here?.cluster ?? `chart ${outermostChart(construct).node.path}`;
      const tree = trees.get(key) ?? new GrowingTree(here === undefined);
      trees.set(key, tree);
      if (here !== undefined) tree.put(here.path, here);
      if (imported !== undefined) tree.addImported(imported);
      if (own !== undefined) {
        // What patterns were applied to in a plain Chart is of others still: no house answers for what it says.
        tree.addWorkload(own, hasBrand(construct, 'Workload') || here !== undefined);
      }
      if (ApiObject.isApiObject(construct)) {
        const object = checkedObject(construct, workload, manifestOf);
        if (workload === undefined && here !== undefined) tree.put(object.owner, here);
        tree.objects.push(object);
      }
    }
    for (const child of construct.node.children) walk(child, here, workload);
  };
  walk(root, undefined, undefined);
  return [...trees.values()];
}

/** What cdk8s-plus refers to may be of any namespace: mostly it does not say of which. */
function importedAt(construct: IConstruct): DeclaredObject | undefined {
  if (!isImported(construct)) return undefined;
  const { kind, name } = construct;
  return isForPods(kind) ? { kind, name } : undefined;
}

function reportingAt(construct: IConstruct): Reporting | undefined {
  return hasBrand(construct, 'Workload') ? (construct as unknown as Reporting) : foreignAt(construct);
}

function checkedObject(object: ApiObject, workload: Reporting | undefined, manifestOf: ManifestOf): CheckedObject {
  const { path } = object.node;
  const owner = workload?.node.path ?? path;
  const manifest = manifestOf(object) as PlainManifest;
  if (hasBrand(object, 'Object')) return { path, owner, manifest };
  // Ours refuse what was pasted into a plain template string as they are rendered; cdk8s takes it for a text.
  if (!isRendered(manifest)) render(manifest, yamlViewpoint(path, manifest.metadata.namespace));
  return { path, owner, manifest, foreign: true };
}
