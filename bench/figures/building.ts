/** What 1,000 services cost to build and render, beside the same objects by cdk8s-plus, by cdk8s, and as plain data. */
import { join } from 'node:path';

import { against, type Effort, type Figure } from '../figure';
import { inRounds, measured, median, ratio, run, times, type Command, type Run } from '../measure';
import type { Report } from '../programs/report';
import type { Workspace } from '../workspace';

/** Measures it, after a look at whether both make the same. */
export function building(workspace: Workspace, effort: Effort): readonly Figure[] {
  const file = join(workspace.folder, 'objects.json');
  const command = (program: string, ...args: readonly string[]): Command =>
    ({ args: [...workspace.program(program), ...args], cwd: workspace.folder });
  const made = compared(command('charthouse-services', '--write', file), command('cdk8s-plus-services', '--describe'));

  const rounds = inRounds(command('charthouse-services'), command('cdk8s-plus-services'), effort.building);
  const less = (program: string, name: string): Figure =>
    againstLess(name, rounds.map((round) => round.subject), rounds.map(() => run(command(program, file))));
  return [
    {
      name: `1,000 WebServices built and rendered (${made}), against cdk8s-plus-34`,
      unit: 'times', measured: ratio(rounds), limit: 1, times: against(times(rounds)), rounds: rounds.length,
    },
    {
      name: '… without start of node and loading of modules',
      unit: 'times', measured: ratio(rounds, work), times: against(times(rounds, work)), rounds: rounds.length,
    },
    less('raw-objects', '… against the finished objects put into `ApiObject`s of cdk8s and rendered'),
    less('plain-json', '… against the finished objects parsed from JSON and written as JSON'),
  ];
}

/** How many times as long Charthouse takes as something that does less. */
function againstLess(name: string, ours: readonly Run[], others: readonly Run[]): Figure {
  const both = { subject: median(ours.map(work)), reference: median(others.map(work)) };
  const ratios = ours.map((each) => work(each) / both.reference);
  return { name, unit: 'times', measured: measured(ratios), times: against(both), rounds: ours.length };
}

/** What the program itself measured: building and rendering, without start and loading. */
function work({ output }: Run): number {
  return (JSON.parse(output) as Report).milliseconds;
}

/** Says what both make. Throws where they do not make the same kinds in equal numbers. */
function compared(our: Command, their: Command): string {
  const ours = JSON.parse(run(our).output) as Required<Report>;
  const theirs = JSON.parse(run(their).output) as Required<Report>;
  const [left, right] = [JSON.stringify(ours.kinds), JSON.stringify(theirs.kinds)];
  if (left !== right) throw new Error(`the programs do not make the same objects: ${left} and ${right}`);
  const megabytes = (bytes: number | undefined): string => `${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
  return `${ours.objects} objects, ${megabytes(ours.bytes)} of JSON; theirs ${megabytes(theirs.bytes)}`;
}
