import { App, Application, WebService, Worker, bounded, defineHouse, generic, locked, unset, type Finding } from '../../lib';
import { errorWith } from './support/refused';

const house = defineHouse({
  name: 'strict',
  version: '1',
  platforms: { generic: generic() },
  targets: { here: { platform: 'generic', environment: 'test' } },
  defaults: {
    schedulerName: locked('ours'),
    resources: { requests: { memory: bounded({ max: '2Gi' }) } },
    rollout: { drainSeconds: bounded({ min: 5, max: 60, default: 15 }) },
    spread: { zones: locked('topology.kubernetes.io/zone') },
    networkIsolation: locked({ egressAnywhere: false }),
  },
});
const image = 'api:1.4.2';

/** An Application of the strict house, in an App of its own. */
function shop(props: Partial<ConstructorParameters<typeof Application>[2]> = {}): { app: App; shop: Application } {
  const app = new App();
  return { app, shop: new Application(app, 'shop', { target: house.target('here'), ...props }) };
}

const of = (app: App, rule: string): readonly Finding[] => app.findings().filter((finding) => finding.rule === rule);

describe('a locked value', () => {
  it('may be said again', () => {
    expect(() => new Worker(shop().shop, 'api', { image, schedulerName: 'ours' })).not.toThrow();
  });

  it('is not left without a reason', () => {
    expect(() => new Worker(shop().shop, 'api', { image, schedulerName: 'theirs' })).toThrow(errorWith({
      path: 'shop/api',
      field: 'schedulerName',
      value: 'theirs',
      allowed: 'locked to "ours"',
      fix: "keep to it, or state a reason: because: { 'schedulerName': '…' }",
    }));
  });

  it('is left with a reason, and that is reported', () => {
    const { app, shop: scope } = shop();
    new Worker(scope, 'api', { image, schedulerName: 'theirs', because: { schedulerName: 'gang scheduling' } });

    expect(app.findings()).toEqual([{
      path: 'shop/api',
      rule: 'rule-left',
      severity: 'info',
      field: 'schedulerName',
      value: 'theirs',
      waived: 'gang scheduling',
      message: 'leaves what house strict has locked to "ours"',
      fix: 'nothing to do while the reason holds',
    }]);
  });

  it('holds inside an object that is locked as a whole', () => {
    const props = { image, networkIsolation: { egressAnywhere: true } };

    expect(() => new Worker(shop().shop, 'api', props))
      .toThrow(errorWith({ field: 'networkIsolation.egressAnywhere', value: true }));
  });

  it('is left by `false` in the place of the object that it is in', () => {
    const { app, shop: scope } = shop();

    expect(() => new Worker(scope, 'api', { image, spread: false }))
      .toThrow(errorWith({ field: 'spread.zones', value: false, allowed: 'locked to "topology.kubernetes.io/zone"' }));
    expect(() => new Worker(scope, 'bare', { image, spread: false, because: { spread: 'one zone' } })).not.toThrow();
    expect(of(app, 'rule-left').map(({ path, field, value }) => [path, field, value]))
      .toEqual([['shop/bare', 'spread.zones', false]]);
  });
});

describe('a bounded value', () => {
  const draining = (drainSeconds: number): object => ({ image, port: 80, rollout: { drainSeconds } });

  it.each([5, 42, 60])('may be said within its limits, as %d is', (seconds) => {
    expect(() => new WebService(shop().shop, 'api', draining(seconds) as never)).not.toThrow();
  });

  it.each([4, 61])('is not left without a reason, as by %d', (seconds) => {
    expect(() => new WebService(shop().shop, 'api', draining(seconds) as never)).toThrow(errorWith({
      path: 'shop/api', field: 'rollout.drainSeconds', value: seconds, allowed: 'bounded to at least 5 and at most 60',
    }));
  });

  it('is left with a reason, for the field or for what it is part of', () => {
    const { app, shop: scope } = shop();
    const rollout = { drainSeconds: 300 };
    new WebService(scope, 'field', { image, port: 80, rollout, because: { 'rollout.drainSeconds': 'long polls' } });
    new WebService(scope, 'whole', { image, port: 80, rollout, because: { rollout: 'long polls' } });

    expect(of(app, 'rule-left').map(({ path, field, waived }) => [path, field, waived])).toEqual([
      ['shop/field', 'rollout.drainSeconds', 'long polls'],
      ['shop/whole', 'rollout.drainSeconds', 'long polls'],
    ]);
  });

  it('compares quantities by what they amount to', () => {
    const { shop: scope } = shop();
    const memory = (request: string): object => ({ image, resources: { requests: { memory: request } } });

    expect(() => new Worker(scope, 'small', memory('1500Mi') as never)).not.toThrow();
    expect(() => new Worker(scope, 'large', memory('2049Mi') as never))
      .toThrow(errorWith({ field: 'resources.requests.memory', value: '2049Mi' }));
  });
});

