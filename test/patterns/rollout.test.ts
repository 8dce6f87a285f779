import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { rollout } from '../../lib/patterns/rollout/rollout';
import { expectRefused } from './support/errors';
import { agent, listening, plainPlatform, store } from './support/facts';

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

  test('leaves the hook to whoever states one, and counts draining all the same', () => {
    const exec = { command: ['quit'] };
    const hooked = (name: string): ReturnType<typeof draftPattern> => draftPattern(rollout, { others: (draft) => {
      listening(draft);
      draft.containers('main').add('hooks', name, { exec }, 'props');
    } });
    expect(hooked('preStop').container['lifecycle']).toEqual({ preStop: { exec } });
    expect(hooked('preStop').template).toHaveProperty(grace, 40);
    expect(hooked('postStart').container['lifecycle'])
      .toEqual({ postStart: { exec }, preStop: { sleep: { seconds: 10 } } });
  });

  test('has the grace for hooks that sleep longer than it drains', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.need('hookSeconds', 45);
    };
    expect(rolled({}, { others }).template).toHaveProperty(grace, 75);
    expect(rolled({ drainSeconds: 60 }, { others }).template).toHaveProperty(grace, 90);
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
    for (const facts of [store, agent]) {
      expect(rolled({ strategy: 'OnDelete' }, { facts }).controller).toEqual({ updateStrategy: { type: 'OnDelete' } });
    }
  });

  test('replaces only the last pods of a store, and several at once where Kubernetes can do that', () => {
    const on = (kubernetes: string): object => ({ ...store, platform: { ...plainPlatform, kubernetes } });
    const steps = (given: object, facts: object): unknown =>
      rolled(given, { facts }).controller['updateStrategy'];
    expect(steps({ partition: 2 }, store)).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 2 } });
    expect(steps({ maxUnavailable: '50%' }, on('1.37')))
      .toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '50%' } });
    expectRefused(() => steps({ maxUnavailable: 2 }, on('1.36')), { field: 'rollout.maxUnavailable', value: 2 });
    expectRefused(() => steps({ maxUnavailable: 0 }, on('1.37')), { field: 'rollout.maxUnavailable', value: 0 });
  });

  test('says by intent what must not be missing', () => {
    const strategy = (given: object, facts = {}): unknown => {
      const { controller } = rolled(given, { facts });
      return controller['strategy'] ?? controller['updateStrategy'];
    };
    expect(strategy({ strategy: 'zeroDowntime', maxSurge: '50%' }))
      .toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '50%' } });
    expect(strategy({ strategy: 'zeroDowntime' }, agent))
      .toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
    expect(strategy({ strategy: 'recreate' })).toEqual({ type: 'Recreate' });
    expectRefused(() => strategy({ strategy: 'zeroDowntime', maxUnavailable: 1 }),
      { field: 'rollout.maxUnavailable', value: 1 });
    expectRefused(() => rolled({ strategy: 'zeroDowntime' }, { others: singleWriter }),
      { field: 'rollout.strategy', value: 'zeroDowntime' });
  });

  test.each<[string, object, object, string]>([
    ['a surge of a store', store, { maxSurge: 1 }, 'maxSurge'],
    ['a deadline of a store', store, { progressDeadlineSeconds: 60 }, 'progressDeadlineSeconds'],
    ['a deadline of an agent', agent, { progressDeadlineSeconds: 60 }, 'progressDeadlineSeconds'],
    ['a partition of an agent', agent, { partition: 1 }, 'partition'],
    ['a partition of a Deployment', {}, { partition: 1 }, 'partition'],
    ['a store that is recreated', store, { strategy: 'recreate' }, 'strategy'],
    ['a store that is recreated, in other words', store, { strategy: 'Recreate' }, 'strategy'],
    ['a store without downtime', store, { strategy: 'zeroDowntime' }, 'strategy'],
    ['an agent that is recreated', agent, { strategy: 'Recreate' }, 'strategy'],
    ['a Deployment on delete', {}, { strategy: 'OnDelete' }, 'strategy'],
    ['steps of what is recreated', {}, { strategy: 'recreate', maxSurge: 2 }, 'maxSurge'],
    ['steps on delete', agent, { strategy: 'OnDelete', maxUnavailable: 2 }, 'maxUnavailable'],
    ['a partition on delete', store, { strategy: 'OnDelete', partition: 2 }, 'partition'],
  ])('refuses what would have no effect: %s', (_what, facts, given, field) => {
    expectRefused(() => rolled(given, { facts }),
      { field: `rollout.${field}`, value: (given as Record<string, unknown>)[field] });
  });

  test('refuses steps of a Deployment whose volume one pod at a time can mount', () => {
    expectRefused(() => rolled({ maxSurge: 2 }, { others: singleWriter }), { field: 'rollout.maxSurge', value: 2 });
    expect(rolled({ maxSurge: 2, strategy: 'RollingUpdate' }, { others: singleWriter }).controller)
      .toHaveProperty('strategy.rollingUpdate.maxSurge', 2);
  });

  test('takes from defaults for all workloads only what it has a use for', () => {
    const all = { strategy: 'zeroDowntime', maxSurge: 2, maxUnavailable: 3, partition: 1, progressDeadlineSeconds: 90 };
    const nobody: DraftPatternOptions['facts'] = { statedBy: () => undefined };
    const steps = (facts: DraftPatternOptions['facts'], given: object = all): unknown => {
      const { controller } = rolled(given, { facts: { ...facts, ...nobody }, others: singleWriter });
      return controller['strategy'] ?? controller['updateStrategy'];
    };
    expect(steps({})).toEqual({ type: 'Recreate' });
    expect(steps(store)).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 1 } });
    expect(steps(agent)).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 2 } });
    expect(steps(agent, { strategy: 'recreate' })).toHaveProperty('type', 'RollingUpdate');
    expect(steps({}, { strategy: 'recreate', maxSurge: 2 })).toEqual({ type: 'Recreate' });
  });

  test('refuses what defaults for its kind alone say in vain, and names them', () => {
    const facts: DraftPatternOptions['facts'] = {
      ...agent, statedBy: (field) => (field === 'rollout.partition' ? 'kind' : undefined),
    };
    expect(() => rolled({ partition: 1 }, { facts })).toThrow('leave it out of the defaults for DaemonAgent');
  });

  test('gives up only after a pod could have been ready: 600 s where nobody says another time', () => {
    expectRefused(() => rolled({ minReadySeconds: 60, progressDeadlineSeconds: 60 }),
      { field: 'rollout.progressDeadlineSeconds', value: 60 });
    expectRefused(() => rolled({ minReadySeconds: 700 }), { field: 'rollout.progressDeadlineSeconds', value: 600 });
    expect(rolled({ minReadySeconds: 700, progressDeadlineSeconds: 900 }).controller)
      .toMatchObject({ minReadySeconds: 700, progressDeadlineSeconds: 900 });
    expect(rolled({ minReadySeconds: 700 }, { facts: store }).controller).toHaveProperty('minReadySeconds', 700);
  });

  test('is off by false', () => {
    const { container, controller, template } =
      draftPattern(rollout, { others: listening, settings: { rollout: false } });
    expect(controller).toEqual({});
    expect(container).not.toHaveProperty('lifecycle');
    expect(template).not.toHaveProperty(grace);
  });
});
