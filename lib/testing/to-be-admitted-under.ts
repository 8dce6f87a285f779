/** `toBeAdmittedUnder`: an API server admits the pods in a namespace of this Pod Security level. */
import { CharthouseError } from '../model/error';
import { objectText } from '../checks/object-identity';
import type { Violation } from './pod-security/control';
import { levels, refusedPods, type PodSecurityLevel } from './pod-security/violations';
import { result, type MatcherResult } from './matcher';
import { subjectOf } from './subject';

/** Whether every pod is admitted (https://kubernetes.io/docs/concepts/security/pod-security-standards/). */
export function toBeAdmittedUnder(tested: unknown, level: PodSecurityLevel): MatcherResult {
  if (!Object.hasOwn(levels, level)) {
    throw new CharthouseError({
      path: 'toBeAdmittedUnder',
      field: 'level',
      problem: 'must be a level of the Pod Security Standards',
      value: level,
      allowed: `${Object.keys(levels).join(' or ')}; everything is admitted under privileged`,
      fix: "write 'restricted' or 'baseline'",
    });
  }
  const { name, objects } = subjectOf(tested, 'toBeAdmittedUnder');
  const refused = refusedPods(objects, level);
  if (refused.length === 0)
    return result(true, `expected the pods of ${name} not to be admitted under ${level}, but they are`);
  const lines = refused.flatMap(({ object, violations }) => [
    `  ${objectText(object.manifest)}${object.path === objectText(object.manifest) ? '' : ` (${object.path})`}`,
    ...violations.map(violationText),
  ]);
  return result(false, `expected the pods of ${name} to be admitted under ${level}, but they are refused`, lines);
}

function violationText({ control, field, value, allowed }: Violation): string {
  const said = value === undefined ? 'nothing is said' : JSON.stringify(value);
  return `    ${field}: ${said}, allowed: ${allowed} [${control}]`;
}
