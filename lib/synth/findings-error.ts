/** The error that stops a synthesis: all findings of severity error at once. */
import { CharthouseError } from '../model/error';
import { findingText, type Finding } from '../model/finding';

/** The tree has errors, and nothing was written. Its own path, field, value and fix are those of the first finding. */
export class FindingsError extends CharthouseError {
  /** Every finding that stops the synthesis. */
  public readonly findings: readonly Finding[];

  public constructor(first: Finding, ...others: readonly Finding[]) {
    super({ path: first.path, problem: first.message, field: first.field, value: first.value, fix: first.fix });
    this.findings = [first, ...others];
    this.message = textOf(this.findings);
  }
}

/** Whether a finding stops the synthesis: an error that nobody gave a reason for. */
export function stops(finding: Finding): boolean {
  return finding.severity === 'error' && finding.waived === undefined;
}

function textOf(findings: readonly Finding[]): string {
  const lines = findings.map(findingText);
  if (lines.length === 1) return lines.join('');
  return [`${lines.length} errors, nothing was written:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
