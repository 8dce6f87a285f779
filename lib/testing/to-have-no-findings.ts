/** `toHaveNoFindings`: the checks and the house have nothing to say, but what somebody gave a reason for. */
import type { IConstruct } from 'constructs';
import { findingsOf } from '../house/findings';
import { hasBrand } from '../model/brand';
import { CharthouseError } from '../model/error';
import { findingText, type Finding } from '../model/finding';
import { result, type MatcherResult } from './matcher';
import { subjectOf } from './subject';

/** Whether a tree, or a part of one, is free of findings; waived ones do not count. */
export function toHaveNoFindings(tested: unknown): MatcherResult {
  const { construct, name } = subjectOf(tested, 'toHaveNoFindings');
  if (construct === undefined) {
    throw new CharthouseError({
      path: 'toHaveNoFindings',
      problem: 'must be asked about a tree: manifests do not know their house',
      value: tested,
      allowed: 'an App, an Application, or another construct',
      fix: 'write expect(app).toHaveNoFindings()',
    });
  }
  const { path } = construct.node;
  const open = treeFindings(construct.node.root)
    .filter((finding) => path === '' || finding.path === path || finding.path.startsWith(`${path}/`))
    .filter(({ waived }) => waived === undefined);
  const lines = open.map((finding) => `  ${finding.severity.padEnd(7)}  ${findingText(finding)}`);
  if (open.length === 0) return result(true, `expected ${name} to have findings, but there are none`);
  const count = open.length === 1 ? 'is 1' : `are ${open.length}`;
  return result(false, `expected ${name} to have no findings, but there ${count}`, lines);
}

/** Our App asks the constructs' own validations too. */
function treeFindings(root: IConstruct): readonly Finding[] {
  const app = root as IConstruct & { findings?(): readonly Finding[] };
  return hasBrand(root, 'App') && app.findings !== undefined ? app.findings() : findingsOf(root);
}
