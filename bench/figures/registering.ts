/** What a stack costs: registering the objects of services, beside the same objects by typed classes, by hand. */
import { join } from 'node:path';

import { against, type Effort, type Figure } from '../figure';
import { inRounds, measured, median, ratio, run, times, type Command, type Round, type Run } from '../measure';
import type { StackReport } from '../programs/report-stack';
import type { Workspace } from '../workspace';

/** Measures it: by hand the very objects are registered that ours has registered. */
export function registering(workspace: Workspace, { registering: effort }: Effort): readonly Figure[] {
  const file = join(workspace.folder, 'registered.json');
  const command = (program: string, ...args: readonly string[]): Command =>
    ({ args: [...workspace.program(program), ...args], cwd: workspace.folder });
  const deploying = (count: number, ...args: readonly string[]): Command =>
    command('stack-charthouse', String(count), ...args);
  const { services } = effort;
  const { objects } = reported(run(deploying(services, file)));
  const byHand = command('stack-by-hand', file);
  if (reported(run(byHand)).objects !== objects) throw new Error('the programs do not register the same objects');
  const rounds = inRounds(deploying(services), byHand, effort);
  const named = services.toLocaleString('en');
  // With fewer, what is loaded counts more than what is registered, and a single collection of garbage as much.
  const limits = services < 1000 ? undefined : { time: 0.85, memory: 0.75, growth: 1.2 };
  return [
    {
      name: `${named} WebServices deployed (${objects} objects), against typed classes by hand`,
      unit: 'times', measured: ratio(rounds), limit: limits?.time, times: against(times(rounds)), rounds: rounds.length,
    },
    {
      name: '… the most memory of it',
      unit: 'times', measured: ratio(rounds, memory), limit: limits?.memory, times: sizes(rounds),
      rounds: rounds.length,
    },
    {
      ...growth(named, rounds.map(({ subject }) => subject), rounds.map(() => run(deploying(services / 4)))),
      limit: limits?.growth,
    },
  ];
}

/** Four times as many services take four times as long. */
function growth(services: string, whole: readonly Run[], quarter: readonly Run[]): Omit<Figure, 'limit'> {
  const both = { subject: median(whole.map(work)), reference: median(quarter.map(work)) };
  return {
    name: `${services} WebServices deployed, against four times a quarter of them`,
    unit: 'times',
    measured: measured(whole.map((each, index) => work(each) / (4 * work(quarter[index] ?? each)))),
    times: against(both),
    rounds: whole.length,
  };
}

function work(run: Run): number {
  return reported(run).milliseconds;
}

function memory(run: Run): number {
  return reported(run).megabytes;
}

function sizes(rounds: readonly Round[]): string {
  const { subject, reference } = times(rounds, memory);
  return `${subject.toFixed(0)} MB against ${reference.toFixed(0)} MB`;
}

function reported({ output }: Run): StackReport {
  return JSON.parse(output) as StackReport;
}
