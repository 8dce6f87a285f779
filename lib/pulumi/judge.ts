/** Findings of a tree of which not all is known yet: what is known is judged at once, the rest when it is. */
import type { CheckedObject } from '../checks/check';
import { findingsAbout } from '../house/findings';
import type { ClusterTree } from '../house/cluster-trees';
import type { Finding } from '../model/finding';
import { holdsPlaceholder } from '../model/placeholder';
import { FindingsError, stops } from '../synth/findings-error';

/** Throws all errors that do not depend on an Output. */
export function refuseErrors(findings: readonly Finding[]): void {
  throwIfAny(findings.filter((finding) => stops(finding) && !dependsOnOutput(finding)));
}

/**
 * Throws the errors that an object has now that it is known, and had not before. It is judged beside what its workload
 * has: the objects of others are no longer looked at.
 */
export function refuseNewErrors(tree: ClusterTree, path: string, manifest: CheckedObject['manifest']): void {
  const judged = tree.objects.find((each) => each.path === path);
  if (judged === undefined) return;
  const beside = tree.objects.filter(({ owner }) => owner === judged.owner);
  const known = beside.map((each) => (each === judged ? { ...each, manifest } : each));
  const before = new Set(findingsAbout(tree, beside).map(keyOf));
  throwIfAny(findingsAbout(tree, known).filter((finding) =>
    stops(finding) && !before.has(keyOf(finding)) && !dependsOnOutput(finding)));
}

function throwIfAny([first, ...others]: readonly Finding[]): void {
  if (first !== undefined) throw new FindingsError(first, ...others);
}

/** Whether it speaks of a value that nobody knows yet. */
function dependsOnOutput({ message, fix, field, value }: Finding): boolean {
  return [message, fix, field, typeof value === 'string' ? value : JSON.stringify(value)].some(holdsPlaceholder);
}

function keyOf({ rule, object, field, message }: Finding): string {
  return [rule, object, field, message].join('\n');
}
