/** Findings against what is known to be left. */
import type { Left } from '../left';
import { lineOf, type Linter, type LinterFinding } from './finding';

/** What is wrong: lines that are empty where findings and entries match. */
export interface Verdict {
  /** Findings that no entry explains, each once. */
  readonly unexplained: readonly string[];
  /** Rules and objects of entries that nothing is found for. */
  readonly unneeded: readonly string[];
}

/** Compares both, either way. */
export function judge(findings: readonly LinterFinding[], all: readonly Left[]): Verdict {
  const unexplained = findings.filter((finding) => !all.some((left) => explains(left, finding)));
  const lines = [...new Set(unexplained.map(lineOf))];
  return { unexplained: lines, unneeded: all.flatMap((left) => unneeded(left, findings)) };
}

/** Whether the entry is about the finding. */
export function explains({ rules, on }: Left, { linter, rule, object }: LinterFinding): boolean {
  return rules[linter]?.includes(rule) === true && (on?.some((pattern) => fits(pattern, object)) ?? true);
}

function unneeded(left: Left, findings: readonly LinterFinding[]): readonly string[] {
  const own = findings.filter((finding) => explains(left, finding));
  const rules = (Object.entries(left.rules) as [Linter, readonly string[]][]).flatMap(([linter, names]) =>
    names.filter((name) => !own.some(({ linter: by, rule }) => by === linter && rule === name))
      .map((name) => `${linter} ${name}`));
  const objects = (left.on ?? []).filter((pattern) => !own.some(({ object }) => fits(pattern, object)));
  return [...rules, ...objects].map((each) => `${left.what}: ${each}`);
}

function fits(pattern: string, object: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[^\w/]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`).test(object);
}
