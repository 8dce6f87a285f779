/** What a tree holds for one cluster. */
import type { IConstruct } from 'constructs';
import type { CheckedObject, DeclaredObject } from '../checks/check';
import type { HouseContext } from './context';
import type { Report } from './foreign-mark';

/** A workload that reports: one of ours, or one of others that patterns were applied to. */
export interface Reporting {
  readonly node: IConstruct['node'];
  readonly context: HouseContext;
  report(): Report;
}

/** Everything of one cluster. */
export interface ClusterTree {
  readonly contexts: ReadonlySet<HouseContext>;
  /** Whose rules hold for an owner, by its path: one cluster may hold what several houses made. */
  readonly contextOf: ReadonlyMap<string, HouseContext>;
  readonly objects: readonly CheckedObject[];
  readonly workloads: readonly Reporting[];
  /** What cdk8s-plus refers to by name, such as `Secret.fromSecretName`: somebody says that it exists. */
  readonly imported: readonly DeclaredObject[];
  /** Whether it is a chart outside any Application: which cluster it goes to is not known. */
  readonly plain: boolean;
}

/** One that is gathered. Most of many thousand plain charts have objects alone: they share what is empty. */
export class GrowingTree implements ClusterTree {
  public readonly objects: CheckedObject[] = [];
  #contexts: Set<HouseContext> | undefined;
  #contextOf: Map<string, HouseContext> | undefined;
  #workloads: Reporting[] | undefined;
  #imported: DeclaredObject[] | undefined;

  public constructor(public readonly plain: boolean) {}

  public get contexts(): ReadonlySet<HouseContext> {
    return this.#contexts ?? noContexts;
  }

  public get contextOf(): ReadonlyMap<string, HouseContext> {
    return this.#contextOf ?? noContextOf;
  }

  public get workloads(): readonly Reporting[] {
    return this.#workloads ?? nothing;
  }

  public get imported(): readonly DeclaredObject[] {
    return this.#imported ?? nothing;
  }

  /** The context's rules hold for the owner at this path. */
  public put(path: string, context: HouseContext): void {
    (this.#contexts ??= new Set()).add(context);
    (this.#contextOf ??= new Map()).set(path, context);
  }

  /** A workload; where it owns what it makes, by the rules of its context. */
  public addWorkload(workload: Reporting, owns: boolean): void {
    (this.#workloads ??= []).push(workload);
    (this.#contexts ??= new Set()).add(workload.context);
    if (owns) this.put(workload.node.path, workload.context);
  }

  /** Something that is said to exist. */
  public addImported(object: DeclaredObject): void {
    (this.#imported ??= []).push(object);
  }
}

const noContexts: ReadonlySet<HouseContext> = new Set();
const noContextOf: ReadonlyMap<string, HouseContext> = new Map();
const nothing: readonly never[] = Object.freeze([]);
