/** What applications have left, waived and relaxed, and why: for whoever reviews a change. */
import type { IConstruct } from 'constructs';
import type { Finding } from '../model/finding';
import type { LeftRule } from '../model/layers';
import type { StatedReason } from '../model/reasons';
import { clusterTrees } from './cluster-trees';
import { lineageOf } from './house-lineage';
import { reportText } from './report-text';
import type { GivenReason, HouseReport, LeftLock } from './reported';

/** The report of a tree, whose findings are known. */
export function houseReport(root: IConstruct, findings: readonly Finding[]): HouseReport {
  const trees = clusterTrees(root);
  const reports = trees.flatMap(({ workloads }) => workloads.map((workload) => workload.report()));
  const contexts = new Set(trees.flatMap((tree) => [...tree.contexts]));
  const houses = new Set([...contexts].flatMap(({ house }) => lineageOf(house)));
  const reasons = [
    ...[...houses].flatMap((house) => house.reasons.stated()),
    ...[...contexts].flatMap((context) => context.reasons?.stated() ?? []),
    ...reports.flatMap((report) => report.reasons),
  ];
  const left = sorted(distinct(reports.flatMap((report) => report.left), ({ path, field, setBy }) =>
    [path, field, setBy].join(' ')).map(leftLock));
  const data = {
    left,
    waived: sorted(findings.filter(({ rule, waived }) => waived !== undefined && rule !== 'rule-left')),
    relaxed: sorted(distinct(reasons, ({ path, subject }) => `${path} ${subject}`)
      .filter((reason) => reason.needed && !left.some((each) => isFor(reason, each)))
      .map(({ path, subject, reason }) => ({ path, subject, reason }))),
    unneeded: sorted(findings.filter(({ rule }) => rule === 'unneeded-reason').map(unneededReason)),
  };
  return { ...data, toMarkdown: () => reportText(data) };
}

function leftLock({ path, field, value, allowed, setBy, reason }: LeftRule): LeftLock {
  return { path, field, value, allowed, setBy, reason };
}

/** Whether the reason is the one for the lock: an Application may give it for a workload of its own. */
function isFor({ path, subject, reason }: StatedReason, left: LeftLock): boolean {
  const near = left.path === path || left.path.startsWith(`${path}/`);
  return near && left.reason === reason && (left.field === subject || left.field.startsWith(`${subject}.`));
}

function unneededReason({ path, field = '', value }: Finding): GivenReason {
  return { path, subject: field.replace(/^because\[(.*)\]$/, '$1'), reason: String(value) };
}

/** What a house or an Application has left, every workload below reports: it is said once. */
function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function sorted<T extends { readonly path: string }>(items: readonly T[]): readonly T[] {
  return [...items].sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
