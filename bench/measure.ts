/** Measures whole processes in rounds, as ratios within one run: machines differ, and one differs by the hour. */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

import { withoutPaths } from './workspace';

/** A program that plain node runs, or another that is installed. */
export interface Command {
  /** @default - node */
  readonly file?: string | undefined;
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

/** How many rounds, and when to stop on a machine that is too busy for them. */
export interface Rounds {
  readonly count: number;
  /** No round begins later than so many seconds after the first. */
  readonly seconds: number;
  /** How many are run in any case. @default 5 */
  readonly fewest?: number | undefined;
}

/** A figure of many rounds. */
export interface Measured {
  readonly median: number;
  /** Between `low` and `high` lies the true median, in nine of ten benches or more. */
  readonly low: number;
  readonly high: number;
}

/** With fewer rounds not even the lowest and the highest of them hold the true median in nine of ten benches. */
const fewestRounds = 5;
/** In how many benches the true median may lie outside of what is said. */
const oftenWrong = 0.1;

/** Runs a program to its end. Throws where it fails. */
export function run({ file = process.execPath, args, cwd }: Command): Run {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(file, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(withoutPaths(`a program of the bench failed\n${stdout}${stderr}`));
  return { milliseconds, output: stdout };
}

/**
 * Runs both in turn, so that whatever else the machine does falls on both: what ends one round begins the next. A run
 * of each before it is not counted.
 */
export function inRounds(
  subject: Command, reference: Command, { count, seconds, fewest = fewestRounds }: Rounds,
): readonly Round[] {
  run(reference);
  run(subject);
  const rounds: Round[] = [];
  const end = performance.now() + seconds * 1000;
  let before = run(reference);
  do {
    const round = { before, subject: run(subject), after: run(reference) };
    rounds.push(round);
    before = round.after;
  } while (rounds.length < fewest || (rounds.length < count && performance.now() < end));
  return rounds;
}

/** How many times as long the subject takes. */
export function ratio(rounds: readonly Round[], of: (run: Run) => number = wall): Measured {
  return measured(rounds.map((round) => of(round.subject) / around(round, of)));
}

/** How much longer the subject takes, in milliseconds. */
export function difference(rounds: readonly Round[]): Measured {
  return measured(rounds.map((round) => wall(round.subject) - around(round, wall)));
}

/**
 * The median, and where the true one lies. A value is as likely above the true median as below it, whatever else is
 * true of the values, so that how many may be left out at either end is a matter of tossing coins (the interval of the
 * sign test). A single value that is far off, or a few, change neither.
 */
export function measured(values: readonly number[]): Measured {
  const sorted = [...values].sort((left, right) => left - right);
  const low = sorted[leftOut(sorted.length)] ?? Number.NaN;
  const high = sorted[sorted.length - 1 - leftOut(sorted.length)] ?? Number.NaN;
  return { median: median(values), low, high };
}

/** How many values at either end are left out: of as many coins, hardly ever do so few show heads. */
function leftOut(count: number): number {
  let exactly = 0.5 ** count;
  let atMost = exactly;
  for (let heads = 1; heads <= count; heads++) {
    exactly *= (count - heads + 1) / heads;
    atMost += exactly;
    if (2 * atMost > oftenWrong) return heads - 1;
  }
  return 0;
}

/** What the reference takes at the time of the subject. */
function around({ before, after }: Round, of: (run: Run) => number): number {
  return (of(before) + of(after)) / 2;
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
