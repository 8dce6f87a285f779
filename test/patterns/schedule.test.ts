import { draftPattern } from 'charthouse/testing';
import { schedule } from '../../lib/patterns/schedule';
import { spreadSchedule } from '../../lib/patterns/spread-schedule';
import { expectRefused } from './support/errors';
import { cronTask } from './support/facts';

const cronJobOf = (settings: object): unknown =>
  draftPattern(schedule, { facts: cronTask, settings: { schedule: '30 3 * * *', ...settings } }).cronJob;

describe('schedule', () => {
  test('starts one run at a time, at most 10 minutes late, in UTC, and keeps few of them', () => {
    expect(cronJobOf({})).toEqual({
      schedule: '30 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
    });
  });

  test('takes every option', () => {
    const scheduling = {
      concurrencyPolicy: 'Replace', startingDeadlineSeconds: 60, successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 1, suspend: true,
    };
    expect(cronJobOf({ scheduling, timeZone: 'Europe/Berlin' }))
      .toEqual({ schedule: '30 3 * * *', timeZone: 'Europe/Berlin', ...scheduling });
  });

  test.each(['Allow', 'Forbid', 'Replace'])('takes the concurrency policy %s', (concurrencyPolicy) => {
    expect(cronJobOf({ scheduling: { concurrencyPolicy } })).toHaveProperty('concurrencyPolicy', concurrencyPolicy);
  });

  test.each(['* * * * *', '*/15 0-6/2 1,15 jan-mar MON-FRI', '0 0 ? * 0', '5/10 * * * *', '0 0 * * *', '@midnight'])(
    'writes %s as it is', (given) => {
      expect(cronJobOf({ schedule: given })).toHaveProperty('schedule', given);
    });

  test.each([
    ['@hourly', '21 * * * *'], ['@daily', '21 23 * * *'], ['@weekly', '21 23 * * 3'], ['@monthly', '21 23 11 * *'],
    ['@yearly', '21 23 11 3 *'], ['@annually', '21 23 11 3 *'],
  ])('gives %s a time of its own, by the names of application and workload', (given, written) => {
    expect(cronJobOf({ schedule: given })).toHaveProperty('schedule', written);
  });

  test('leaves the time to Kubernetes where a house says so', () => {
    expect(cronJobOf({ schedule: '@daily', scheduling: { spread: false } })).toHaveProperty('schedule', '@daily');
  });

  test.each([
    '* * * *', '* * * * * *', '60 * * * *', '0 24 * * *', '0 0 0 * *', '0 0 * 13 *', '0 0 * * 7', '0 0 * * sun-5-6',
    'mon * * * *', '0 0 * mon *', '10-5 * * * *', '*/0 * * * *', '@reboot', 'every day', '', '0 0 1,,2 * *',
  ])('refuses %s, as the API server does', (given) => {
    expectRefused(() => cronJobOf({ schedule: given }), { field: 'settings.schedule', value: given });
  });

  test.each(['0 0 31 2 *', '0 0 30 feb *', '0 0 31 4,6,9,11 ?', '0 0 31 4-6/2 *', '0 0 30-31 2 */1'])(
    'refuses %s, which never runs', (given) => {
      expectRefused(() => cronJobOf({ schedule: given }), { field: 'schedule', value: given });
    });

  test.each([
    '0 0 29 2 *', '0 0 31 * *', '0 0 31 2 mon', '0 0 1,31 2 *', '0 0 31 1-6 *', '0 0 */31 2 *', '0 0 31 2/3 *',
  ])(
    'writes %s, which runs at times', (given) => {
      expect(cronJobOf({ schedule: given })).toHaveProperty('schedule', given);
    });

  test.each([
    'Etc/UTC', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta', 'EST5EDT', 'W-SU', 'GMT0',
    'Etc/GMT+12', 'America/Port-au-Prince', 'Africa/Dar_es_Salaam', 'Antarctica/McMurdo', 'Australia/NSW',
  ])(
    'takes the time zone %s', (timeZone) => {
      expect(cronJobOf({ timeZone })).toHaveProperty('timeZone', timeZone);
    });

  test.each([
    'CEST', 'europe/berlin', '+02:00', 'Local', 'Europe/Atlantis', 'etc/utc', 'ETC/UTC', 'us/pacific', 'Asia/CALCUTTA',
    'zulu', 'PST', 'IST', 'GMT+1', 'Etc/GMT+99', 'SystemV/AST4',
  ])('refuses the time zone %s', (timeZone) => {
    expectRefused(() => cronJobOf({ timeZone }), { field: 'timeZone', value: timeZone });
  });

  test('refuses a deadline under 10 s, within which the controller may not look', () => {
    expectRefused(() => cronJobOf({ scheduling: { startingDeadlineSeconds: 5 } }),
      { field: 'settings.scheduling.startingDeadlineSeconds', value: 5 });
  });
});

/** A time that is written once must never move: a job would run twice, or not at all, on the day of an upgrade. */
const table: readonly (readonly [string, string, string, string])[] = [
  ['shop', 'report', '11 11 * * *', '11 11 8 5 *'],
  ['shop', 'api', '21 23 * * *', '21 23 11 3 *'],
  ['shop', 'nightly', '16 14 * * *', '16 14 15 4 *'],
  ['shop', 'backup', '28 20 * * *', '28 20 3 3 *'],
  ['billing', 'report', '54 2 * * *', '54 2 7 5 *'],
  ['a', 'b', '52 5 * * *', '52 5 16 9 *'],
];

describe('the time of a job that says only how often it runs', () => {
  test.each(table)('of %s/%s stays what it is', (application, workload, daily, yearly) => {
    expect(spreadSchedule('@daily', application, workload)).toBe(daily);
    expect(spreadSchedule('@yearly', application, workload)).toBe(yearly);
  });

  test('differs from job to job: no minute and no hour has many more than its share', () => {
    const times = Array.from({ length: 2400 }, (_, index) =>
      spreadSchedule('@daily', `app${index % 20}`, `job${index}`).split(' '));
    const most = (field: 0 | 1): number => {
      const counts = new Map<string, number>();
      for (const time of times) counts.set(time[field]!, (counts.get(time[field]!) ?? 0) + 1);
      return Math.max(...counts.values());
    };
    // Of 2400, each minute has 40 on average and each hour 100.
    expect(most(0)).toBeLessThan(70);
    expect(most(1)).toBeLessThan(150);
  });

  test('is one that Kubernetes takes', () => {
    const fields = Array.from({ length: 500 }, (_, index) => [
      ...spreadSchedule('@yearly', 'shop', `job${index}`).split(' ').map(Number).slice(0, 4),
      Number(spreadSchedule('@weekly', 'shop', `job${index}`).split(' ')[4]),
    ]);
    const bounds = [[0, 59], [0, 23], [1, 28], [1, 12], [0, 6]] as const;
    expect(fields.filter((each) => each.some((value, at) => value < bounds[at]![0] || value > bounds[at]![1])))
      .toEqual([]);
  });
});
