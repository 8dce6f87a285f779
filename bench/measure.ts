/** Measures whole processes in rounds, as ratios within one run: machines differ, and one differs by the hour. */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

import { withoutPaths } from './workspace';

/** A program that plain node runs. */
export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
}

/** One run of a process. */
export interface Run {
  /** From the start of the process to its end. */
  readonly milliseconds: number;
  readonly output: string;
}

/** Three runs in a row: the subject between two of what it is compared with. */
export interface Round {
  readonly before: Run;
  readonly subject: Run;
  readonly after: Run;
}

/** How many rounds, and when to stop on a machine that is too busy for them: at least one is run. */
export interface Rounds {
  readonly count: number;
  /** No round begins later than so many seconds after the first. */
  readonly seconds: number;
}

/** A figure of many rounds. */
export interface Measured {
  /** The median over the rounds. */
  readonly median: number;
  /**
   * What a command that is paired with itself comes to: the median distance from equality. A part of one for a ratio,
   * milliseconds for a difference.
   */
  readonly noise: number;
}

/** Runs a program to its end. Throws where it fails. */
export function run({ args, cwd }: Command): Run {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(withoutPaths(`a program of the bench failed\n${stdout}${stderr}`));
  return { milliseconds, output: stdout };
}

/** Runs both in turn, so that whatever else the machine does falls on both. A run of each before it is not counted. */
export function inRounds(subject: Command, reference: Command, { count, seconds }: Rounds): readonly Round[] {
  run(reference);
  run(subject);
  const rounds: Round[] = [];
  const end = performance.now() + seconds * 1000;
  do rounds.push({ before: run(reference), subject: run(subject), after: run(reference) });
  while (rounds.length < count && performance.now() < end);
  return rounds;
}

/** How many times as long the subject takes. */
export function ratio(rounds: readonly Round[], of: (run: Run) => number = wall): Measured {
  return {
    median: median(rounds.map((round) => of(round.subject) / of(round.before))),
    noise: median(rounds.map((round) => Math.abs(of(round.after) / of(round.before) - 1))),
  };
}

/** How much longer the subject takes, in milliseconds. */
export function difference(rounds: readonly Round[]): Measured {
  return {
    median: median(rounds.map((round) => wall(round.subject) - wall(round.before))),
    noise: median(rounds.map((round) => Math.abs(wall(round.after) - wall(round.before)))),
  };
}

/** The median times of the subject and of what it is compared with, in milliseconds. */
export interface Times {
  readonly subject: number;
  readonly reference: number;
}

/** The median times of many rounds. */
export function times(rounds: readonly Round[], of: (run: Run) => number = wall): Times {
  return {
    subject: median(rounds.map((round) => of(round.subject))),
    reference: median(rounds.flatMap((round) => [of(round.before), of(round.after)])),
  };
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

function wall(run: Run): number {
  return run.milliseconds;
}