describe('the rules hold for every container', () => {
  const large = { image, resources: { requests: { memory: '4Gi' } } };
  const open = { image, security: { readOnlyRootFilesystem: false } };

  it.each(['containers', 'initContainers', 'sidecars'] as const)('of %s, by the name of its field', (set) => {
    expect(() => new Worker(shop().shop, 'api', { image, [set]: { beside: large } })).toThrow(errorWith({
      path: 'shop/api',
      field: `${set}.beside.resources.requests.memory`,
      fix: `keep to it, or state a reason: because: { '${set}.beside.resources.requests.memory': '…' }`,
    }));
  });

  it('and are left with a reason for that container, which is reported', () => {
    const { app, shop: scope } = shop();
    new Worker(scope, 'api', {
      image,
      sidecars: { proxy: open },
      containers: { cache: large },
      because: { 'sidecars.proxy.security': 'writes its certificates', 'containers.cache': 'keeps all in memory' },
    });

    expect(app.findings().map(({ path, rule, field, waived }) => [path, rule, field, waived])).toEqual([
      ['shop/api', 'rule-left', 'sidecars.proxy.security.readOnlyRootFilesystem', 'writes its certificates'],
      ['shop/api', 'rule-left', 'containers.cache.resources.requests.memory', 'keeps all in memory'],
    ]);
  });

  it('though a reason for the main container is none for another', () => {
    expect(() => new Worker(shop().shop, 'api', { image, sidecars: { proxy: open }, because: { security: 'mine' } }))
      .toThrow(errorWith({ field: 'sidecars.proxy.security.readOnlyRootFilesystem' }));
  });
});

describe('the defaults of an Application', () => {
  it('do not leave a lock without a reason', () => {
    expect(() => shop({ defaults: { schedulerName: 'theirs' } }))
      .toThrow(errorWith({ path: 'shop', field: 'schedulerName', value: 'theirs' }));
  });

  it('do not take a locked value away without one either', () => {
    expect(() => shop({ defaults: { schedulerName: unset } }))
      .toThrow(errorWith({ path: 'shop', field: 'schedulerName', value: 'unset' }));
  });

  it('leave it with a reason, which is reported once, at the Application', () => {
    const { app, shop: scope } = shop({ defaults: { schedulerName: 'theirs' }, because: { schedulerName: 'a trial' } });
    new Worker(scope, 'one', { image });
    new Worker(scope, 'two', { image });

    expect(app.findings().map(({ path, rule, waived }) => [path, rule, waived]))
      .toEqual([['shop', 'rule-left', 'a trial']]);
  });

  it('may set a rule of their own for the workloads', () => {
    const { shop: scope } = shop({ defaults: { priorityClassName: locked('business') } });

    expect(() => new Worker(scope, 'api', { image, priorityClassName: 'batch' }))
      .toThrow(errorWith({ field: 'priorityClassName', problem: 'is locked to "business" by application shop' }));
  });
});

describe('a reason that nothing needs', () => {
  it('is a finding at the workload that states it', () => {
    const { app, shop: scope } = shop();
    new Worker(scope, 'api', { image, because: { schedulerName: 'once upon a time' } });

    expect(app.findings()).toEqual([
      expect.objectContaining({ path: 'shop/api', rule: 'unneeded-reason', field: 'because[schedulerName]' }),
    ]);
  });

  it('is a finding at the Application that states it', () => {
    const { app, shop: scope } = shop({ because: { 'rollout.drainSeconds': 'once upon a time' } });
    new Worker(scope, 'api', { image });

    expect(app.findings()).toEqual([expect.objectContaining({ path: 'shop', rule: 'unneeded-reason' })]);
  });

  it('is a finding at the house that states it', () => {
    const careful = defineHouse({
      name: 'careful', version: '1', extends: house, because: { schedulerName: 'once upon a time' },
    });
    const app = new App();
    new Worker(new Application(app, 'shop', { target: careful.target('here') }), 'api', { image });

    expect(app.findings()).toEqual([expect.objectContaining({ path: 'house careful', rule: 'unneeded-reason' })]);
  });
});
