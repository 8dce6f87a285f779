/** The name of a Job: its template can never change, so that another template is another Job. */
import { createHash } from 'node:crypto';
import type { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import { render, yamlViewpoint } from '../model/render';
import { isPlainObject, type Viewpoint } from '../model/value';
import { applyTransform } from '../model/transform/transform';
import type { WorkloadFacts } from '../patterns/facts';
import { usualFailurePolicy } from '../patterns/jobs/failure-rules';

/** Besides the template, what the API server never lets change. */
const fixed = Object.freeze([
  'backoffLimitPerIndex', 'completionMode', 'completions', 'podFailurePolicy', 'successPolicy',
] as const);

type Fields = Readonly<Record<string, unknown>>;

/**
 * The workload's name and a hash: of `run` where it is stated, else of the whole rendered pod template, and of what
 * else of the Job can never be changed where it is not as usual. Labels that inform are not in that template, so that a
 * new label runs no migration again.
 */
export function jobName(
  draft: SettledDraft,
  facts: WorkloadFacts,
  run: string | undefined,
  transform: object | undefined,
): string {
  const subject = run ?? subjectOf(transformed(specOf(draft, facts), transform, facts));
  return `${facts.name}-${createHash('sha256').update(subject).digest('hex').slice(0, 8)}`;
}

function specOf(draft: SettledDraft, facts: WorkloadFacts): Fields {
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
  const controller = render(draft.controller, viewpoint) as Fields | undefined;
  return { ...controller, template: render(draft.template, viewpoint) };
}

/** The Job as the prop `transform` leaves it: what it changes is another template, and so another Job. */
function transformed(spec: Fields, change: object | undefined, { path }: WorkloadFacts): Fields {
  if (change === undefined) return spec;
  const manifest = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' }, spec };
  const stored = { kind: 'Job', role: '', unknownFields: true, change };
  return (applyTransform(manifest, stored, path) as { readonly spec?: Fields }).spec ?? {};
}

/** A Job without anything unusual is named after its template alone. */
function subjectOf({ template, ...spec }: Fields): string {
  const others = Object.fromEntries(fixed.map((field) => [field, spec[field]]));
  return canonical(template) + (canonical(others) === canonical(usual(template)) ? '' : canonical(others));
}

/** Where containers are started again, no pod fails that could be judged. */
function usual(template: unknown): Fields {
  const { spec } = (template ?? {}) as { readonly spec?: Fields };
  return spec?.['restartPolicy'] === 'Never' ? { podFailurePolicy: usualFailurePolicy } : {};
}

/** JSON with sorted keys: the order in which things were written does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    isPlainObject(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([left], [right]) => (left < right ? -1 : 1)))
      : entry);
}
