/** What the objects beside a foreign workload are like: their labels, and that their content follows the workload. */
import { DraftRecord } from '../model/draft/draft';
import { isLabelValue, workloadLabel } from '../model/names';
import type { EmittedObject } from '../model/object';
import { Late } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';
import type { HouseContext } from './context';
import { foreignSettings, type SaidOfForeign } from './foreign-settings';
import { runPattern } from './run-pattern';

/** The labels that objects of ours have. Its pods keep those that they have. */
export function informingLabels(
  facts: WorkloadFacts,
  { reasons }: SaidOfForeign,
  context: HouseContext,
): Readonly<Record<string, string>> {
  const labels = context.house.patterns.find(({ name }) => name === 'labels');
  if (labels === undefined) return {};
  const settings = foreignSettings(context, facts.workload, [labels], { settings: {}, reasons, field: '' });
  const record = new DraftRecord(facts.path);
  runPattern(labels, facts.path, () => { labels.apply(record.for('labels'), settings.main, facts); });
  const entries = record.collections.sorted('labels').map(({ key, item }) => [key, item as string] as const);
  // A foreign name may be longer than a label; and ours is on none of its pods.
  return Object.fromEntries(entries.filter(([key, value]) => key !== workloadLabel && isLabelValue(value)));
}

/** The body as it is when the object is rendered: containers and ports of the workload may come after. */
export function laterBody(object: EmittedObject, now: () => readonly EmittedObject[]): Late {
  return new Late(() =>
    (now().find(({ kind, role }) => kind === object.kind && role === object.role) ?? object).body);
}
