/** The matchers, for jest and for its types. */
import { matchers, type CharthouseMatchers } from '../../../lib/testing';

declare global {
  // How @types/jest is extended.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // Parameters as @types/jest has them.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends CharthouseMatchers<R> {}
  }
}

expect.extend(matchers);

/** What a matcher says when it fails, in one text. */
export function failureOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion holds');
}
