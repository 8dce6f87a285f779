/** An Application: a cdk8s Chart for one target. One namespace, one manifest file. */
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { DeclaredObject } from '../checks/check';
import { assertSameContract, hasBrand } from '../model/brand';
import { leaveContext } from '../model/context';
import { freeId, pathOf } from '../model/construct-id';
import { CharthouseError } from '../model/error';
import { isExisting, type ExistingObject } from '../model/existing';
import { claimIdentity } from '../model/identity';
import type { Layer } from '../model/layer';
import { mergeLayer, nothingMerged } from '../model/layers';
import { plainValues } from '../model/plain-values';
import { checkLabelKey, checkName } from '../model/names';
import { KubernetesObject } from '../model/object';
import { Reasons } from '../model/reasons';
import {
  anything,
  checkProps,
  labelValue,
  list,
  mapOf,
  object,
  oneOf,
  shapeOf,
  textShape,
  type Shape,
} from '../model/shape';
import type { AnyPattern } from '../patterns/pattern';
import type { DefaultsOf } from '../patterns/settings';
import type { AllKeys, House, Target } from './house';
import type { HouseContext } from './context';
import { deliveryAnnotations } from './delivery-annotations';
import { allShapes, checkLayers } from './house-layers';
import { installValidation } from './findings';

/** What an Application is. */
export interface ApplicationProps<Patterns extends readonly AnyPattern[] = readonly []> {
  /** Where it goes. */
  readonly target: Target<string, Patterns> | Target;
  /** Name of the application, as labels say it. @default - the construct's id */
  readonly name?: string | undefined;
  /** The namespace of all its objects. @default - the target's, or the name of the application */
  readonly namespace?: string | undefined;
  /** The team that answers for it. @default - none */
  readonly owner?: string | undefined;
  /** Labels of all its objects. @default - none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Defaults for its workloads, in the shape of their props. @default - those of the target and the house */
  readonly defaults?: DefaultsOf<AllKeys<NoInfer<Patterns>>> | undefined;
  /** Objects that exist in the namespace without being in the tree. @default - none */
  readonly existing?: readonly ExistingObject[] | undefined;
  /**
   * Whether the Application makes its Namespace, and with which Pod Security level: `true` is `restricted`, under which
   * the API server refuses pods with more rights, such as those of a DaemonAgent with `hostPaths` (`privileged`).
   * @default false
   */
  readonly createNamespace?: boolean | 'restricted' | 'baseline' | 'privileged' | undefined;
  /** Reasons, by field or rule, for all its workloads. @default - none */
  readonly because?: Readonly<Record<string, string | undefined>> | undefined;
}

const shapes: Readonly<Record<string, Shape>> = Object.freeze({
  target: { ...anything, allowed: 'what house.target(name) returns' },
  name: textShape,
  namespace: textShape,
  owner: labelValue,
  labels: mapOf(labelValue),
  defaults: anything,
  existing: list(shapeOf('what existing.… returns', isExisting, "give existing.secret('name'), or one of its like")),
  createNamespace: oneOf(true, false, 'restricted', 'baseline', 'privileged'),
  because: mapOf(textShape),
});

/** A set of workloads that go to one target together. */
export class Application<const Patterns extends readonly AnyPattern[] = readonly []> extends Chart {
  /** Name of the application, as labels say it. */
  public readonly applicationName: string;
  /** Where it goes. */
  public readonly target: Target;

