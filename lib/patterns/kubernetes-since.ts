/** What a platform's Kubernetes is too old for: its API server would drop the field, and say nothing. */
import { CharthouseError } from '../model/error';
import { isAtLeast } from '../model/kubernetes/served';
import type { WorkloadFacts } from './facts';

/** Throws where the platform runs a Kubernetes before the minor that a field came with. */
export function refuseBefore(since: string, field: string, value: unknown, { path, platform }: WorkloadFacts): void {
  if (isAtLeast(platform.kubernetes, since)) return;
  throw new CharthouseError({
    path,
    field,
    problem: `takes Kubernetes ${since}, and platform ${platform.name} runs ${platform.kubernetes}`,
    value,
    allowed: `on platforms of Kubernetes ${since} or later`,
    fix: 'leave it out for this target (target.pick), or correct `kubernetes` of the platform',
  });
}
