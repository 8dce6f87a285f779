/** Collections: keyed and add-only. What each holds, and how entries are put in order. */
import { CharthouseError } from '../error';
import type { Endpoint } from '../endpoint';
import type {
  Container, ContainerPort, EnvVar, LifecycleHandler, NetworkPolicyPeer, NetworkPolicyPort, PersistentVolumeClaim,
  PodAffinityTerm, PreferredSchedulingTerm, ServicePort, Toleration, TopologySpreadConstraint, Volume, VolumeDevice,
  VolumeMount, WeightedPodAffinityTerm,
} from '../kubernetes/types';
import { isPlainObject, type Deferred, type Late, type Value } from '../value';
import { afterReferred, knownText } from '../variable-references';
import type { Draftable } from './draftable';
import type { LaterEnv } from './later-env';

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
  /** Who sends in this workload's stead, such as the edge that its routes are for. @default - its own pods */
  readonly sentBy?: readonly NetworkPolicyPeer[] | undefined;
}

/** Whom a workload lets in besides the callers in its tree. */
export interface AllowedCaller {
  /** @default - anybody */
  readonly from?: Readonly<Record<string, unknown>> | undefined;
  /** Ports of the pods, by number, by name, or as a range; all that are listened on where it is empty. */
  readonly ports: readonly (number | string | NetworkPolicyPort)[];
}

/** Whom a workload reaches besides DNS and the endpoints that it connects to. */
export interface AllowedCallee {
  readonly to: Readonly<Record<string, unknown>>;
  readonly ports: readonly number[];
  /** @default ['TCP'] */
  readonly protocols?: readonly ('TCP' | 'UDP' | 'SCTP')[] | undefined;
}

/** A file of a container. */
export interface DraftFile {
  /** Its text, or its bytes in base64. */
  readonly content: Value<string> | Late;
  /** Where it appears, for errors. @default - its key */
  readonly path?: string | undefined;
  /** @default - Kubernetes' own: 0o644 */
  readonly mode?: number | undefined;
  /** Whether the content is base64. @default false */
  readonly binary?: boolean | undefined;
}

/** The collections of a workload, and what an entry of each is. The key is the entry's name where it has one. */
export interface PodCollections {
  labels: string;
  annotations: Value<string> | Late;
  /** Annotations of the Deployment, Job or alike alone. */
  controllerAnnotations: Value<string> | Late;
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
  preferredNodeAffinity: Draftable<PreferredSchedulingTerm>;
  requiredPodAffinity: Draftable<PodAffinityTerm>;
  preferredPodAffinity: Draftable<WeightedPodAffinityTerm>;
  requiredPodAntiAffinity: Draftable<PodAffinityTerm>;
  preferredPodAntiAffinity: Draftable<WeightedPodAffinityTerm>;
  volumeClaimTemplates: Draftable<Omit<PersistentVolumeClaim, 'apiVersion' | 'kind' | 'metadata'>>;
  servicePorts: Omit<ServicePort, 'name'>;
  connections: DraftConnection;
  /** Callers that state their connection themselves nowhere: objects of others. */
  callers: DraftConnection;
  allowedCallers: AllowedCaller;
  allowedCallees: AllowedCallee;
  containers: AddedContainer;
  secretValues: Deferred<string>;
}

/** The collections of a container. */
export interface ContainerCollections {
  env: Draftable<Omit<EnvVar, 'name'>>;
  /** Maps of variables that come later as a whole: the list of all variables is then known late. */
  laterEnv: LaterEnv;
  envFrom: Draftable<NonNullable<Container['envFrom']>[number]>;
  ports: Omit<ContainerPort, 'name'>;
  /** Ports of the node, by the name of the port of the container that each leads to. */
  hostPorts: Required<Pick<ContainerPort, 'hostPort'>>;
  /** `postStart` and `preStop` as somebody states them: they take the place of what patterns claim of `lifecycle`. */
  hooks: Draftable<LifecycleHandler>;
  volumeMounts: Draftable<Omit<VolumeMount, 'mountPath'>>;
  volumeDevices: Draftable<Omit<VolumeDevice, 'devicePath'>>;
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
  'volumes', 'volumeMounts', 'volumeDevices', 'files',
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
    entries.sort(
      (left, right) =>
        ranks[left.order] - ranks[right.order]
        || compareText(left.owner, right.owner)
        || (byKey ? compareText(left.key, right.key) : 0),
    );
    if (collection !== 'env') return entries;
    // Kubernetes resolves `$(NAME)` to variables that come before, whoever added them.
    return afterReferred(entries, ({ key }) => key, ({ item }) => knownText(isPlainObject(item) && item['value']));
  }
}

/** By code units: the order must not depend on the machine's language. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
