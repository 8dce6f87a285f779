/** What programs that write files say at their end: how long it took, and the most memory of it. */
import { performance } from 'node:perf_hooks';

/** One line of JSON. */
export interface SynthesisReport {
  /** Time of the work, without start of node and loading of modules. */
  readonly milliseconds: number;
  /** The most that the process ever had. */
  readonly megabytes: number;
}

/** Does the work, which writes its files, and reports. */
export function reportSynthesis(work: () => void): void {
  const start = performance.now();
  work();
  const milliseconds = performance.now() - start;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, megabytes } satisfies SynthesisReport));
}
