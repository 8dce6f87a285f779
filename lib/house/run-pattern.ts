/** Runs what a pattern does. What its code throws gets the path of the workload, and the name of the pattern. */
import { CharthouseError } from '../model/error';
import type { AnyPattern } from '../patterns/pattern';

/** The result of a step of a pattern. An error of Charthouse passes; any other becomes one that names the pattern. */
export function runPattern<T>(pattern: AnyPattern, path: string, step: () => T): T {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'CharthouseError') throw cause;
    throw new CharthouseError({
      path,
      field: `pattern ${pattern.name}`,
      problem: `throws: ${cause instanceof Error ? cause.message : String(cause)}`,
      value: pattern.name,
      allowed: 'a pattern that throws nothing but CharthouseError',
      fix: `correct the pattern; its house does without it by without: ['${pattern.name}']`,
      cause,
    });
  }
}
