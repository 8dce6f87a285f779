/** Findings of a tree of which not all is known yet: what is known is judged at once, the rest when it is. */
import type { IConstruct } from 'constructs';
import type { CheckedObject } from '../checks/check';
import { findingsAbout } from '../house/findings';
import type { ClusterTree } from '../house/cluster-tree';
import { clusterTrees } from '../house/cluster-trees';
import type { Finding } from '../model/finding';
import { holdsPlaceholder } from '../model/placeholder';
import { FindingsError, stops } from '../synth/findings-error';

/** Throws all errors that do not depend on an Output. */
export function refuseErrors(findings: readonly Finding[]): void {
  throwIfAny(findings.filter((finding) => stops(finding) && !dependsOnOutput(finding)));
}

/** An object of the tree, and what it is judged beside. */
interface Judged {
  readonly tree: ClusterTree;
  readonly object: CheckedObject;
  readonly beside: readonly CheckedObject[];
}

/** Judges objects of a tree again, as their Outputs become known. */
export class Judge {
  private judged: ReadonlyMap<string, Judged> | undefined;

  public constructor(private readonly root: IConstruct) {}

  /**
   * Throws the errors that an object has now that it is known, and had not before. It is judged beside what its
   * workload has: the objects of others are no longer looked at.
   */
  public refuseNewErrors(path: string, manifest: CheckedObject['manifest']): void {
    this.judged ??= judgedIn(this.root);
    const judged = this.judged.get(path);
    if (judged === undefined) throw new Error(`${path} is in no cluster of the tree`);
    const { tree, object, beside } = judged;
    const known = beside.map((each) => (each === object ? { ...each, manifest } : each));
    const before = new Set(findingsAbout(tree, beside).map(keyOf));
    throwIfAny(findingsAbout(tree, known).filter((finding) =>
      stops(finding) && !before.has(keyOf(finding)) && !dependsOnOutput(finding)));
  }
}

function judgedIn(root: IConstruct): ReadonlyMap<string, Judged> {
  const judged = clusterTrees(root).flatMap((tree) => {
    const byOwner = new Map<string, CheckedObject[]>();
    for (const object of tree.objects) {
      const own = byOwner.get(object.owner);
      if (own === undefined) byOwner.set(object.owner, [object]);
      else own.push(object);
    }
    return tree.objects.map((object): [string, Judged] =>
      [object.path, { tree, object, beside: byOwner.get(object.owner) ?? [] }]);
  });
  return new Map(judged);
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
