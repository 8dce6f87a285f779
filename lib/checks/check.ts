/** A rule over finished manifests. It gets plain data, never constructs, so that it judges foreign objects too. */
import type { Finding, Severity } from '../model/finding';
import type { PlatformProps } from '../platforms/platform';

/** A manifest as it will be written: any kind, ours or foreign. */
export interface PlainManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** @default - none: cluster-scoped, or the namespace that it is applied in */
    readonly namespace?: string | undefined;
    /** @default - none */
    readonly labels?: Readonly<Record<string, string>> | undefined;
    /** @default - none */
    readonly annotations?: Readonly<Record<string, string>> | undefined;
  };
  readonly [field: string]: unknown;
}

/** A finished manifest and the construct that made it. */
export interface CheckedObject {
  /** Path of the construct, such as `shop/api/Deployment`. */
  readonly path: string;
  /** Path of the workload that owns it, or of the construct itself where none does; findings are reported at it. */
  readonly owner: string;
  /** What is written. A check reads it only: its values may be those of the construct itself. */
  readonly manifest: PlainManifest;
  /** Whether another library made it, or somebody by hand. @default false */
  readonly foreign?: boolean | undefined;
}

/** Something that exists in the cluster without being in the tree. */
export interface DeclaredObject {
  readonly kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim' | 'ServiceAccount' | 'PriorityClass';
  readonly name: string;
  /** @default - any namespace, or cluster-scoped */
  readonly namespace?: string | undefined;
  /** Keys that it is known to have (Secret, ConfigMap). @default - not known */
  readonly keys?: readonly string[] | undefined;
}

/** A reason that somebody gave under `because`. */
export interface StatedReason {
  readonly path: string;
  /** The field or rule that the reason is for. */
  readonly subject: string;
  readonly reason: string;
  /** Whether a lock, a bound, a relaxation or a guard needed it; the runner adds those that a waiver needs. */
  readonly needed: boolean;
}

/** All that a check may know: the objects of one cluster (a target; outside an Application the outermost Chart). */
export interface CheckInput {
  readonly objects: readonly CheckedObject[];
  readonly platform: PlatformProps;
  readonly declared: readonly DeclaredObject[];
  /**
   * Whether there may be such an object besides, of which nothing else is known.
   * @default - there is none
   */
  readonly elsewhere?: ((kind: string, namespace: string, name: string) => boolean) | undefined;
}

/** What a check found: a finding, before severity and waivers are settled. */
export type Problem = Omit<Finding, 'rule' | 'severity' | 'waived' | 'path'> & {
  /** The object that it was found in. */
  readonly at: CheckedObject;
};

/** A rule. */
export interface Check {
  /** Name of the rule: what a house names to change its severity, and a `because` to waive it. */
  readonly rule: string;
  /** How grave it is where the house says nothing else; `off` for a rule that only some houses have. */
  readonly severity: Severity | 'off';
  /**
   * How grave it is for an object of others, which knows nothing of Charthouse: what is only dangerous is a warning.
   * @default - as grave as for ours
   */
  readonly foreign?: Severity | 'off' | undefined;
  /** Whether it judges objects by each other: one of others may break one of ours. @default false */
  readonly between?: boolean | undefined;
  /** What it demands, in one sentence. */
  readonly demand: string;
  run(input: CheckInput): Iterable<Problem>;
}
