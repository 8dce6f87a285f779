import type { ErrorFacts } from '../../../lib';

/** What `toThrow` expects of an error: these facts at least. */
export function errorWith(facts: Partial<ErrorFacts>): Error {
  return expect.objectContaining({ name: 'CharthouseError', ...facts }) as Error;
}
