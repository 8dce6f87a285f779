/** What is known of a workload before any pattern speaks: plain data, which apply and emit may read at any time. */
import type { ConnectionRegister } from '../model/connections';
import type { ContainerRole } from '../model/draft/collections';
import type { PlatformProps } from '../platforms/platform';
import type { ControllerKind, Trait } from './traits';

/** Who applies the manifests: some things must be said differently to each. */
export type DeliveryKind = 'kubectl' | 'argocd' | 'flux' | 'pulumi';

/** The target, as patterns see it. */
export interface TargetFacts {
  readonly name: string;
  /** Such as `prod`. */
  readonly environment: string;
  /** The domain under which hosts are; undefined where the target has none. */
  readonly domain: string | undefined;
  readonly delivery: DeliveryKind;
}

/** A workload, before any pattern has spoken. */
export interface WorkloadFacts {
  /** Path of the construct. */
  readonly path: string;
  readonly name: string;
  /** The workload's class, such as `WebService`. */
  readonly workload: string;
  readonly controller: ControllerKind;
  /** Name of the controller: that of one which runs already, where it is adopted. */
  readonly controllerName: string;
  /** Name of the headless Service that gives a store's pods their names. */
  readonly serviceName: string;
  readonly traits: ReadonlySet<Trait>;
  /** Name of the application; outside an Application the chart's id. */
  readonly application: string;
  readonly namespace: string | undefined;
  /** Which cluster it goes to: workloads of one tree reach each other only within one. */
  readonly cluster: string;
  readonly target: TargetFacts;
  readonly platform: PlatformProps;
  /** The labels that everything selects by. */
  readonly selector: Readonly<Record<string, string>>;
  /** The connections of the tree; they grow until synthesis, so they are read late. */
  readonly connections: ConnectionRegister;
  /**
   * Who says a field, such as `rollout.maxSurge`, of this workload alone: its props, or defaults for its kind. What
   * holds for workloads of all kinds is said of none of them: then undefined.
   */
  statedBy(field: string): 'props' | 'kind' | undefined;
  /** The reason that was stated for a field under `because`, which is then needed; undefined where there is none. */
  reason(field: string): string | undefined;
  /** What must be there before this workload, by the path of its construct; it grows until synthesis. */
  startsAfter(): readonly string[];
  /** How many steps of `after` lead here; 0 where nothing must be there before. */
  orderDepth(): number;
  /** When a release task has its turn: apart from all else of its application, or among it; known at synthesis. */
  releasePhase(): ReleasePhase;
}

/** When the turn of a release task is: before anything of its application is there, among the rest, or after it. */
export type ReleasePhase = 'before' | 'among' | 'after';

const containerSets = Object.freeze({ container: 'containers', sidecar: 'sidecars', init: 'initContainers' } as const);

/** A field of a container as its author wrote it: `probes.liveness`, or `sidecars.proxy.probes.liveness`. */
export function containerField({ name, role }: ContainerFacts, field: string): string {
  return role === 'main' ? field : `${containerSets[role]}.${name}.${field}`;
}

/** A container, before any pattern has spoken. */
export interface ContainerFacts {
  readonly name: string;
  readonly role: ContainerRole;
  readonly workload: WorkloadFacts;
}
