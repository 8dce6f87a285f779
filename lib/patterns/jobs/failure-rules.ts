/** What a failed pod means to a job: the rules of its author, and ours after them. */
import type { CharthouseError } from '../../model/error';
import type { JobSpec, PodFailurePolicyRule } from '../../model/kubernetes/types';
import { isLabelKey } from '../../model/names';
import type { WorkloadFacts } from '../facts';
import { refused } from './job-error';
import type { JobProps } from './job-props';

type Policy = NonNullable<JobSpec['podFailurePolicy']>;

/** A drained node is no failure of the work. */
const disruptedRule: PodFailurePolicyRule = Object.freeze({
  action: 'Ignore' as const,
  onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }],
});

/** The policy of a job whose author says nothing of failures. */
export const usualFailurePolicy: Policy = Object.freeze({ rules: [disruptedRule] });

/** Kubernetes takes no more of each. */
const most = Object.freeze({ rules: 20, values: 255, patterns: 20 });

/** The policy; undefined where nothing is said of failures. Throws for rules that the API server refuses. */
export function failurePolicy(job: JobProps, facts: WorkloadFacts): Policy | undefined {
  const own = job.podFailurePolicy?.rules ?? [];
  if (job.restartOnFailure === true) {
    // A container that is started again does not fail its pod: there is nothing to judge.
    if (own.length > 0 && facts.statedBy('job.podFailurePolicy') !== undefined) throw restarted(own, facts);
    return undefined;
  }
  const rules = own.map((rule, index) => complete(rule, { job, index, facts }));
  if (job.ignoreDisruptions === true) rules.push(disruptedRule);
  if (rules.length > most.rules) {
    throw refused(facts, 'podFailurePolicy.rules', {
      problem: `has ${own.length} rules`,
      value: own.length,
      allowed: `at most ${job.ignoreDisruptions === true ? most.rules - 1 : most.rules}`,
      fix: 'join those of one action',
    });
  }
  if (rules.length === 0) return undefined;
  if (job.podReplacementPolicy === 'TerminatingOrFailed') {
    throw refused(facts, 'podReplacementPolicy', {
      problem: 'does not go with a rule on failures, which are known only once a pod is gone',
      value: job.podReplacementPolicy,
      allowed: "'Failed'",
      fix: own.length > 0 ? 'leave one of the two out' : 'say ignoreDisruptions: false as well: a drain is a try then',
    });
  }
  return { rules };
}

interface RulePlace {
  readonly job: JobProps;
  readonly index: number;
  readonly facts: WorkloadFacts;
}

/** The rule as the API server wants it: codes in order, each once; conditions with their status. */
function complete(rule: Partial<PodFailurePolicyRule>, { job, index, facts }: RulePlace): PodFailurePolicyRule {
  const field = `podFailurePolicy.rules[${index}]`;
  const { action, onExitCodes: codes, onPodConditions: conditions } = rule;
  if (action === undefined) throw missing(facts, `${field}.action`, "'Ignore', 'Count', 'FailJob' or 'FailIndex'");
  if (action === 'FailIndex' && job.backoffLimitPerIndex === undefined) {
    throw refused(facts, `${field}.action`, {
      problem: 'needs backoffLimitPerIndex: else no index fails alone',
      value: action,
      allowed: "'Ignore', 'Count', 'FailJob'",
      fix: 'state backoffLimitPerIndex, or fail the job',
    });
  }
  if ((codes === undefined) === (conditions === undefined)) {
    throw refused(facts, field, {
      problem: 'must say one of onExitCodes and onPodConditions',
      value: rule,
      allowed: 'one of the two',
      fix: codes === undefined ? 'say what the rule is about' : 'make two rules of it',
    });
  }
  if (conditions !== undefined) return { action, onPodConditions: completeConditions(conditions, field, facts) };
  return { action, onExitCodes: completeCodes(codes ?? {}, `${field}.onExitCodes`, facts) };
}

function completeConditions(
  conditions: NonNullable<PodFailurePolicyRule['onPodConditions']>,
  field: string,
  facts: WorkloadFacts,
): NonNullable<PodFailurePolicyRule['onPodConditions']> {
  refuseLength(conditions, most.patterns, `${field}.onPodConditions`, facts);
  return conditions.map(({ type, status }: { type?: string; status?: string | undefined }, index) => {
    const place = `${field}.onPodConditions[${index}].type`;
    if (type === undefined) throw missing(facts, place, 'the type of a condition, such as DisruptionTarget');
    // A condition is named as a label's key is.
    if (isLabelKey(type)) return { type, status: status ?? 'True' };
    throw refused(facts, place, {
      problem: 'is no name of a condition',
      value: type,
      allowed: 'such as DisruptionTarget or example.com/OutOfQuota',
      fix: 'write it as the pod shows it',
    });
  });
}

function completeCodes(
  { containerName, operator, values }: Partial<NonNullable<PodFailurePolicyRule['onExitCodes']>>,
  field: string,
  facts: WorkloadFacts,
): NonNullable<PodFailurePolicyRule['onExitCodes']> {
  if (operator === undefined) throw missing(facts, `${field}.operator`, "'In' or 'NotIn'");
  if (values === undefined) throw missing(facts, `${field}.values`, 'exit codes, such as [42]');
  refuseLength(values, most.values, `${field}.values`, facts);
  if (operator === 'In' && values.includes(0)) {
    throw refused(facts, `${field}.values`, {
      problem: 'holds 0, by which no container fails',
      value: values,
      allowed: 'codes other than 0',
      fix: 'leave 0 out',
    });
  }
  const named = containerName === undefined ? {} : { containerName };
  return { ...named, operator, values: [...new Set(values)].sort((left, right) => left - right) };
}

function refuseLength(items: readonly unknown[], limit: number, field: string, facts: WorkloadFacts): void {
  if (items.length > 0 && items.length <= limit) return;
  throw refused(facts, field, {
    problem: items.length === 0 ? 'is empty' : `has ${items.length} entries`,
    value: items.length,
    allowed: `1 to ${limit} entries`,
    fix: items.length === 0 ? 'say at least one' : 'make two rules of it',
  });
}

function restarted(rules: readonly unknown[], facts: WorkloadFacts): CharthouseError {
  return refused(facts, 'podFailurePolicy', {
    problem: 'does not go with restartOnFailure: a container that is started again fails no pod',
    value: rules.length,
    allowed: 'one of the two',
    fix: 'leave one of the two out',
  });
}

function missing(facts: WorkloadFacts, field: string, allowed: string): CharthouseError {
  return refused(facts, field, { problem: 'is missing', value: undefined, allowed, fix: 'add it to the rule' });
}
