import { draftPattern } from 'charthouse/testing';
import { schedule } from '../../lib/patterns/schedule';
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

  test.each(['* * * * *', '*/15 0-6/2 1,15 jan-mar MON-FRI', '0 0 ? * 0', '5/10 * * * *', '@daily', '@hourly'])(
    'takes %s', (given) => {
      expect(cronJobOf({ schedule: given })).toHaveProperty('schedule', given);
    });

  test.each([
    '* * * *', '* * * * * *', '60 * * * *', '0 24 * * *', '0 0 0 * *', '0 0 * 13 *', '0 0 * * 7', '0 0 * * sun-5-6',
    'mon * * * *', '0 0 * mon *', '10-5 * * * *', '*/0 * * * *', '@reboot', 'every day', '', '0 0 1,,2 * *',
  ])('refuses %s, as the API server does', (given) => {
    expectRefused(() => cronJobOf({ schedule: given }), { field: 'settings.schedule', value: given });
  });

  test.each(['Etc/UTC', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta'])(
    'takes the time zone %s', (timeZone) => {
      expect(cronJobOf({ timeZone })).toHaveProperty('timeZone', timeZone);
    });

  test.each(['CEST', 'europe/berlin', '+02:00', 'Local', 'Europe/Atlantis'])('refuses the time zone %s', (timeZone) => {
    expectRefused(() => cronJobOf({ timeZone }), { field: 'timeZone', value: timeZone });
  });

  test('refuses a deadline under 10 s, within which the controller may not look', () => {
    expectRefused(() => cronJobOf({ scheduling: { startingDeadlineSeconds: 5 } }),
      { field: 'settings.scheduling.startingDeadlineSeconds', value: 5 });
  });
});
