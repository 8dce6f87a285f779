/** When a CronTask runs. */
import { CharthouseError } from '../model/error';
import { flag, integer, object, oneOf, shapeOf, textShape } from '../model/shape';
import { makePattern, keys } from './pattern';
import { spreadSchedule } from './spread-schedule';
import { isTimeZone } from './time-zone';

/** How runs follow each other. */
export interface ScheduleOptions {
  /** What happens while the last run goes on. @default 'Forbid' */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace' | undefined;
  /** Seconds by which a run may start late. @default 600 */
  readonly startingDeadlineSeconds?: number | undefined;
  /** Finished runs that are kept. @default 1 */
  readonly successfulJobsHistoryLimit?: number | undefined;
  /** Failed runs that are kept. @default 3 */
  readonly failedJobsHistoryLimit?: number | undefined;
  /** Whether no run is started. @default false */
  readonly suspend?: boolean | undefined;
  /**
   * Whether a schedule that says only how often (`@hourly`, `@daily`, `@weekly`, `@monthly`, `@yearly`) runs at a time
   * that follows from the names of application and workload, so that the jobs of a house do not all start at once. The
   * same names have the same time, for ever. Without it Kubernetes starts them at midnight, or on the hour.
   * @default true
   */
  readonly spread?: boolean | undefined;
}

/** When work runs. */
export interface ScheduleKeys {
  /**
   * Five fields, minute first, such as `30 3 * * *`; or how often: `@hourly`, `@daily`, `@weekly`, `@monthly` or
   * `@yearly`, of which each job has a minute (hour, day) of its own, by its name. `@midnight` is midnight.
   * @default - none: it must be given
   * @example schedule: '@daily' // of shop/report: '11 11 * * *', for ever
   */
  readonly schedule?: string | undefined;
  /** A time zone of the tz database. @default 'Etc/UTC' */
  readonly timeZone?: string | undefined;
  /** How runs follow each other. @default - one at a time, at most 10 minutes late */
  readonly scheduling?: ScheduleOptions | undefined;
}

const macros = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const cron = shapeOf(
  "five fields, minute first, such as '30 3 * * *', or @daily",
  (value) => typeof value === 'string' && (macros.test(value) || isCron(value)),
  (value) =>
    typeof value === 'string' && value.trim().split(/\s+/).length === 6
      ? 'leave the seconds out'
      : 'keep to minute 0-59, hour 0-23, day 1-31, month 1-12, weekday 0-6',
);

/** Claims the schedule (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/). */
export const schedule = makePattern({
  name: 'schedule',
  fits: ['scheduled'],
  keys: keys<ScheduleKeys>({
    schedule: cron,
    timeZone: textShape,
    scheduling: object({
      concurrencyPolicy: oneOf('Allow', 'Forbid', 'Replace'),
      startingDeadlineSeconds: integer(10),
      successfulJobsHistoryLimit: integer(0, 100),
      failedJobsHistoryLimit: integer(0, 100),
      suspend: flag,
      spread: flag,
    }),
  }),
  defaults: {
    timeZone: 'Etc/UTC',
    scheduling: {
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      spread: true,
    },
  },
  apply(draft, settings, facts) {
    const { timeZone } = settings;
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      throw new CharthouseError({
        path: facts.path,
        field: 'timeZone',
        problem: 'is no time zone of the tz database',
        value: timeZone,
        allowed: 'such as Europe/Berlin or Etc/UTC',
        fix: "give the zone's name, not an abbreviation or offset",
      });
    }
    const { spread, ...scheduling } = settings.scheduling;
    const given = settings.schedule;
    if (given !== undefined && isNever(given)) throw never(given, facts.path);
    const schedule = given === undefined || !spread ? given : spreadSchedule(given, facts.application, facts.name);
    draft.claimCronJob({ schedule, timeZone, ...scheduling });
  },
});

/** A field's lowest and highest number, and the words for them. Kubernetes takes no 7 for Sunday. */
interface CronField {
  readonly low: number;
  readonly high: number;
  readonly words: readonly string[];
}

const cronFields: readonly CronField[] = Object.freeze([
  { low: 0, high: 59, words: [] },
  { low: 0, high: 23, words: [] },
  { low: 1, high: 31, words: [] },
  { low: 1, high: 12, words: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { low: 0, high: 6, words: 'sun mon tue wed thu fri sat'.split(' ') },
]);

function isCron(value: string): boolean {
  const fields = value.trim().split(/\s+/);
  return fields.length === cronFields.length
    && cronFields.every((field, index) => (fields[index] ?? '').split(',').every((part) => isPart(part, field)));
}

/** The longest that each month is. */
const days: readonly number[] = Object.freeze([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

/** Whether no month has the day: Kubernetes takes the schedule, and starts nothing. */
function isNever(schedule: string): boolean {
  const [, , ofMonth = '*', months = '*', weekdays = '*'] = schedule.trim().split(/\s+/);
  if (!/^[*?]/.test(weekdays) || schedule.startsWith('@')) return false;
  const [, , dayField, monthField] = cronFields;
  const [first = 1] = dayField === undefined ? [] : numbersOf(ofMonth, dayField);
  return monthField !== undefined && numbersOf(months, monthField).every((month) => (days[month - 1] ?? 31) < first);
}

/** Every number that a field of a schedule stands for, in order. */
function numbersOf(text: string, field: CronField): readonly number[] {
  const numbers = text.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/');
    const [first = NaN, last = step === undefined ? first : field.high] =
      range === '*' || range === '?' ? [field.low, field.high] : range.split('-').map((end) => numberOf(end, field));
    const count = Math.floor((last - first) / Number(step ?? 1)) + 1;
    return Array.from({ length: count }, (_, index) => first + index * Number(step ?? 1));
  });
  return numbers.sort((left, right) => left - right);
}

function never(schedule: string, path: string): CharthouseError {
  return new CharthouseError({
    path,
    field: 'schedule',
    problem: 'names a day that none of its months has: it would never run',
    value: schedule,
    allowed: 'days of the months: at most 29 in February, 30 in April',
    fix: 'correct the day or the month',
  });
}

function isPart(part: string, field: CronField): boolean {
  const [range = '', step, ...rest] = part.split('/');
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const ends = range.split('-').map((end) => numberOf(end, field));
  const [first = NaN, last = first] = ends;
  return ends.length <= 2 && first >= field.low && last <= field.high && first <= last;
}

function numberOf(end: string, { low, words }: CronField): number {
  const word = words.indexOf(end.toLowerCase());
  return word >= 0 ? word + low : /^\d+$/.test(end) ? Number(end) : NaN;
}
