/** A workload's pods as the selectors of others see them. */
import type { SettledDraft } from '../model/draft/settled';
import type { PodsAt } from '../model/endpoint';
import type { WorkloadFacts } from './facts';

/** The pods of a draft. */
export function podsAt(draft: SettledDraft, { cluster, namespace }: WorkloadFacts): PodsAt {
  return { cluster, namespace, labels: draft.template.metadata['labels'] as PodsAt['labels'] };
}
