/** Objects of cdk8s and of libraries on it, such as cdk8s-plus: told by their shape, whichever version made them. */
import { ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { hasBrand } from './brand';
import { contextAt } from './context';

/**
 * An object that another library made: an `ApiObject`, or a construct around one, such as a Deployment or a Service of
 * cdk8s-plus, of whichever version.
 */
export interface ForeignObject extends IConstruct {
  readonly kind: string;
  readonly name: string;
}

/** Whether the value is a construct around an object of others; workloads of ours are none. */
export function isForeignObject(value: unknown): value is ForeignObject {
  return !hasBrand(value, 'Workload') && apiObjectIn(value) !== undefined;
}

/** The object in a construct: itself, or what its library says is its main part. */
export function apiObjectIn(value: unknown): ApiObject | undefined {
  if (ApiObject.isApiObject(value)) return value;
  if (!Construct.isConstruct(value) || Chart.isChart(value)) return undefined;
  const { children } = value.node;
  // Asking for the default child throws where there are two of those names.
  const both = ['Resource', 'Default'].every((id) => children.some((child) => child.node.id === id));
  return both ? undefined : apiObjectIn(value.node.defaultChild);
}

/** Whether it names what exists elsewhere, as `Secret.fromSecretName` of cdk8s-plus does: a construct, no object. */
export function isImported(value: object): value is ForeignObject {
  const { kind, name } = value as Partial<ForeignObject>;
  return typeof kind === 'string' && typeof name === 'string' && Construct.isConstruct(value)
    && value.node.children.length === 0 && !ApiObject.isApiObject(value) && !hasBrand(value, 'Workload');
}

/** Which cluster a construct goes to: what its Application says, or else the outermost chart that it is in. */
export function clusterOf(construct: IConstruct): string {
  const scopes = [...construct.node.scopes];
  for (const scope of scopes.reverse()) {
    const { cluster } = (contextAt(scope) ?? {}) as { readonly cluster?: string };
    if (cluster !== undefined) return cluster;
  }
  return `chart ${construct.node.scopes.find((scope) => Chart.isChart(scope))?.node.path ?? ''}`;
}
