/** A figure of the bench: what was measured, and what it may be. */
import type { Measured, Rounds, Times } from './measure';

/** How often each figure is measured. */
export interface Effort {
  readonly loading: Rounds;
  readonly typeChecking: Rounds;
  readonly typeCheckingPulumi: Rounds;
  readonly building: Rounds;
  /** Of how many services, and of how many for growth and memory; `slow` is against what takes half a minute. */
  readonly synthesizing: Rounds & {
    readonly services: number;
    readonly most: number;
    readonly slow: Rounds;
    /** @default - none: with few services, starting counts most */
    readonly limits?: SynthesisLimits | undefined;
  };
  /** Of how many services, ten times a whole number. */
  readonly registering: Rounds & { readonly services: number };
}

/** What synthesis may take. */
export interface SynthesisLimits {
  readonly againstCdk8sPlus: number;
  readonly againstJson: number;
  readonly oneChart: number;
  readonly exponent: number;
  readonly memory: number;
}

/** A row of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: 'times' | 'ms';
  readonly measured: Measured;
  /** What the median may be at the most. @default - nothing is asked: it informs */
  readonly limit?: number | undefined;
  /** Whether the limit is what the figure was at worst when it was recorded. @default false */
  readonly recorded?: boolean | undefined;
  /** The absolute times, which hold for this machine only. */
  readonly times: string;
  readonly rounds: number;
}

/** How a figure stands to its limit. */
export type Verdict = 'yes' | 'within noise' | 'NO' | '';

/** A figure fails only where all of its interval is beyond the limit. */
export function verdict({ limit, measured: { median, low } }: Figure): Verdict {
  if (limit === undefined) return '';
  if (median <= limit) return 'yes';
  return low <= limit ? 'within noise' : 'NO';
}

/** Milliseconds as people read them. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** The times of both sides. */
export function against({ subject, reference }: Times): string {
  return `${duration(subject)} against ${duration(reference)}`;
}
