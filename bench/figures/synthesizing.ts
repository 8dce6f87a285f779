/** What synthesis costs: finished objects into files, beside cdk8s-plus, cdk8s, and objects without any library. */
import { join } from 'node:path';

import { against, type Effort, type Figure } from '../figure';
import { inRounds, measured, median, ratio, run, times, type Command, type Rounds, type Run } from '../measure';
import type { SynthesisReport } from '../programs/report-synthesis';
import type { Workspace } from '../workspace';

/** Measures it, in a chart a service. */
export function synthesizing(workspace: Workspace, effort: Effort): readonly Figure[] {
  const { services, most, slow, limits } = effort.synthesizing;
  const command = (program: string, ...args: readonly string[]): Command => ({
    args: [...workspace.program(program), ...args, join(workspace.folder, `out-${program}-${args.join('-')}`)],
    cwd: workspace.folder,
  });
  const ours = (count: number): Command => command('synthesized', 'charthouse', 'charts', String(count));
  const named = services.toLocaleString('en');
  const one = command('synthesized', 'charthouse', 'chart', String(services));
  const plain = (layout: string, count: number): Command => command('written-plainly', layout, String(count));
  return [
    figure(`${named} charts of 8 objects synthesized, against ${named} of cdk8s-plus-34 by cdk8s`,
      ours(services), command('synthesized-by-cdk8s-plus', String(services)), slow, limits?.againstCdk8sPlus),
    figure('… against the same charts by cdk8s',
      ours(services), command('synthesized', 'cdk8s', 'charts', String(services)), slow),
    // How long the disk takes for so many files differs by the hour, and both write them: too loose for a record.
    ...limits === undefined ? [] : [
      figure('… against the same objects written as JSON, without any library',
        ours(services), plain('charts', services), effort.synthesizing, limits.againstJson),
    ],
    figure('the same in one chart and file, against one file of JSON',
      one, plain('chart', services), effort.synthesizing),
    figure('the same in one chart, against a chart each', one, ours(services), effort.synthesizing, limits?.oneChart),
    ...growth(ours, services, effort),
    ...memory(ours(most), plain('charts', most), most, effort),
  ];
}

function figure(name: string, subject: Command, reference: Command, rounds: Rounds, limit?: number): Figure {
  const made = inRounds(subject, reference, rounds);
  return { name, unit: 'times', measured: ratio(made), limit, times: against(times(made)), rounds: made.length };
}

/** Few services grow no faster than many. */
const limitOfExponent = 1.05;

/** Five times as many take five times as long, to a power of so much. */
function growth(ours: (count: number) => Command, few: number, { synthesizing }: Effort): readonly Figure[] {
  const { most } = synthesizing;
  const rounds = inRounds(ours(most), ours(few), synthesizing);
  const exponents = rounds.map(({ before, subject, after }) =>
    Math.log(work(subject) / ((work(before) + work(after)) / 2)) / Math.log(most / few));
  const both = {
    subject: median(rounds.map(({ subject }) => work(subject))),
    reference: median(rounds.flatMap(({ before, after }) => [work(before), work(after)])),
  };
  return [{
    name: `exponent of growth from ${few.toLocaleString('en')} to ${most.toLocaleString('en')} charts`,
    unit: 'times', measured: measured(exponents), limit: synthesizing.limits?.exponent ?? limitOfExponent,
    times: against(both), rounds: rounds.length,
  }];
}

/** The most memory of it. */
function memory(subject: Command, reference: Command, most: number, { synthesizing }: Effort): readonly Figure[] {
  const megabytes = (each: Run): number => reported(each).megabytes;
  const ours = Array.from({ length: 5 }, () => megabytes(run(subject)));
  const theirs = median([run(reference), run(reference), run(reference)].map(megabytes));
  return [{
    name: `most memory of ${(8 * most).toLocaleString('en')} objects, against the same written as JSON`,
    unit: 'times',
    measured: measured(ours.map((each) => each / theirs)),
    limit: synthesizing.limits?.memory,
    times: `${median(ours).toFixed(0)} MB against ${theirs.toFixed(0)} MB`,
    rounds: ours.length,
  }];
}

function work(each: Run): number {
  return reported(each).milliseconds;
}

function reported({ output }: Run): SynthesisReport {
  return JSON.parse(output) as SynthesisReport;
}
