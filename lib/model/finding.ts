/** What a check or a house rule has to say about a tree: data first, text second. */

/** How grave a finding is: `error` stops the synthesis, `warning` and `info` are reported. */
export type Severity = 'error' | 'warning' | 'info';

/** One thing that was found, with the path of the construct that it was found at. */
export interface Finding {
  /** Path of the construct in the tree, such as `shop/api`. */
  readonly path: string;
  /** Name of the rule, such as `selector-matches-template`. */
  readonly rule: string;
  /** How grave it is. */
  readonly severity: Severity;
  /** What is wrong, in lower case, without the path. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /**
   * The object that it was found in, such as `Deployment shop/api`.
   * @default - the finding is about no single object
   */
  readonly object?: string | undefined;
  /**
   * The field of the object, such as `spec.replicas`.
   * @default - the finding is about no single field
   */
  readonly field?: string | undefined;
  /**
   * The value that was found.
   * @default - none
   */
  readonly value?: unknown;
  /**
   * The reason that was given for leaving it; a waived finding is never an error.
   * @default - none was given
   */
  readonly waived?: string | undefined;
}

/** A finding as one line: `shop/api: message (Deployment shop/api, spec.replicas); fix [rule]`. */
export function findingText(finding: Finding): string {
  const place = [finding.object, finding.field].filter((part) => part !== undefined).join(', ');
  const where = place === '' ? '' : ` (${place})`;
  const waived = finding.waived === undefined ? '' : `, waived: ${finding.waived}`;
  return `${finding.path}: ${finding.message}${where}; ${finding.fix} [${finding.rule}${waived}]`;
}
