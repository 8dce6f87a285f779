/** What `require('charthouse')` costs over `require('cdk8s')`, which every cdk8s program loads anyway. */
import { against, type Effort, type Figure } from '../figure';
import { difference, inRounds, times, type Command } from '../measure';
import type { Workspace } from '../workspace';

/** Measures it. */
export function loading(workspace: Workspace, effort: Effort): readonly Figure[] {
  const load = (name: string): Command => ({ args: ['-e', `require('${name}')`], cwd: workspace.folder });
  const rounds = inRounds(load('charthouse'), load('cdk8s'), effort.loading);
  return [{
    name: '`require(\'charthouse\')` minus `require(\'cdk8s\')`',
    unit: 'ms',
    measured: difference(rounds),
    limit: 20,
    times: against(times(rounds)),
    rounds: rounds.length,
  }];
}
