import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { jobs } from '../../lib/patterns/jobs';
import { expectRefused } from './support/errors';
import { cronTask, deliveredBy, task } from './support/facts';

const controllerOf = (job: object, facts: DraftPatternOptions['facts'] = {}): unknown =>
  draftPattern(jobs, { facts: { ...task, ...facts }, settings: { job } }).controller;
const podFailurePolicy = {
  rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
};

describe('jobs', () => {
  test('try three times within an hour, are kept for ever, and do not count drained nodes', () => {
    const { controller, template } = draftPattern(jobs, { facts: task });
    expect(controller).toEqual({
      backoffLimit: 2,
      activeDeadlineSeconds: 3600,
      podReplacementPolicy: 'Failed',
      podFailurePolicy,
    });
    expect(template['spec']).toEqual({
      restartPolicy: 'Never', terminationGracePeriodSeconds: 30, containers: [{ name: 'api' }],
    });
  });

  test('take other bounds', () => {
    const { controller, template } = draftPattern(jobs, {
      facts: task,
      settings: {
        job: { backoffLimit: 0, activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 5, shutdownSeconds: 90 },
      },
    });
    expect(controller).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 60, ttlSecondsAfterFinished: 5 });
    expect(template).toHaveProperty('spec.terminationGracePeriodSeconds', 90);
  });

  test('start a failed container again in its pod where that is asked for: then no failure policy can be', () => {
    const { controller, template } = draftPattern(jobs, { facts: task, settings: { job: { restartOnFailure: true } } });
    expect(template).toHaveProperty('spec.restartPolicy', 'OnFailure');
    expect(controller).not.toHaveProperty('podFailurePolicy');
    expect(controller).toHaveProperty('podReplacementPolicy', 'Failed');
  });

  test.each(['kubectl', 'argocd', 'flux', 'pulumi'] as const)(
    'are kept for ever under %s, which would make and run them again', (delivery) => {
      expect(controllerOf({}, deliveredBy(delivery))).not.toHaveProperty('ttlSecondsAfterFinished');
      expect(controllerOf({ ttlSecondsAfterFinished: 60 }, deliveredBy(delivery)))
        .toHaveProperty('ttlSecondsAfterFinished', 60);
    });

  test('are kept for ever by false', () => {
    expect(controllerOf({ ttlSecondsAfterFinished: false })).not.toHaveProperty('ttlSecondsAfterFinished');
  });

  test('of a CronTask have the same bounds, and go by its history', () => {
    expect(controllerOf({}, cronTask)).toEqual(draftPattern(jobs, { facts: task }).controller);
  });

  test('refuse bounds that are none', () => {
    expectRefused(() => controllerOf({ activeDeadlineSeconds: 0 }),
      { field: 'settings.job.activeDeadlineSeconds', value: 0 });
    expectRefused(() => controllerOf({ backoffLimit: -1 }), { field: 'settings.job.backoffLimit', value: -1 });
  });
});
