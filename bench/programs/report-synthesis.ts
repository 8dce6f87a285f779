/** What programs that write files say at their end: how long it took, and the most memory of it. */
import { mkdtempSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** One line of JSON. */
export interface SynthesisReport {
  /** Time of the work, without start of node and loading of modules. */
  readonly milliseconds: number;
  /** The most that the process ever had. */
  readonly megabytes: number;
}

/**
 * Does the work, which writes its files to a folder, and reports. The folder is a new one each time, beside those
 * before: files that are there already would be left alone by one program and overwritten by another.
 */
export function reportSynthesis(prefix: string, work: (folder: string) => void): void {
  const folder = mkdtempSync(`${prefix}-`);
  const start = performance.now();
  work(folder);
  const milliseconds = performance.now() - start;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, megabytes } satisfies SynthesisReport));
}
