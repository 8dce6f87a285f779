/** What a matcher of jest or vitest is, by shape: none of them is imported. */

/** What a matcher says. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What a matcher knows of how it was asked. */
export interface MatcherContext {
  /** Whether it was asked as `expect(…).not`. @default false */
  readonly isNot?: boolean | undefined;
}

/** The result with its text: one line that says what is wrong, and lines that say what is there instead. */
export function result(pass: boolean, headline: string, details: readonly string[] = []): MatcherResult {
  return { pass, message: () => [headline, ...details.length === 0 ? [] : ['', ...details]].join('\n') };
}

/** The first few of many lines, and how many more there are. */
export function firstOf(lines: readonly string[], count = 12): readonly string[] {
  return lines.length <= count ? lines : [...lines.slice(0, count), `  … and ${lines.length - count} more`];
}
