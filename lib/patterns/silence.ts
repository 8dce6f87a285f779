/** Most patterns say nothing in most of their phases: they are not asked there, for each workload again. */

/** What a pattern does in a phase of which it says nothing. */
export const silent = (): void => undefined;

/** What a pattern emits that emits nothing. */
export const emitsNothing = (): readonly never[] => [];

/** The phases of a pattern. */
interface Phases {
  readonly apply: unknown;
  readonly applyContainer: unknown;
  readonly emit: unknown;
}

/** The patterns that do something in a phase, in their order. */
export function speakingIn<P extends Phases>(phase: keyof Phases, patterns: readonly P[]): readonly P[] {
  return patterns.filter((pattern) => pattern[phase] !== silent && pattern[phase] !== emitsNothing);
}
