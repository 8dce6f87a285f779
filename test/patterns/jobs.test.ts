import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { jobs } from '../../lib/patterns/jobs/jobs';
import { expectRefused } from './support/errors';
import { cronTask, deliveredBy, plainPlatform, task } from './support/facts';

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
    const others: DraftPatternOptions['others'] = (draft) => { draft.need('hookSeconds', 20); };
    expect(draftPattern(jobs, { others }).template).toHaveProperty('spec.terminationGracePeriodSeconds', 50);
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

  test('take how many pods there are, and what they are', () => {
    const indexed = {
      completions: 5, parallelism: 2, completionMode: 'Indexed', backoffLimitPerIndex: 1, maxFailedIndexes: 2,
      successPolicy: { rules: [{ succeededIndexes: '0,2-4', succeededCount: 3 }] }, suspend: true,
    };
    expect(controllerOf(indexed)).toEqual({
      ...indexed, activeDeadlineSeconds: 3600, podReplacementPolicy: 'Failed', podFailurePolicy,
    });
  });

  test('limit all tries where they are counted by index only as stated', () => {
    const indexed = { completions: 5, completionMode: 'Indexed', backoffLimitPerIndex: 1 };
    expect(controllerOf(indexed)).not.toHaveProperty('backoffLimit');
    expect(controllerOf({ ...indexed, backoffLimit: 9 })).toHaveProperty('backoffLimit', 9);
  });

  test('judge a failed pod by rules, in the form of the API server, and a drained node after them', () => {
    const rules = [
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [42, 3, 42] } },
      { action: 'Count', onPodConditions: [{ type: 'Evicted' }] },
      { action: 'Ignore', onExitCodes: { containerName: 'api', operator: 'NotIn', values: [0] } },
    ];
    const written = [
      { action: 'FailJob', onExitCodes: { operator: 'In', values: [3, 42] } },
      { action: 'Count', onPodConditions: [{ type: 'Evicted', status: 'True' }] },
      rules[2],
    ];
    expect(controllerOf({ podFailurePolicy: { rules } }))
      .toHaveProperty('podFailurePolicy', { rules: [...written, ...podFailurePolicy.rules] });
    expect(controllerOf({ podFailurePolicy: { rules }, ignoreDisruptions: false }))
      .toHaveProperty('podFailurePolicy', { rules: written });
    expect(controllerOf({ ignoreDisruptions: false })).not.toHaveProperty('podFailurePolicy');
  });

  test('replace a pod that is going away only where nothing is said of failures', () => {
    const podReplacementPolicy = 'TerminatingOrFailed';
    expect(controllerOf({ podReplacementPolicy, ignoreDisruptions: false }))
      .toHaveProperty('podReplacementPolicy', podReplacementPolicy);
    expect(controllerOf({ podReplacementPolicy, restartOnFailure: true }))
      .toHaveProperty('podReplacementPolicy', podReplacementPolicy);
    expectRefused(() => controllerOf({ podReplacementPolicy }),
      { field: 'job.podReplacementPolicy', value: podReplacementPolicy });
  });

  test('leave rules of defaults for all aside where containers are started again', () => {
    const podFailurePolicy = { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1] } }] };
    const facts: DraftPatternOptions['facts'] = { statedBy: () => undefined };
    expect(controllerOf({ restartOnFailure: true, podFailurePolicy }, facts)).not.toHaveProperty('podFailurePolicy');
    expectRefused(() => controllerOf({ restartOnFailure: true, podFailurePolicy }),
      { field: 'job.podFailurePolicy', value: 1 });
  });

  const rule = (given: object): object => ({ podFailurePolicy: { rules: [given] } });
  const codes = (given: object): object => rule({ action: 'Count', onExitCodes: given });
  const indexed = { completionMode: 'Indexed', completions: 5 };
  const many = { completionMode: 'Indexed', completions: 100_001, backoffLimitPerIndex: 1 };
  const success = (given: object): object => ({ ...indexed, successPolicy: { rules: [given] } });

  test.each<[string, object, string]>([
    ['an index without Indexed', { backoffLimitPerIndex: 1 }, 'backoffLimitPerIndex'],
    ['a success of indexes without Indexed', { successPolicy: { rules: [{ succeededCount: 1 }] } }, 'successPolicy'],
    ['Indexed without completions', { completionMode: 'Indexed' }, 'completions'],
    ['failed indexes that are not counted', { ...indexed, maxFailedIndexes: 1 }, 'maxFailedIndexes'],
    ['more failed indexes than there are', { ...indexed, backoffLimitPerIndex: 1, maxFailedIndexes: 6 },
      'maxFailedIndexes'],
    ['tries by index of what is started again', { ...indexed, backoffLimitPerIndex: 1, restartOnFailure: true },
      'backoffLimitPerIndex'],
    ['more than 100000 pods at once', { ...indexed, parallelism: 100_001 }, 'parallelism'],
    ['many completions without a limit of failures', many, 'maxFailedIndexes'],
    ['many completions, and too many at once', { ...many, maxFailedIndexes: 1, parallelism: 10_001 }, 'parallelism'],
    ['no rule of success', { ...indexed, successPolicy: {} }, 'successPolicy.rules'],
    ['an empty list of rules of success', { ...indexed, successPolicy: { rules: [] } }, 'successPolicy.rules'],
    ['a rule of success that says nothing', success({}), 'successPolicy.rules[0]'],
    ['an index that there is not', success({ succeededIndexes: '5' }), 'successPolicy.rules[0].succeededIndexes'],
    ['indexes out of order', success({ succeededIndexes: '3,1' }), 'successPolicy.rules[0].succeededIndexes'],
    ['a range that ends before it begins', success({ succeededIndexes: '3-3' }),
      'successPolicy.rules[0].succeededIndexes'],
    ['no index', success({ succeededIndexes: 'all' }), 'successPolicy.rules[0].succeededIndexes'],
    ['more successes than indexes', success({ succeededIndexes: '0-1', succeededCount: 3 }),
      'successPolicy.rules[0].succeededCount'],
    ['a rule without an action', rule({ onExitCodes: { operator: 'In', values: [1] } }),
      'podFailurePolicy.rules[0].action'],
    ['a rule about nothing', rule({ action: 'Count' }), 'podFailurePolicy.rules[0]'],
    ['an index that fails where none is counted', rule({ action: 'FailIndex', onPodConditions: [{ type: 'A' }] }),
      'podFailurePolicy.rules[0].action'],
    ['codes without an operator', codes({ values: [1] }), 'podFailurePolicy.rules[0].onExitCodes.operator'],
    ['an operator without codes', codes({ operator: 'In' }), 'podFailurePolicy.rules[0].onExitCodes.values'],
    ['no code', codes({ operator: 'In', values: [] }), 'podFailurePolicy.rules[0].onExitCodes.values'],
    ['a failure by 0', codes({ operator: 'In', values: [0, 1] }), 'podFailurePolicy.rules[0].onExitCodes.values'],
    ['another container', codes({ operator: 'In', values: [1], containerName: 'web' }),
      'podFailurePolicy.rules[0].onExitCodes.containerName'],
    ['a condition that is none', rule({ action: 'Count', onPodConditions: [{ type: 'no name' }] }),
      'podFailurePolicy.rules[0].onPodConditions[0].type'],
    ['a condition of no domain', rule({ action: 'Count', onPodConditions: [{ type: 'example..com/OutOfQuota' }] }),
      'podFailurePolicy.rules[0].onPodConditions[0].type'],
    ['more than twenty rules', { podFailurePolicy: { rules: Array.from({ length: 20 }, () =>
      ({ action: 'Count', onPodConditions: [{ type: 'A' }] })) } }, 'podFailurePolicy.rules'],
  ])('refuse what the API server refuses: %s', (_what, given, field) => {
    expectRefused(() => controllerOf(given), { field: `job.${field}` });
  });

  test.each<[string, object, string]>([
    ['1.28', { ...indexed, backoffLimitPerIndex: 1 }, 'backoffLimitPerIndex'],
    ['1.30', { ...indexed, successPolicy: { rules: [{ succeededCount: 1 }] } }, 'successPolicy'],
  ])('refuse what Kubernetes %s would drop, and say nothing', (kubernetes, given, field) => {
    const facts = { platform: { ...plainPlatform, kubernetes } };
    expectRefused(() => controllerOf(given, facts), { field: `job.${field}` });
  });

  test('refuse names of hosts that no pod can have', () => {
    const facts = { controllerName: 'a'.repeat(52), name: 'api' };
    expect(() => controllerOf({ ...indexed, completions: 10 }, facts)).not.toThrow();
    expectRefused(() => controllerOf({ ...indexed, completions: 11 }, facts), { field: 'job.completions', value: 11 });
  });

  test('refuse bounds that are none', () => {
    expectRefused(() => controllerOf({ activeDeadlineSeconds: 0 }),
      { field: 'settings.job.activeDeadlineSeconds', value: 0 });
    expectRefused(() => controllerOf({ backoffLimit: -1 }), { field: 'settings.job.backoffLimit', value: -1 });
  });
});
