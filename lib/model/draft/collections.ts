/** Collections: keyed and add-only. What each holds, and how entries are put in order. */
import { CharthouseError } from '../error';
import type { Endpoint } from '../endpoint';
import type {
  Container,
  ContainerPort,
  EnvVar,
  PersistentVolumeClaim,
  PodAffinityTerm,
  ServicePort,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
  WeightedPodAffinityTerm,
} from '../kubernetes/types';
import type { Deferred, Late, Value } from '../value';
import type { Draftable } from './draftable';

/** What a container is to its pod. */
export type ContainerRole = 'main' | 'container' | 'sidecar' | 'init';

/** A container that is added besides the main one. */
export interface AddedContainer {
  readonly role: Exclude<ContainerRole, 'main'>;
  /** Its props, as an application would write them: every container pattern serves it. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** A connection from this workload to an endpoint, on some of its ports. */
export interface DraftConnection {
  readonly endpoint: Endpoint;
  /** What shows the connection: `env DB_HOST`, `connectsTo`. */
  readonly via: string;
}

/** Whom a workload lets in besides the callers in its tree. */
export interface AllowedCaller {
  readonly from: Readonly<Record<string, unknown>>;
  /** Ports of the pods; all that are listened on where it is empty. */
  readonly ports: readonly number[];
}

/** Whom a workload reaches besides DNS and the endpoints that it connects to. */
export interface AllowedCallee {
  readonly to: Readonly<Record<string, unknown>>;
  readonly ports: readonly number[];
}

/** A file of a container. */
export interface DraftFile {
  readonly content: Value<string> | Late;
}

/** The collections of a workload, and what an entry of each is. The key is the entry's name where it has one. */
export interface PodCollections {
  labels: string;
  annotations: Value<string> | Late;
  podLabels: string;
  /** Labels of pods that run already: they go before what patterns say of the same keys. */
  adoptedPodLabels: string;
  podAnnotations: Value<string> | Late;
  serviceAnnotations: Value<string> | Late;
  serviceAccountAnnotations: Value<string> | Late;
  nodeSelector: string;
  volumes: Draftable<Omit<Volume, 'name'>>;
  imagePullSecrets: object;
  tolerations: Toleration;
  topologySpreadConstraints: Draftable<TopologySpreadConstraint>;
  requiredPodAffinity: Draftable<PodAffinityTerm>;
  preferredPodAntiAffinity: Draftable<WeightedPodAffinityTerm>;
  volumeClaimTemplates: Draftable<Omit<PersistentVolumeClaim, 'apiVersion' | 'kind' | 'metadata'>>;
  servicePorts: Omit<ServicePort, 'name'>;
  connections: DraftConnection;
  allowedCallers: AllowedCaller;
  allowedCallees: AllowedCallee;
  containers: AddedContainer;
  secretValues: Deferred<string>;
}

/** The collections of a container. */
export interface ContainerCollections {
  env: Draftable<Omit<EnvVar, 'name'>>;
  envFrom: Draftable<NonNullable<Container['envFrom']>[number]>;
  ports: Omit<ContainerPort, 'name'>;
  volumeMounts: Draftable<Omit<VolumeMount, 'mountPath'>>;
  files: DraftFile;
}

/** Where an entry stands: what must come first, then what the props say, then what patterns add. */
export type EntryOrder = 'first' | 'props' | 'pattern';

/** An entry of a collection. */
export interface Entry<Item = unknown> {
  readonly key: string;
  readonly item: Item;
  readonly owner: string;
  readonly order: EntryOrder;
}

const ranks: Readonly<Record<EntryOrder, number>> = Object.freeze({ first: 0, props: 1, pattern: 2 });

/** Collections whose order says nothing to Kubernetes: within a pattern they go by key, not by the order of a map. */
const unordered: ReadonlySet<string> = new Set<keyof PodCollections | keyof ContainerCollections>([
  'volumes', 'volumeMounts', 'files',
]);

/** Add-only entries, by collection. */
export class Collections {
  private readonly entries = new Map<string, Map<string, Entry>>();
  private readonly inOrder = new Map<string, readonly Entry[]>();

  public constructor(
    private readonly path: string,
    private readonly subject: string,
  ) {}

  public add(entry: Entry, collection: string): void {
    const entries = this.entries.get(collection) ?? new Map<string, Entry>();
    this.entries.set(collection, entries);
    const existing = entries.get(entry.key);
    if (existing !== undefined) {
      throw new CharthouseError({
        path: this.path,
        field: `${this.subject} ${collection}`,
        problem: entry.owner === existing.owner
          ? `has two entries '${entry.key}', both by '${entry.owner}'`
          : `has two entries '${entry.key}': one by '${existing.owner}', one by '${entry.owner}'`,
        value: entry.key,
        allowed: 'one entry for each key',
        fix: 'rename one of them, or leave one out',
      });
    }
    entries.set(entry.key, entry);
    this.inOrder.delete(collection);
  }

  /**
   * The entries in the order of the output: by rank, then by pattern, then as each pattern added them (or by key, where
   * the order says nothing).
   */
  public sorted(collection: string): readonly Entry[] {
    const known = this.inOrder.get(collection);
    if (known !== undefined) return known;
    const sorted = this.sort(collection);
    this.inOrder.set(collection, sorted);
    return sorted;
  }

  private sort(collection: string): readonly Entry[] {
    const entries = [...(this.entries.get(collection)?.values() ?? [])];
    if (entries.length < 2) return entries;
    // `sort` is stable, so that the sequence within a pattern stays.
    const byKey = unordered.has(collection);
    return entries.sort(
      (left, right) =>
        ranks[left.order] - ranks[right.order]
        || compareText(left.owner, right.owner)
        || (byKey ? compareText(left.key, right.key) : 0),
    );
  }
}

/** By code units: the order must not depend on the machine's language. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
