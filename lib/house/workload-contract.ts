/** What workloads offer, by their traits. */
import type { Construct, IConstruct } from 'constructs';
import type { WorkloadEndpoint } from '../model/endpoint';
import type { ForeignObject } from '../model/foreign-object';
import type { Kind } from '../model/kubernetes/types';
import type { KubernetesObject } from '../model/object';
import type { Reference } from '../model/reference';
import type { Transform, TransformOptions } from '../model/transform/transform';
import type { Trait } from '../patterns/traits';
import type { Explained } from './explained';

/** What every workload offers. */
export interface Workload extends Construct {
  /** Name of the workload and of its objects. */
  readonly workloadName: string;
  /** Says where each value comes from: field, value, layer, pattern, and what lies under it. */
  explain(): readonly Explained[];
  /**
   * An object that the workload made: its name can be given wherever a name is taken, as in
   * `claim: api.object('PersistentVolumeClaim')`. Throws where the workload has no such object.
   */
  object(kind: string, role?: string): KubernetesObject;
  /** Changes a finished object. Throws where the workload has no such object. */
  transform<K extends Kind>(kind: K, transform: Transform<K>, options?: TransformOptions): void;
  /** States a connection to another workload, of ours or of others, to be called at any time before synthesis. */
  connectTo(callee: Listening | { readonly endpoint: WorkloadEndpoint } | ForeignObject): void;
  /** Says that others must be there before this one. Throws where that leads in a circle. */
  startAfter(...others: readonly IConstruct[]): void;
}

/** What a workload offers that others connect to. */
export interface Listening {
  /** The name of its Service: as short as the viewer's namespace allows. */
  readonly hostname: Reference<string>;
  /** The port of its Service; the first one where it has several. */
  readonly port: Reference<number>;
  /** `hostname:port`. */
  readonly address: Reference<string>;
  /** `http://hostname:port`, inside the cluster. */
  readonly url: Reference<string>;
  /** `https://host`, from outside. Throws where the workload has no `host`. */
  readonly publicUrl: Reference<string>;
  /** Where connections to it end. */
  readonly endpoint: WorkloadEndpoint;
  /** The address of one of its ports by name. Throws for an unknown one. */
  at(portName: string): Reference<string>;
}

/** One pod of a store, by the name that it keeps. A reference to it is a connection to the store. */
export interface StorePod {
  /** `orders-0.orders-headless`: as short as the viewer's namespace allows. */
  readonly hostname: Reference<string>;
  /** `hostname:port`, with the port that the pod listens on. */
  readonly address: Reference<string>;
  /** The address of one of its ports by name. Throws for an unknown one. */
  at(portName: string): Reference<string>;
}

/** What a store offers besides. */
export interface Storing {
  /** A pod by its number, from `ordinals.start` on. Throws where there is no such pod. */
  pod(ordinal: number): StorePod;
}

/** A workload of some traits. */
export type WorkloadOf<Traits extends Trait> = Workload
  & ('listens' extends Traits ? Listening : unknown)
  & ('stores' extends Traits ? Storing : unknown);