  public constructor(scope: Construct, id: string, props: ApplicationProps<Patterns>) {
    const path = pathOf(scope, freeId(scope, id));
    const { target, name = id } = checked(path, props);
    const namespace = props.namespace ?? target.namespace ?? name;
    checkName(name, 'Namespace', path, 'name');
    checkName(namespace, 'Namespace', path, 'namespace');
    super(scope, id, { namespace });
    this.applicationName = name;
    this.target = target;
    const layers = layersOf(path, props, target);
    // Merged once for its errors: a lock of the house is left only with a reason.
    checkLayers(path, target.house, [...target.house.layers, ...layers]);
    const context: HouseContext = {
      house: target.house,
      target,
      path,
      application: name,
      namespace,
      cluster: target.name,
      decided: true,
      layers,
      reasons: layers[layers.length - 1]?.reasons,
      declared: declaredBy(props, namespace),
      bases: new Map(),
    };
    leaveContext(this, context);
    installValidation(this);
    const { createNamespace = false } = props;
    if (createNamespace === false) return;
    this.createNamespace(namespace, {
      ...informingLabels(path, target.house, layers),
      'pod-security.kubernetes.io/enforce': createNamespace === true ? 'restricted' : createNamespace,
    });
  }

  private createNamespace(namespace: string, labels: Readonly<Record<string, string>>): void {
    const identity = { group: '', kind: 'Namespace', namespace: undefined, name: namespace };
    claimIdentity(this, this.target.name, identity, {
      field: 'createNamespace',
      fix: 'let one of the two Applications create it',
    });
    new KubernetesObject(this, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      role: '',
      name: namespace,
      namespace: undefined,
      annotations: deliveryAnnotations({ retain: true }, this.target.delivery),
      body: {},
      delivery: { retain: true },
      labels,
      transforms: () => [],
    });
  }
}

/** The props of an Application of whichever house. */
type AnyApplicationProps = Omit<ApplicationProps, 'defaults'> & { readonly defaults?: object | undefined };

function checked(path: string, props: AnyApplicationProps): AnyApplicationProps {
  checkProps(shapes, ['target'], props, path);
  for (const key of Object.keys(props.labels ?? {})) checkLabelKey(key, path, 'labels');
  if (!hasBrand(props.target, 'Target')) {
    throw new CharthouseError({
      path,
      field: 'target',
      problem: 'must be a target of a house',
      value: props.target,
      allowed: 'what house.target(name) returns',
      fix: "take it from your house: acme.target('prod-eu')",
    });
  }
  assertSameContract(props.target, 'Target', path, `target ${props.target.name}`);
  if (props.defaults !== undefined)
    object(allShapes(props.target.house.patterns)).check(plainValues(props.defaults), { path, field: 'defaults' });
  return props;
}

function layersOf(path: string, props: AnyApplicationProps, target: Target): readonly Layer[] {
  const house: House = target.house;
  const { owner, labels, defaults = {} } = props;
  const said = (defaults as { readonly labels?: object }).labels;
  const values = {
    ...defaults,
    ...(owner === undefined ? {} : { owner }),
    ...(labels === undefined ? {} : { labels: { ...said, ...labels } }),
  };
  return [
    { kind: 'target', name: `target ${target.name}`, values: target.defaults, reasons: house.reasons },
    { kind: 'application', name: `application ${path}`, values, reasons: new Reasons(path, props.because) },
  ];
}

/** The labels that all objects of the Application have, whichever layer says so. */
export function informingLabels(
  path: string,
  house: House,
  layers: readonly Layer[],
): Readonly<Record<string, string>> {
  const shapesOfKeys = allShapes(house.patterns);
  const { values } = [...house.layers, ...layers]
    .filter(({ workload }) => workload === undefined)
    .reduce((merged, layer) => mergeLayer(merged, layer, path, shapesOfKeys), nothingMerged);
  const { owner, labels } = values as { readonly owner?: string; readonly labels?: Readonly<Record<string, string>> };
  return { ...(owner === undefined ? {} : { 'charthouse.dev/owner': owner }), ...labels };
}

function declaredBy(props: AnyApplicationProps, namespace: string): readonly DeclaredObject[] {
  return (props.existing ?? []).map(({ kind, name, keys }) => ({
    kind: kind as DeclaredObject['kind'],
    name,
    keys,
    namespace,
  }));
}
