/** The name of a Job: its template can never change, so that another template is another Job. */
import { createHash } from 'node:crypto';
import type { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import { render, yamlViewpoint } from '../model/render';
import { isPlainObject, type Viewpoint } from '../model/value';
import { applyTransform } from '../model/transform/transform';
import type { WorkloadFacts } from '../patterns/facts';

/**
 * The workload's name and a hash: of `run` where it is stated, else of the whole rendered pod template. Labels that
 * inform are kept out of it, so that a new label runs no migration again.
 */
export function jobName(
  draft: SettledDraft,
  facts: WorkloadFacts,
  run: string | undefined,
  transform: object | undefined,
): string {
  const subject = run ?? canonical(transformed(templateOf(draft, facts), transform, facts));
  return `${facts.name}-${createHash('sha256').update(subject).digest('hex').slice(0, 8)}`;
}

function templateOf(draft: SettledDraft, facts: WorkloadFacts): unknown {
  const viewpoint: Viewpoint = {
    ...yamlViewpoint(facts.path, facts.namespace),
    deferred: (_value, field) => {
      throw new CharthouseError({
        path: facts.path,
        field: 'run',
        problem: `is missing: ${field} is an Output, so that the template cannot name the Job`,
        value: 'an Output',
        allowed: 'a text that says what the run is for, such as a version',
        fix: 'state `run`: the same text never runs twice',
      });
    },
  };
  const { metadata, spec } = draft.template;
  return render({ metadata: { ...metadata, labels: draft.selector }, spec }, viewpoint);
}

/** The template as the prop `transform` leaves it: what it changes is another template, and so another Job. */
function transformed(template: unknown, change: object | undefined, { path }: WorkloadFacts): unknown {
  if (change === undefined) return template;
  const manifest = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' }, spec: { template } };
  const stored = { kind: 'Job', role: '', unknownFields: true, change };
  return (applyTransform(manifest, stored, path) as { readonly spec?: { readonly template?: unknown } }).spec?.template;
}

/** JSON with sorted keys: the order in which things were written does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    isPlainObject(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([left], [right]) => (left < right ? -1 : 1)))
      : entry);
}
