/** What a tree holds, by cluster: objects with who owns them, and the houses and workloads that have a say. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { CheckedObject, DeclaredObject, PlainManifest } from '../checks/check';
import { identityKey } from '../checks/object-identity';
import { hasBrand } from '../model/brand';
import { isImported } from '../model/foreign-object';
import { isRendered, render, yamlViewpoint } from '../model/render';
import { applicationContextAt, outermostChart, type HouseContext } from './context';
import { foreignAt, type Report } from './foreign-mark';

/** A workload that reports: one of ours, or one of others that patterns were applied to. */
interface Reporting {
  readonly node: IConstruct['node'];
  readonly context: HouseContext;
  report(): Report;
}

/** Everything of one cluster. */
export interface ClusterTree {
  readonly contexts: Set<HouseContext>;
  /** Whose rules hold for an owner, by its path: one cluster may hold what several houses made. */
  readonly contextOf: Map<string, HouseContext>;
  readonly objects: CheckedObject[];
  readonly workloads: Reporting[];
  /** What cdk8s-plus refers to by name, such as `Secret.fromSecretName`: somebody says that it exists. */
  readonly imported: DeclaredObject[];
  /** Whether it is a chart outside any Application: which cluster it goes to is not known. */
  readonly plain: boolean;
}

/** Gives an object's manifest. */
export type ManifestOf = (object: ApiObject) => unknown;

const byItself: ManifestOf = (object) => object.toJson() as unknown;

/** The clusters of a tree. `manifestOf` may remember what it has rendered. */
export function clusterTrees(root: IConstruct, manifestOf = byItself): readonly ClusterTree[] {
  const trees = new Map<string, ClusterTree>();
  const walk = (construct: IConstruct, application: HouseContext | undefined, owner: Reporting | undefined): void => {
    const here = applicationContextAt(construct) ?? application;
    const own = reportingAt(construct);
    const workload = own ?? owner;
    const imported = importedAt(construct);
    if (ApiObject.isApiObject(construct) || own !== undefined || here !== application || imported !== undefined) {
      const key = here?.cluster ?? `chart ${outermostChart(construct).node.path}`;
      const tree = trees.get(key) ?? emptyTree(here === undefined);
      trees.set(key, tree);
      if (here !== undefined) put(tree, here.path, here);
      if (imported !== undefined) tree.imported.push(imported);
      if (own !== undefined) {
        tree.workloads.push(own);
        tree.contexts.add(own.context);
        // What patterns were applied to in a plain Chart is of others still: no house answers for what it says.
        if (hasBrand(construct, 'Workload') || here !== undefined) put(tree, own.node.path, own.context);
      }
      if (ApiObject.isApiObject(construct)) {
        const object = checkedObject(construct, workload, manifestOf);
        if (workload === undefined && here !== undefined) tree.contextOf.set(object.owner, here);
        tree.objects.push(object);
      }
    }
    for (const child of construct.node.children) walk(child, here, workload);
  };
  walk(root, undefined, undefined);
  return [...trees.values()];
}

/**
 * Charts of others as one cluster. Where two objects have one identity, they are copies for several clusters, and each
 * chart is one by itself.
 */
export function togetherUnlessCopies(charts: readonly ClusterTree[]): readonly ClusterTree[] {
  const charted = new Map<string, ClusterTree>();
  for (const chart of charts) {
    for (const { manifest } of chart.objects) {
      const key = identityKey(manifest);
      if ((charted.get(key) ?? chart) !== chart) return charts;
      charted.set(key, chart);
    }
  }
  if (charted.size === 0) return charts;
  const objects = charts.flatMap((chart) => chart.objects);
  const imported = charts.flatMap((chart) => chart.imported);
  return [{ ...emptyTree(true), objects, imported }];
}

/** What the other plain charts bring: they may well go to the same cluster, so nobody finds fault with a reference. */
export function objectsForPods(trees: readonly ClusterTree[], than: ClusterTree): readonly DeclaredObject[] {
  const others = trees.filter((tree) => tree.plain && tree !== than).flatMap(({ objects }) => objects);
  return others.flatMap(({ manifest: { kind, metadata } }): readonly DeclaredObject[] =>
    (isForPods(kind) ? [{ kind, name: metadata.name, namespace: metadata.namespace ?? '' }] : []));
}

/** What cdk8s-plus refers to may be of any namespace: mostly it does not say of which. */
function importedAt(construct: IConstruct): DeclaredObject | undefined {
  if (!isImported(construct)) return undefined;
  const { kind, name } = construct;
  return isForPods(kind) ? { kind, name } : undefined;
}

const kindsForPods: readonly string[] = Object.freeze([
  'Secret', 'ConfigMap', 'PersistentVolumeClaim', 'ServiceAccount', 'PriorityClass',
] satisfies DeclaredObject['kind'][]);

function isForPods(kind: string): kind is DeclaredObject['kind'] {
  return kindsForPods.includes(kind);
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

function put(tree: ClusterTree, path: string, context: HouseContext): void {
  tree.contexts.add(context);
  tree.contextOf.set(path, context);
}

function emptyTree(plain: boolean): ClusterTree {
  return { contexts: new Set(), contextOf: new Map(), objects: [], workloads: [], imported: [], plain };
}
