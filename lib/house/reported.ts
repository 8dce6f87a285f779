/** What the report of locks left and reasons given says, as data. */
import type { Finding } from '../model/finding';

/** A lock or a bound that somebody left. */
export interface LeftLock {
  /** Path of the workload or Application, or name of the house, that left it. */
  readonly path: string;
  /** Such as `rollout.shutdownSeconds`. */
  readonly field: string;
  /** What it says instead; `unset` where it took the value away. */
  readonly value: unknown;
  /** What was allowed, such as `locked to true`. */
  readonly allowed: string;
  /** Who locked or bounded it, such as `house acme`. */
  readonly setBy: string;
  readonly reason: string;
}

/** A reason that somebody gave under `because`. */
export interface GivenReason {
  /** Path of the workload or Application, or name of the house, that gives it. */
  readonly path: string;
  /** The field or the rule that it is for. */
  readonly subject: string;
  readonly reason: string;
}

/** Everything that somebody gave a reason for, each list sorted by path. */
export interface HouseReport {
  /** Locks and bounds that were left: of the library, and of houses. */
  readonly left: readonly LeftLock[];
  /** Findings that a workload, an Application or a house waives; the reason is `waived`. */
  readonly waived: readonly Finding[];
  /** What is allowed with a reason only, such as the paths of a host. */
  readonly relaxed: readonly GivenReason[];
  /** Reasons that nothing needs any more; each is a finding as well. */
  readonly unneeded: readonly GivenReason[];
  /** The report as Markdown, for a pull request. */
  toMarkdown(): string;
}
