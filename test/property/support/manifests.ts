/** What comes out of a tree: manifests by construct, files, and what is identity in them. */
import { ApiObject, Chart, type App as Cdk8sApp } from 'cdk8s';
import { App, type Workload } from '../../../lib';
import type { TreePlan } from './arbitrary-tree';
import { buildTree, type Variation } from './build-tree';

/** A manifest, as plain data. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>> & { readonly name: string; readonly namespace?: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A tree under our App. */
export interface OurTree {
  readonly app: App;
  readonly workloads: readonly Workload[];
}

/** Builds a tree under our App. */
export function ourTree(plan: TreePlan, variation: Variation = {}): OurTree {
  const app = new App();
  return { app, workloads: buildTree(app, plan, variation) };
}

/** The documents of each chart, in the order of the file, as text that keeps the order of their fields. */
export function filesOf(app: Cdk8sApp): Readonly<Record<string, string>> {
  return Object.fromEntries(app.node.findAll().filter((construct) => Chart.isChart(construct))
    .map((chart) => [chart.node.path, JSON.stringify(chart.toJson(), null, 1)]));
}

/** All manifests of a tree. */
export function manifestsOf(root: { readonly node: Cdk8sApp['node'] }): readonly Manifest[] {
  return root.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((object) => object.toJson() as Manifest);
}

/** The text of each manifest, by identity. */
export function textByIdentity(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  return new Map(manifests.map((manifest) => [identityOf(manifest), JSON.stringify(manifest, null, 1)]));
}

/** Kind, namespace and name. */
export function identityOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Whether it is an object that has fields. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
