/** The objects of a tree, each with what its resource needs to know of it. */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PlainManifest } from '../checks/check';
import { applicationContextAt } from '../house/context';
import type { Target } from '../house/house';
import { hasBrand } from '../model/brand';
import type { Delivery, KubernetesObject } from '../model/object';
import type { PlacedOutput } from './outputs';
import type { StackApp } from './stack-app';

/** An object of the tree. A text stands in its manifest for each Output. */
export interface PlannedObject {
  readonly object: ApiObject;
  readonly manifest: PlainManifest;
  readonly chart: Chart;
  /** The workload of ours that it belongs to. */
  readonly workload: IConstruct | undefined;
  /** Where its Application goes; undefined outside any. */
  readonly target: Target | undefined;
  /** The target's name; outside any Application the outermost chart's path. */
  readonly cluster: string;
  /** Names it among the workload's objects of its kind. */
  readonly role: string;
  readonly delivery: Delivery;
  /** The Outputs that it holds. */
  readonly outputs: readonly PlacedOutput[];
}

/** What only objects of ours say. */
type OwnObject = Partial<Pick<KubernetesObject, 'role' | 'delivery'>>;

/**
 * Every object of the tree, in the tree's order.
 * @throws CharthouseError where an Output is in the name of a field
 */
export function plannedObjects(app: StackApp): readonly PlannedObject[] {
  return app.node.findAll().filter((construct) => ApiObject.isApiObject(construct))
    .map((object) => planned(object, app));
}

function planned(object: ApiObject, { outputs }: StackApp): PlannedObject {
  const scopes = object.node.scopes.toReversed();
  const target = scopes.map((scope) => applicationContextAt(scope)?.target).find((each) => each !== undefined);
  const charts = scopes.filter((scope) => Chart.isChart(scope));
  const own: OwnObject = hasBrand(object, 'Object') ? object as OwnObject : {};
  const manifest = object.toJson() as PlainManifest;
  return {
    object,
    manifest,
    chart: charts[0] ?? Chart.of(object),
    workload: scopes.find((scope) => hasBrand(scope, 'Workload')),
    target,
    cluster: target?.name ?? charts.at(-1)?.node.path ?? '',
    role: own.role ?? '',
    delivery: own.delivery ?? {},
    outputs: outputs.within(manifest, object.node.path),
  };
}
