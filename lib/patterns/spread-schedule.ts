/** `@daily` at midnight starts every job of a house at once: here each gets a time of its own, by its name. */
import { createHash } from 'node:crypto';

/** What a job's time is made of. */
interface Time {
  readonly minute: number;
  readonly hour: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** 1 to 28, which every month has. */
  readonly day: number;
  readonly month: number;
}

/** How often, and what is written for it. `@midnight` says when, and stays. */
const spreadable: Readonly<Record<string, (time: Time) => string>> = Object.freeze({
  '@hourly': ({ minute }: Time) => `${minute} * * * *`,
  '@daily': ({ minute, hour }: Time) => `${minute} ${hour} * * *`,
  '@weekly': ({ minute, hour, weekday }: Time) => `${minute} ${hour} * * ${weekday}`,
  '@monthly': ({ minute, hour, day }: Time) => `${minute} ${hour} ${day} * *`,
  '@yearly': ({ minute, hour, day, month }: Time) => `${minute} ${hour} ${day} ${month} *`,
  '@annually': ({ minute, hour, day, month }: Time) => `${minute} ${hour} ${day} ${month} *`,
});

/**
 * The schedule with the job's own time where it says only how often; any other as it is. The time follows from the
 * application's and the workload's names, and from nothing that changes: with `h` the first eight hexadecimal digits of
 * the SHA-256 of `<application>/<workload>`, the minute is `h % 60`, the hour `h / 60 % 24`, the weekday
 * `h / 1440 % 7`, the day of the month `h / 1440 % 28 + 1` and the month `h / 40320 % 12 + 1`, all rounded down.
 */
export function spreadSchedule(schedule: string, application: string, workload: string): string {
  const write = Object.hasOwn(spreadable, schedule) ? spreadable[schedule] : undefined;
  return write === undefined ? schedule : write(timeOf(`${application}/${workload}`));
}

function timeOf(name: string): Time {
  const hash = Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 8), 16);
  const days = Math.floor(hash / 1440);
  return {
    minute: hash % 60,
    hour: Math.floor(hash / 60) % 24,
    weekday: days % 7,
    day: (days % 28) + 1,
    month: (Math.floor(days / 28) % 12) + 1,
  };
}
