/** A settled draft: what every pattern wrote, brought together. `emit` reads it, and objects are rendered from it. */
import { CharthouseError } from '../error';
import type { Collections, ContainerCollections, Entry, PodCollections } from './collections';
import type { DraftIdentity } from './draft-identity';
import { fieldWithin, refuseCycles, type FieldReader, type FieldReference } from './derived';
import type { DraftRecord } from './draft';
import type { NeedName, Needs } from './folds';
import { podTemplate, settleContainers, type OwnerListener, type SettledContainer } from './pod-template';

/** What `emit` reads. */
export class SettledDraft implements FieldReader {
  public readonly path: string;
  public readonly selector: Readonly<Record<string, string>>;
  public readonly containers: readonly SettledContainer[];
  /** The `spec` of the controller, without selector and template. */
  public readonly controller: Readonly<Record<string, unknown>>;
  /** The `spec` of the CronJob, without the job template. */
  public readonly cronJob: Readonly<Record<string, unknown>>;
  /** The pod template: metadata and spec. */
  public readonly template: {
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly spec: Readonly<Record<string, unknown>>;
  };

  public constructor(
    private readonly record: DraftRecord,
    identity: DraftIdentity,
    onOwner?: OwnerListener,
  ) {
    this.path = identity.path;
    this.selector = identity.selector;
    for (const derived of record.deriveds) derived.settle(this);
    this.containers = settleContainers(record, identity.containerName, onOwner);
    const heard = (of: string): OwnerListener | undefined =>
      onOwner && ((field, owner) => { onOwner(`${of}.${field}`, owner); });
    this.controller = record.controller.toObject(heard('controller'));
    this.cronJob = record.cronJob.toObject(heard('cronJob'));
    this.template = podTemplate(record, this.containers, identity, onOwner);
    refuseCycles(record.deriveds, this);
  }

  /** Whether there is never more than one pod. */
  public get singleton(): boolean {
    return this.controller['replicas'] === 1;
  }

  /** The main container. */
  public get main(): SettledContainer {
    const main = this.containers[0];
    if (main === undefined) {
      throw new CharthouseError({ path: this.path, problem: 'has no main container', fix: 'give it an image' });
    }
    return main;
  }

  /** The entries of a collection of the workload, in the order of the output. */
  public entries<Name extends keyof PodCollections>(collection: Name): readonly Entry<PodCollections[Name]>[] {
    return this.record.collections.sorted(collection) as readonly Entry<PodCollections[Name]>[];
  }

  /** The entries of a collection of every container, in the order of the output. */
  public containerEntries<Name extends keyof ContainerCollections>(
    collection: Name,
  ): readonly Entry<ContainerCollections[Name]>[] {
    return this.containers.flatMap((container) => entriesOf(container.collections, collection));
  }

  /** What all needs of a field come to. */
  public needed<Name extends NeedName>(field: Name): Needs[Name] {
    return this.record.needed(field);
  }

  /** Reads a settled field for a derived value. */
  public read(reference: FieldReference): unknown {
    switch (reference.kind) {
      case 'pod':
        return fieldWithin(this.template.spec, reference.field);
      case 'controller':
        return fieldWithin(this.controller, reference.field);
      case 'need':
        return this.needed(reference.field);
      case 'collection':
        return this.entries(reference.field);
      case 'allContainers':
        return this.containerEntries(reference.field);
      case 'container':
        return fieldWithin(this.container(reference.container)?.manifest, reference.field);
      case 'containerCollection': {
        const container = this.container(reference.container);
        return container === undefined ? [] : entriesOf(container.collections, reference.field);
      }
    }
  }

  private container(name: string): SettledContainer | undefined {
    return name === 'main' ? this.containers[0] : this.containers.find((container) => container.name === name);
  }
}

function entriesOf<Name extends keyof ContainerCollections>(
  collections: Collections,
  name: Name,
): readonly Entry<ContainerCollections[Name]>[] {
  return collections.sorted(name) as readonly Entry<ContainerCollections[Name]>[];
}
