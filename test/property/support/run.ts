/** How properties are run: with a fixed seed, which a failure prints, and the number of cases. */
import fc from 'fast-check';

/**
 * Checks a property. `CHARTHOUSE_SEED` and `CHARTHOUSE_RUNS` look further than the fixed seed does. Props are long:
 * a failure shows the seed and the path to the case instead of them.
 */
export function assertProperty<T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void, runs = 20): void {
  fc.assert(fc.property(arbitrary, check), {
    seed: Number(process.env.CHARTHOUSE_SEED ?? 20261121),
    numRuns: Number(process.env.CHARTHOUSE_RUNS ?? runs),
    ...(process.env.CHARTHOUSE_PATH === undefined ? {} : { path: process.env.CHARTHOUSE_PATH }),
    endOnFailure: true,
    reporter(details) {
      if (!details.failed) return;
      const { seed, counterexamplePath, errorInstance } = details;
      const again = `CHARTHOUSE_SEED=${seed} CHARTHOUSE_PATH=${counterexamplePath ?? ''}`;
      const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      throw new Error(`fails with ${again}:\n${why}`, { cause: errorInstance });
    },
  });
}
