/** What holds for jobs whose pods have an index each, and for them alone. */
import { featureSince } from '../../model/kubernetes/served';
import type { SuccessPolicyRule } from '../../model/kubernetes/types';
import type { WorkloadFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import { refused } from './job-error';
import type { JobProps } from './job-props';

/** Options that mean nothing without an index. */
const ofIndexes = Object.freeze(['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'] as const);

/** Beyond this many completions the API server limits what goes on at once. */
const many = Object.freeze({ completions: 100_000, parallelism: 100_000, atOnce: 10_000 });

/** Throws for counts and policies of indexes that the API server refuses. */
export function checkIndexes(job: JobProps, facts: WorkloadFacts): void {
  if (job.completionMode !== 'Indexed') {
    const useless = ofIndexes.find((option) => job[option] !== undefined);
    if (useless === undefined) return;
    throw refused(facts, useless, {
      problem: "needs job.completionMode 'Indexed'",
      value: job[useless],
      allowed: "with completionMode: 'Indexed' alone",
      fix: "say completionMode: 'Indexed' and how many completions there are, or leave it out",
    });
  }
  const { completions, backoffLimitPerIndex, successPolicy } = job;
  if (backoffLimitPerIndex !== undefined)
    refuseBefore(featureSince.backoffLimitPerIndex.on, 'job.backoffLimitPerIndex', backoffLimitPerIndex, facts);
  if (successPolicy !== undefined)
    refuseBefore(featureSince.jobSuccessPolicy.on, 'job.successPolicy', successPolicy, facts);
  if (completions === undefined) {
    throw refused(facts, 'completions', {
      problem: "is missing: job.completionMode 'Indexed' needs it",
      value: undefined,
      allowed: 'a whole number of at least 1',
      fix: 'say how many indexes there are',
    });
  }
  checkNames(completions, facts);
  checkCounts(job, completions, facts);
  const { rules } = successPolicy ?? {};
  if (successPolicy !== undefined && (rules === undefined || rules.length === 0 || rules.length > 20)) {
    throw refused(facts, 'successPolicy.rules', {
      problem: 'must hold 1 to 20 rules',
      value: rules?.length,
      allowed: '1 to 20 rules',
      fix: 'say when the job has succeeded',
    });
  }
  rules?.forEach((rule, index) => {
    checkSuccess(rule, { completions, field: `successPolicy.rules[${index}]` }, facts);
  });
}

/** A pod's host name is the job's name and its index; the job's own name has nine characters more than ours. */
function checkNames(completions: number, facts: WorkloadFacts): void {
  const length = facts.controllerName.length + 9 + 1 + String(completions - 1).length;
  if (length <= 63) return;
  throw refused(facts, 'completions', {
    problem: `makes host names of ${length} characters, with the name of the job in them`,
    value: completions,
    allowed: 'names of at most 63 characters',
    fix: 'shorten the name of the workload',
  });
}

function checkCounts(job: JobProps, completions: number, facts: WorkloadFacts): void {
  const { parallelism, maxFailedIndexes, backoffLimitPerIndex } = job;
  const limited = completions > many.completions && backoffLimitPerIndex !== undefined;
  if (backoffLimitPerIndex !== undefined && job.restartOnFailure === true) {
    throw refused(facts, 'backoffLimitPerIndex', {
      problem: 'does not go with restartOnFailure: a container that is started again is no new try',
      value: backoffLimitPerIndex,
      allowed: 'one of the two',
      fix: 'leave one of the two out',
    });
  }
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    throw refused(facts, 'maxFailedIndexes', {
      problem: 'needs job.backoffLimitPerIndex: else no index fails alone',
      value: maxFailedIndexes,
      allowed: 'with backoffLimitPerIndex alone',
      fix: 'state backoffLimitPerIndex, or leave it out',
    });
  }
  if (maxFailedIndexes === undefined && limited) {
    throw refused(facts, 'maxFailedIndexes', {
      problem: `is missing: with more than ${many.completions} completions Kubernetes wants a limit`,
      value: undefined,
      allowed: `at most ${many.atOnce}`,
      fix: 'state it',
    });
  }
  const mostFailed = Math.min(completions, limited ? many.atOnce : many.completions);
  refuseAbove('maxFailedIndexes', maxFailedIndexes, mostFailed, facts);
  refuseAbove('parallelism', parallelism, limited ? many.atOnce : many.parallelism, facts);
}

function refuseAbove(option: string, value: number | undefined, limit: number, facts: WorkloadFacts): void {
  if (value === undefined || value <= limit) return;
  throw refused(facts, option, {
    problem: `must be at most ${limit} for this job`, value, allowed: `at most ${limit}`, fix: 'lower it',
  });
}

interface RulePlace {
  readonly completions: number;
  readonly field: string;
}

function checkSuccess(rule: SuccessPolicyRule, { completions, field }: RulePlace, facts: WorkloadFacts): void {
  const { succeededIndexes, succeededCount } = rule;
  if (succeededIndexes === undefined && succeededCount === undefined) {
    throw refused(facts, field, {
      problem: 'must say succeededIndexes, succeededCount or both',
      value: rule,
      allowed: 'at least one of the two',
      fix: 'say which indexes must succeed, or how many',
    });
  }
  const named = succeededIndexes === undefined ? completions : countOf(succeededIndexes, completions);
  if (named === undefined) {
    throw refused(facts, `${field}.succeededIndexes`, {
      problem: 'is no list of indexes',
      value: succeededIndexes,
      allowed: `indexes from 0 to ${completions - 1} in order, such as '0,2-4'`,
      fix: 'write indexes and ranges in order, with commas between them',
    });
  }
  refuseAbove(`${field}.succeededCount`, succeededCount, named, facts);
}

/** How many indexes a text such as `0,2-4` names; undefined where it is none, or not in order. */
function countOf(text: string, completions: number): number | undefined {
  if (text.length > 64 * 1024) return undefined;
  let last = -1;
  let count = 0;
  for (const part of text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const first = Number(match[1]);
    const end = match[2] === undefined ? first : Number(match[2]);
    if (first <= last || end >= completions || (match[2] !== undefined && end <= first)) return undefined;
    count += end - first + 1;
    last = end;
  }
  return count;
}
