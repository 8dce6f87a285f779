/** The error of a configuration file: everything that the schema found, each with its place in the file. */
import { CharthouseError } from '../model/error';

/** One value that is not as the schema demands. */
export interface ConfigurationIssue {
  /** Such as `database.pool[0].size`; empty for the file as a whole. */
  readonly field: string;
  /** The line of the file, from 1; undefined in JSON, and for what is missing. */
  readonly line: number | undefined;
  /** What the schema says. */
  readonly message: string;
}

/** A configuration file is not as its schema demands. Its own field and problem are those of the first issue. */
export class ConfigurationError extends CharthouseError {
  /** Everything that was found, in the order in which the schema says it. */
  public readonly issues: readonly ConfigurationIssue[];

  public constructor(path: string, first: ConfigurationIssue, ...others: readonly ConfigurationIssue[]) {
    super({
      path,
      field: first.field === '' ? undefined : first.field,
      problem: first.message,
      allowed: 'what the schema demands',
      fix: 'correct the file, or the schema',
    });
    this.issues = [first, ...others];
    this.message = textOf(path, this.issues);
  }
}

/** `config/prod-eu.yaml: database.port: expected number (line 12); correct the file, or the schema`. */
function textOf(path: string, issues: readonly ConfigurationIssue[]): string {
  const lines = issues.map(({ field, line, message }) =>
    `${field === '' ? '' : `${field}: `}${message}${line === undefined ? '' : ` (line ${line})`}`);
  const what = lines.length === 1 ? lines.join('') : `${lines.length} values are not as the schema demands`;
  const head = `${path}: ${what}; correct the file, or the schema`;
  return lines.length === 1 ? head : [head, ...lines.map((line) => `  ${line}`)].join('\n');
}
