/** The objects of a tree, each with what its resource needs to know of it. */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PlainManifest } from '../checks/check';
import { applicationContextAt } from '../house/context';
import type { Target } from '../house/house';
import { hasBrand } from '../model/brand';
import type { Delivery, KubernetesObject } from '../model/object';

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
}

/** What only objects of ours say. */
type OwnObject = Partial<Pick<KubernetesObject, 'role' | 'delivery'>>;

/** Every object of the tree, in the tree's order. */
export function plannedObjects(root: IConstruct): readonly PlannedObject[] {
  return root.node.findAll().filter((construct) => ApiObject.isApiObject(construct)).map(planned);
}

function planned(object: ApiObject): PlannedObject {
  const scopes = object.node.scopes.toReversed();
  const target = scopes.map((scope) => applicationContextAt(scope)?.target).find((each) => each !== undefined);
  const charts = scopes.filter((scope) => Chart.isChart(scope));
  const own: OwnObject = hasBrand(object, 'Object') ? object as OwnObject : {};
  return {
    object,
    manifest: object.toJson() as PlainManifest,
    chart: charts[0] ?? Chart.of(object),
    workload: scopes.find((scope) => hasBrand(scope, 'Workload')),
    target,
    cluster: target?.name ?? charts.at(-1)?.node.path ?? '',
    role: own.role ?? '',
    delivery: own.delivery ?? {},
  };
}
