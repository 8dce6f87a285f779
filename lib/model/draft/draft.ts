/** The draft: what a workload is going to be. Patterns write to it through verbs, and read nothing from it. */
import { Claims } from './claims';
import { Collections, type ContainerCollections, type EntryOrder, type PodCollections } from './collections';
import { Derived, type FieldReference } from './derived';
import type { Draftable } from './draftable';
import { folds, type NeedName, type Needs } from './folds';
import type {
  Container,
  CronJobSpec,
  DaemonSetSpec,
  DeploymentSpec,
  JobSpec,
  PodSpec,
  StatefulSetSpec,
} from '../kubernetes/types';

/** Containers that a verb addresses: one by name, or a set, which holds for members that are added later too. */
export type ContainerSet = 'main' | 'every' | 'running' | 'init' | { readonly name: string };

/** What may be claimed of a controller: everything but what identity and the draft itself decide. */
export type ControllerFields =
  | Omit<DeploymentSpec, 'selector' | 'template'>
  | Omit<StatefulSetSpec, 'selector' | 'template' | 'volumeClaimTemplates'>
  | Omit<DaemonSetSpec, 'selector' | 'template'>
  | Omit<JobSpec, 'selector' | 'template'>;

/** What may be claimed of a pod: lists have collections of their own. */
export type PodFields = Omit<
  PodSpec,
  | 'containers'
  | 'initContainers'
  | 'volumes'
  | 'imagePullSecrets'
  | 'tolerations'
  | 'topologySpreadConstraints'
  | 'nodeSelector'
>;

/** What may be claimed of a container. */
export type ContainerFields = Omit<Container, 'name' | keyof ContainerCollections>;

/** A write to a set of containers, kept until the containers are known. */
export type ContainerWrite =
  | { readonly kind: 'claim'; readonly set: ContainerSet; readonly owner: string; readonly patch: object }
  | {
      readonly kind: 'add';
      readonly set: ContainerSet;
      readonly owner: string;
      readonly collection: string;
      readonly key: string;
      readonly item: unknown;
      readonly order: EntryOrder;
    };

/** The verbs over a set of containers. */
export interface ContainerVerbs {
  /** Claims fields of each container of the set: a scalar has one owner, and a second claim throws. */
  claim(patch: Draftable<ContainerFields>): void;
  /** Adds an entry to a collection of each container of the set; an equal key throws. */
  add<Name extends keyof ContainerCollections>(
    collection: Name,
    key: string,
    item: ContainerCollections[Name],
    order?: EntryOrder,
  ): void;
}

/** The verbs of a draft, as one pattern gets them. */
export interface Draft {
  /** Claims fields of the pod. */
  claimPod(patch: Draftable<PodFields>): void;
  /** Claims fields of the Deployment's, StatefulSet's, DaemonSet's or Job's `spec`. */
  claimController(patch: Draftable<ControllerFields>): void;
  /** Claims fields of the CronJob's `spec`. */
  claimCronJob(patch: Draftable<Omit<CronJobSpec, 'jobTemplate'>>): void;
  /** Asks for something that others may ask for too; the fold of the field decides. */
  need<Name extends NeedName>(field: Name, value: Needs[Name]): void;
  /** Adds an entry to a collection of the workload; an equal key throws. */
  add<Name extends keyof PodCollections>(
    collection: Name,
    key: string,
    item: PodCollections[Name],
    order?: EntryOrder,
  ): void;
  /** Addresses containers. */
  containers(set: ContainerSet): ContainerVerbs;
  /** A value that is computed from settled fields; a cycle is an error. */
  derived(from: readonly FieldReference[], compute: (...values: readonly unknown[]) => unknown): Derived;
}

/** Holds what was written, until it is settled. */
export class DraftRecord {
  public readonly pod: Claims;
  public readonly controller: Claims;
  public readonly cronJob: Claims;
  public readonly collections: Collections;
  public readonly containerWrites: ContainerWrite[] = [];
  public readonly deriveds: Derived[] = [];
  private readonly needs = new Map<NeedName, unknown>();

  public constructor(public readonly path: string) {
    this.pod = new Claims(path, 'pod');
    this.controller = new Claims(path, 'controller');
    this.cronJob = new Claims(path, 'cron job');
    this.collections = new Collections(path, 'workload');
  }

  /** The verbs for one pattern: whatever it writes is its own. */
  public for(owner: string): Draft {
    return new DraftOf(this, owner);
  }

  /** What all needs of a field come to. */
  public needed<Name extends NeedName>(field: Name): Needs[Name] {
    return (this.needs.get(field) ?? folds[field].empty) as Needs[Name];
  }

  /** Adds to what is needed of a field. */
  public need<Name extends NeedName>(field: Name, value: Needs[Name]): void {
    this.needs.set(field, folds[field].combine(this.needed(field), value));
  }
}

/**
 * The verbs, for one pattern. A class: every pattern of every workload gets one, and closures would cost more. What it
 * writes to is private at run time too: patterns read nothing.
 */
class DraftOf implements Draft {
  readonly #record: DraftRecord;
  readonly #owner: string;

  public constructor(record: DraftRecord, owner: string) {
    this.#record = record;
    this.#owner = owner;
  }

  public claimPod(patch: object): void {
    this.#record.pod.claim(patch, this.#owner);
  }

  public claimController(patch: object): void {
    this.#record.controller.claim(patch, this.#owner);
  }

  public claimCronJob(patch: object): void {
    this.#record.cronJob.claim(patch, this.#owner);
  }

  public need<Name extends NeedName>(field: Name, value: Needs[Name]): void {
    this.#record.need(field, value);
  }

  public add(collection: string, key: string, item: unknown, order: EntryOrder = 'pattern'): void {
    this.#record.collections.add({ key, item, owner: this.#owner, order }, collection);
  }

  public containers(set: ContainerSet): ContainerVerbs {
    return new ContainersOf(this.#record.containerWrites, set, this.#owner);
  }

  public derived(from: readonly FieldReference[], compute: (...values: readonly unknown[]) => unknown): Derived {
    const derived = new Derived(from, compute);
    this.#record.deriveds.push(derived);
    return derived;
  }
}

/** The verbs over a set of containers, for one pattern. */
class ContainersOf implements ContainerVerbs {
  readonly #writes: ContainerWrite[];
  readonly #set: ContainerSet;
  readonly #owner: string;

  public constructor(writes: ContainerWrite[], set: ContainerSet, owner: string) {
    this.#writes = writes;
    this.#set = set;
    this.#owner = owner;
  }

  public claim(patch: object): void {
    this.#writes.push({ kind: 'claim', set: this.#set, owner: this.#owner, patch });
  }

  public add(collection: string, key: string, item: unknown, order: EntryOrder = 'pattern'): void {
    this.#writes.push({ kind: 'add', set: this.#set, owner: this.#owner, collection, key, item, order });
  }
}
