import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { rollout } from '../../lib/patterns/rollout';
import { expectRefused } from './support/errors';
import { agent, listening, store } from './support/facts';

const rolled = (given: object, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(rollout, { ...options, settings: { rollout: given } });
const grace = 'spec.terminationGracePeriodSeconds';
const sleep = 'lifecycle.preStop.sleep.seconds';
const singleWriter: DraftPatternOptions['others'] = (draft) => { draft.need('singleWriter', true); };

describe('rollout', () => {
  test('has no pod fewer and one more', () => {
    expect(draftPattern(rollout).controller).toEqual({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    });
  });

  test('goes on serving for 10 s where it listens, and then has 30 s', () => {
    const { container, template } = draftPattern(rollout, { others: listening });
    expect(container).toHaveProperty(sleep, 10);
    expect(template).toHaveProperty(grace, 40);
  });

  test('drains nothing where it does not listen', () => {
    const measured: DraftPatternOptions['others'] = (draft) => {
      draft.containers('main').add('ports', 'metrics', { containerPort: 9090, protocol: 'TCP' });
    };
    for (const others of [measured, undefined]) {
      const { container, template } = draftPattern(rollout, { others });
      expect(container).not.toHaveProperty('lifecycle');
      expect(template).toHaveProperty(grace, 30);
    }
  });

  test('drains as long as anybody needs, and has the grace for it', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.need('drainSeconds', 25);
      draft.need('shutdownSeconds', 5);
    };
    const { container, template } = rolled({ drainSeconds: 15, shutdownSeconds: 60 }, { others });
    expect(container).toHaveProperty(sleep, 25);
    expect(template).toHaveProperty(grace, 90);
  });

  test('does not drain where that is switched off, nor for 0 s', () => {
    for (const given of [{ drain: false }, { drainSeconds: 0 }]) {
      const { container, template } = rolled(given, { others: listening });
      expect(container).not.toHaveProperty('lifecycle');
      expect(template).toHaveProperty(grace, 30);
    }
  });

  test('stops the old pod first where one pod at a time can mount a volume, unless something else is said', () => {
    expect(rolled({}, { others: singleWriter }).controller).toEqual({ strategy: { type: 'Recreate' } });
    expect(rolled({ strategy: 'RollingUpdate' }, { others: singleWriter }).controller)
      .toHaveProperty('strategy.type', 'RollingUpdate');
    expect(rolled({ strategy: 'Recreate' }).controller).toEqual({ strategy: { type: 'Recreate' } });
  });

  test('takes steps of any size', () => {
    expect(rolled({ maxUnavailable: '10%', maxSurge: '50%' }).controller)
      .toHaveProperty('strategy.rollingUpdate', { maxUnavailable: '10%', maxSurge: '50%' });
  });

  test('takes one pod away where none may be added: the API server refuses two zeros', () => {
    expect(rolled({ maxSurge: 0 }).controller)
      .toHaveProperty('strategy.rollingUpdate', { maxUnavailable: 1, maxSurge: 0 });
    expectRefused(() => rolled({ maxSurge: 0, maxUnavailable: '0%' }), { field: 'rollout.maxSurge', value: 0 });
  });

  test('takes the times of a Deployment', () => {
    const times = { minReadySeconds: 5, progressDeadlineSeconds: 120, revisionHistoryLimit: 3 };
    expect(rolled(times).controller).toMatchObject(times);
  });

  test('replaces an agent node by node, or brings the new one first: never both', () => {
    const steps = (given: object): unknown => rolled(given, { facts: agent }).controller['updateStrategy'];
    expect(steps({})).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } });
    expect(steps({ maxUnavailable: '10%' })).toHaveProperty('rollingUpdate', { maxUnavailable: '10%', maxSurge: 0 });
    expect(steps({ maxSurge: 2 })).toHaveProperty('rollingUpdate', { maxUnavailable: 0, maxSurge: 2 });
    expect(steps({ maxUnavailable: 0 })).toHaveProperty('rollingUpdate', { maxUnavailable: 0, maxSurge: 1 });
    expectRefused(() => steps({ maxUnavailable: 1, maxSurge: 1 }), { field: 'rollout.maxSurge', value: 1 });
    expectRefused(() => steps({ maxUnavailable: 0, maxSurge: 0 }), { field: 'rollout.maxSurge', value: 0 });
  });

  test('replaces the pods of a store one by one, or when somebody deletes them', () => {
    expect(rolled({}, { facts: store }).controller).toEqual({ updateStrategy: { type: 'RollingUpdate' } });
    expect(rolled({ strategy: 'Recreate' }, { facts: store }).controller)
      .toEqual({ updateStrategy: { type: 'OnDelete' } });
  });

  test('is off by false', () => {
    const { container, controller, template } =
      draftPattern(rollout, { others: listening, settings: { rollout: false } });
    expect(controller).toEqual({});
    expect(container).not.toHaveProperty('lifecycle');
    expect(template).not.toHaveProperty(grace);
  });
});
