/**
 * Reasons have one place: `because`, on every workload, Application and house. A reason that nothing needs is a
 * finding.
 */

/** A reason that somebody stated, and whether anything needed it. */
export interface StatedReason {
  /** Path of the construct, or name of the house, that states it. */
  readonly path: string;
  /** The field or rule that it is for, such as `resources.limits.memory` or `plain-text-secret`. */
  readonly subject: string;
  readonly reason: string;
  readonly needed: boolean;
}

/** The reasons of one workload, Application or house, which remembers those that were needed. */
export class Reasons {
  private readonly neededSubjects = new Set<string>();

  public constructor(
    public readonly path: string,
    private readonly because: Readonly<Record<string, string | undefined>> = {},
    private readonly around?: Reasons,
  ) {}

  /**
   * The reason for a field: stated for the field itself or for what it is part of, here or by what is around (a
   * workload's
   * Application). Marks it as needed.
   */
  public use(field: string): string | undefined {
    return this.own(field) ?? this.around?.use(field);
  }

  private own(field: string): string | undefined {
    for (let subject = field; ; subject = subject.slice(0, subject.lastIndexOf('.'))) {
      const reason = this.because[subject];
      if (reason !== undefined) {
        this.neededSubjects.add(subject);
        return reason;
      }
      if (!subject.includes('.')) return undefined;
    }
  }

  /** All that was stated. */
  public stated(): readonly StatedReason[] {
    return Object.entries(this.because).flatMap(([subject, reason]) =>
      reason === undefined ? [] : [{ path: this.path, subject, reason, needed: this.neededSubjects.has(subject) }],
    );
  }
}
