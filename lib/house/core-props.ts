/** The props that every workload has besides those of patterns. */
import type { ForeignObject } from '../model/foreign-object';
import type { Kind } from '../model/kubernetes/types';
import type { Transforms } from '../model/transform/transform';
import { labelMap } from '../model/name-shapes';
import { anything, list, mapOf, object, shapeOf, textShape, type Shape } from '../model/shape';
import { isPlainObject } from '../model/value';
import { apiVersions } from '../model/kubernetes/api-versions';
import type { ContainerProps } from './keys';
import type { Workload } from './workload-contract';

/** Names of objects that run already, so that they are kept. */
export interface AdoptProps {
  /** Name of the controller that runs already. @default - the workload's name */
  readonly name?: string | undefined;
  /**
   * The headless Service that a StatefulSet that runs already names, and can never name another than. Where that is
   * the workload's own name, it is its only Service, without an address of its own.
   * @default - `<name>-headless`
   */
  readonly serviceName?: string | undefined;
  /** Its selector, which can never be changed. @default - `charthouse.dev/workload: <name>` */
  readonly selector?: Readonly<Record<string, string>> | undefined;
  /** Labels of its pods that others rely on. @default - none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** What every workload takes. */
export interface WorkloadProps {
  /**
   * Name of the workload and of its objects: a DNS label, and identity in the cluster.
   * @default - the construct's id
   */
  readonly name?: string | undefined;
  /**
   * What must be there before this workload: other workloads, or constructs of cdk8s and cdk8s-plus. What that means
   * depends on the delivery.
   * @default - nothing
   */
  readonly after?: readonly (Workload | ForeignObject)[] | undefined;
  /** Keeps names and selectors of objects that run already. @default - nothing is adopted */
  readonly adopt?: AdoptProps | undefined;
  /** Changes finished objects, by kind: a patch, or a function. @default - nothing is changed */
  readonly transform?: Transforms | undefined;
}

/** The containers of a pod besides the main one, by name. */
export interface ContainerSets<Props = ContainerProps> {
  /** Containers that run beside the main one. @default - none */
  readonly containers?: Readonly<Record<string, Props>> | undefined;
  /** Containers that run to their end before the main one starts, in this order. @default - none */
  readonly initContainers?: Readonly<Record<string, Props>> | undefined;
  /** Containers that start before the main one, in this order, and stop after it. @default - none */
  readonly sidecars?: Readonly<Record<string, Props>> | undefined;
}

/**
 * Reasons, by field or by the name of a check's rule: for leaving a lock or a bound, for a relaxation, for waiving a
 * finding; by `protect`, for letting a stack delete what holds data. A reason that nothing needs is a finding itself.
 */
export type Because<Keys> = {
  readonly [Subject in FieldOf<(keyof Keys & string) | keyof ContainerSets> | 'protect' | `${string}-${string}`]?:
    string | undefined;
};

/** A prop, or a field in it: `sidecars.proxy.security`. */
type FieldOf<Prop extends string> = Prop | `${Prop}.${string}`;

const transform = shapeOf(
  'a patch, or a function that changes the object',
  (value) => isPlainObject(value) || typeof value === 'function',
  'write { spec: { … } }, or (object) => { … }',
);
const container = shapeOf(
  'the props of a container',
  isPlainObject,
  "write { image: 'proxy:1.4.2' }",
);

/** The shapes of the core's props. */
export const coreShapes: Readonly<Record<string, Shape>> = Object.freeze({
  name: textShape,
  after: list(anything),
  adopt: object({ name: textShape, serviceName: textShape, selector: labelMap, labels: labelMap }),
  transform: object(Object.fromEntries((Object.keys(apiVersions) as Kind[]).map((kind) => [kind, transform]))),
  because: mapOf(textShape),
  containers: mapOf(container),
  initContainers: mapOf(container),
  sidecars: mapOf(container),
});
