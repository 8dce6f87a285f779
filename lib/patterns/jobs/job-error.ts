/** What is wrong with an option of `job`. */
import { CharthouseError } from '../../model/error';
import type { WorkloadFacts } from '../facts';

/** What the error tells besides its place. */
export interface JobFault {
  readonly problem: string;
  readonly value: unknown;
  readonly allowed: string;
  readonly fix: string;
}

/** The error for an option of `job`, such as `podFailurePolicy.rules[0].action`. */
export function refused({ path }: WorkloadFacts, option: string, fault: JobFault): CharthouseError {
  return new CharthouseError({ path, field: `job.${option}`, ...fault });
}
