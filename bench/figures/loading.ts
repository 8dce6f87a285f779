/** What `require('charthouse')` costs over `require('cdk8s')`, which every cdk8s program loads anyway. */
import { against, type Effort, type Figure } from '../figure';
import { difference, inRounds, median, run, times, type Command } from '../measure';
import type { Workspace } from '../workspace';

/** At most so many milliseconds, on a machine that loads cdk8s itself in so many; on a slower one accordingly more. */
const limit = { milliseconds: 20, whereCdk8sTakes: 62 };

/** Measures it. */
export function loading(workspace: Workspace, effort: Effort): readonly Figure[] {
  const program = (text: string): Command => ({ args: ['-e', text], cwd: workspace.folder });
  const load = (name: string): Command => program(`require('${name}')`);
  const rounds = inRounds(load('charthouse'), load('cdk8s'), effort.loading);
  const node = median(rounds.map(() => run(program('0')).milliseconds));
  const cdk8s = times(rounds).reference - node;
  return [{
    name: '`require(\'charthouse\')` minus `require(\'cdk8s\')`',
    unit: 'ms',
    measured: difference(rounds),
    limit: limit.milliseconds * Math.max(1, cdk8s / limit.whereCdk8sTakes),
    times: `${against(times(rounds))}, cdk8s alone ${cdk8s.toFixed(0)} ms`,
    rounds: rounds.length,
  }];
}
