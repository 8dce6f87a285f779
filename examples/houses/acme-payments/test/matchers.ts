/** The matchers of the kit, for jest and for its types. */
import { matchers, type CharthouseMatchers } from 'charthouse/testing';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends CharthouseMatchers<R> {}
  }
}

expect.extend(matchers);
