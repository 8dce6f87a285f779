/** The controller's manifest: the settled draft, in the frame of its kind. */
import type { SettledDraft } from '../model/draft/settled';
import { apiVersions } from '../model/kubernetes/api-versions';
import type { EmittedObject } from '../model/object';
import type { WorkloadFacts } from '../patterns/facts';
import { storeDelivery } from '../patterns/storage/kept-delivery';

/** The Deployment, StatefulSet, DaemonSet, Job or CronJob of a workload. */
export function controllerObject(draft: SettledDraft, facts: WorkloadFacts, name: string): EmittedObject {
  const kind = facts.controller;
  const body = { spec: specOf(draft, facts) };
  const annotations = Object.fromEntries(draft.entries('controllerAnnotations').map(({ key, item }) => [key, item]));
  const delivery = draft.entries('volumeClaimTemplates').length === 0 ? {} : storeDelivery(facts);
  return { apiVersion: apiVersions[kind], kind, role: '', name, annotations, body, delivery };
}

function specOf(draft: SettledDraft, facts: WorkloadFacts): Record<string, unknown> {
  switch (facts.controller) {
    case 'Job':
      return { ...draft.controller, template: draft.template };
    case 'CronJob':
      return { ...draft.cronJob, jobTemplate: { spec: { ...draft.controller, template: draft.template } } };
    case 'StatefulSet': {
      // Version and kind are filled in by the API server: said at once, no tool sees a difference for ever.
      const type = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
      const claims = draft
        .entries('volumeClaimTemplates')
        .map((entry) => ({ ...type, metadata: { name: entry.key }, ...named(entry.item) }));
      return { ...supervised(draft), ...(claims.length === 0 ? {} : { volumeClaimTemplates: claims }) };
    }
    default:
      return supervised(draft);
  }
}

function supervised(draft: SettledDraft): Record<string, unknown> {
  return { ...draft.controller, selector: { matchLabels: draft.selector }, template: draft.template };
}

/** A late value cannot be spread: a claim template is plain. */
function named(item: unknown): object {
  return item as object;
}
