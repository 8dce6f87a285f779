/** Runs the checks over the objects of one cluster, and settles what becomes of each problem. */
import type { Finding, Severity } from '../model/finding';
import { inKeyOrder } from '../model/key-order';
import type { Check, CheckedObject, CheckInput, Problem, StatedReason } from './check';
import { checks as allChecks } from './index';
import { listedObjects } from './listed-objects';
import { objectText } from './object-identity';

/** What a house and its platform say of what they own: one cluster may hold objects of several houses. */
export interface Rules {
  /** @default - the platform of the run */
  readonly platform?: CheckInput['platform'] | undefined;
  /** What the house says of a rule's severity. @default - the severity of each check */
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** Rules that the house waives everywhere, with the reason. @default - none */
  readonly waivers?: Readonly<Record<string, string>> | undefined;
  /**
   * Whom an object of others stops by an error: `neighbours` by one that concerns ours too. What does not stop is a
   * warning.
   * @default - everybody
   */
  readonly stops?: 'neighbours' | 'nobody' | undefined;
}

/** What the runner needs: the objects, and who has a say about their problems. */
export interface CheckRun extends CheckInput {
  /** Every reason that was stated under `because`. */
  readonly reasons: readonly StatedReason[];
  /** The rules for what a path owns: an object's owner, or who stated a reason. @default - those of the checks */
  readonly rulesFor?: ((owner: string) => Rules) | undefined;
  /** The checks to run. @default - those of the library */
  readonly checks?: readonly Check[] | undefined;
}

/** The rule of the runner itself: only it knows what no check and nobody else needed. */
export const unneededReason = Object.freeze({
  rule: 'unneeded-reason',
  severity: 'warning',
  demand: 'Each reason under `because` is one that a lock, a bound, a relaxation, a guard or a waiver needs.',
} as const);

/** All that the checks find, in an order that does not depend on the order of the objects. */
export function runChecks(run: CheckRun): readonly Finding[] {
  const objects = listedObjects(run.objects).sort(byObject);
  const platforms = new Set(objects.map(({ owner }) => platformOf(run, owner)));
  // One input a platform: what checks find out about it, they remember by it.
  const { declared, elsewhere } = run;
  const inputs = [...platforms].map((platform): CheckInput => ({ objects, platform, declared, elsewhere }));
  const reasons = reasonIndex(run.reasons);
  const used = new Set<string>();
  // Every check sees all objects, and each object is judged by the platform that it runs on.
  const problemsOf = (check: Check): readonly Problem[] => inputs.flatMap((input) =>
    [...check.run(input)].filter(({ at }) => platformOf(run, at.owner) === input.platform));
  const offEverywhere = (check: Check): boolean => objects.every((at) => severityOf(run, at, check) === 'off');
  const findings = (run.checks ?? allChecks).filter((check) => !offEverywhere(check)).flatMap((check) =>
    problemsOf(check).flatMap((problem): readonly Finding[] => {
      const { owner } = problem.at;
      const severity = severityOf(run, problem.at, check);
      if (severity === 'off') return [];
      const reason = nearestReason(reasons, check.rule, owner);
      if (reason !== undefined) used.add(keyOf(reason));
      return [findingOf(problem, check.rule, severity, reason?.reason ?? waiverOf(run, owner, check.rule))];
    }));
  const unneeded = run.reasons.filter((reason) => !reason.needed && !used.has(keyOf(reason)));
  return [...findings, ...unneededFindings(run, unneeded)].sort(byFinding);
}

function findingOf(problem: Problem, rule: string, severity: Severity, waived: string | undefined): Finding {
  const { at, field, message, fix, object = objectText(at.manifest) } = problem;
  // A part of a manifest may be the construct's own: who gets the finding gets a copy.
  const value = inKeyOrder(problem.value) ?? problem.value;
  // One object after the other of one shape: spread out, each may get a shape of its own (see plainMap).
  return waived === undefined
    ? { path: at.owner, rule, severity, message, fix, object, field, value }
    : { path: at.owner, rule, severity: 'info', message, fix, object, field, value, waived };
}

function unneededFindings(run: CheckRun, unneeded: readonly StatedReason[]): readonly Finding[] {
  const { rule } = unneededReason;
  return unneeded.flatMap(({ path, subject, reason }): readonly Finding[] => {
    const severity = own(run.rulesFor?.(path).severities, rule) ?? unneededReason.severity;
    const waived = waiverOf(run, path, rule);
    return severity === 'off' ? [] : [{
      path,
      rule,
      severity: waived === undefined ? severity : 'info',
      field: `because[${subject}]`,
      value: reason,
      message: `nothing needs the reason for '${subject}'`,
      fix: `remove '${subject}' from \`because\`, or correct it: it is the field or the rule that the reason is for`,
      ...waived === undefined ? {} : { waived },
    }];
  });
}

function platformOf(run: CheckRun, owner: string): CheckInput['platform'] {
  return run.rulesFor?.(owner).platform ?? run.platform;
}

/** A house that names a rule means it for everything. Else an object of others is judged by what it can know. */
function severityOf(run: CheckRun, at: CheckedObject, check: Check): Severity | 'off' {
  const { severities, stops } = run.rulesFor?.(at.owner) ?? {};
  const stated = own(severities, check.rule);
  if (stated !== undefined || at.foreign !== true) return stated ?? check.severity;
  const severity = check.foreign ?? check.severity;
  const harmless = stops === 'nobody' || (stops === 'neighbours' && check.between !== true);
  return harmless && severity === 'error' ? 'warning' : severity;
}

function waiverOf(run: CheckRun, owner: string, rule: string): string | undefined {
  return own(run.rulesFor?.(owner).waivers, rule);
}

/** A rule may be called as a method of objects is. */
function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Reasons by subject and path. */
function reasonIndex(reasons: readonly StatedReason[]): ReadonlyMap<string, StatedReason> {
  return new Map(reasons.map((reason) => [keyOf(reason), reason]));
}

/** The reason stated at the path, or at the nearest construct above it; the path of the root is empty. */
function nearestReason(
  reasons: ReadonlyMap<string, StatedReason>, rule: string, path: string,
): StatedReason | undefined {
  for (let place = path; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
    const reason = reasons.get(reasonKey(rule, place));
    if (reason !== undefined || place === '') return reason;
  }
}

function keyOf({ subject, path }: StatedReason): string {
  return reasonKey(subject, path);
}

function reasonKey(subject: string, path: string): string {
  return `${subject}|${path}`;
}

function byObject(left: CheckedObject, right: CheckedObject): number {
  return compareText(left.path, right.path) || compareText(objectText(left.manifest), objectText(right.manifest));
}

function byFinding(left: Finding, right: Finding): number {
  return compareText(left.path, right.path) || compareText(left.rule, right.rule)
    || compareText(left.object, right.object) || compareText(left.field, right.field)
    || compareText(left.message, right.message);
}

/** By code units: the order must not depend on the machine's language. */
function compareText(left = '', right = ''): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
