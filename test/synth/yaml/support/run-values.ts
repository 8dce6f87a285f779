/** How the random values of the YAML writer's tests are run. */
import fc from 'fast-check';

/**
 * Checks a property of random values: 2,000, or as many as `CHARTHOUSE_YAML_RUNS` says; with a fixed seed, or that of
 * `CHARTHOUSE_SEED`. A failure shows the seed, and the smallest value that fails.
 */
export function assertOfValues<T>(values: fc.Arbitrary<T>, check: (value: T) => void): void {
  fc.assert(fc.property(values, check), {
    seed: Number(process.env.CHARTHOUSE_SEED ?? 20261122),
    numRuns: Number(process.env.CHARTHOUSE_YAML_RUNS ?? 2000),
  });
}
