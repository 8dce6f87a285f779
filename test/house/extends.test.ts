import {
  App, Application, WebService, bounded, constructs, defineHouse, definePattern, generic, hardened, k3s, keys, locked,
  shape, type House,
} from '../../lib';
import { manifestsOf } from '../../lib/testing';
import { errorWith } from './support/refused';

interface ToneKey {
  readonly tone?: string | undefined;
}
const tone = definePattern({
  name: 'tone',
  fits: [],
  keys: keys<ToneKey>({ tone: shape.text }),
  defaults: { tone: 'friendly' },
  apply(draft, settings) { draft.add('annotations', 'tone', settings.tone); },
});
interface PaceKey {
  readonly pace?: string | undefined;
}
const pace = definePattern({ name: 'pace', fits: [], keys: keys<PaceKey>({ pace: shape.text }) });

const group = defineHouse({
  name: 'group',
  version: '1',
  platforms: { cloud: generic({ name: 'cloud' }) },
  targets: {
    prod: { platform: 'cloud', environment: 'prod', domain: 'example.com', defaults: { tone: 'formal' } },
    test: { platform: 'cloud', environment: 'test' },
  },
  patterns: [tone],
  without: ['spread'],
  defaults: { schedulerName: locked('ours'), rollout: { drainSeconds: bounded({ max: 60, default: 20 }) } },
  severities: { 'legal-labels': 'warning' },
  waivers: { 'plain-text-secret': 'a demonstration' },
});
const subsidiary = defineHouse({
  name: 'subsidiary',
  version: '3',
  extends: group,
  platforms: { edge: k3s({ name: 'edge' }) },
  targets: {
    shops: { platform: 'edge', environment: 'prod' },
    test: { platform: 'cloud', environment: 'integration' },
  },
  patterns: [pace],
  defaults: { pace: 'slow', tone: 'casual' },
});
const service = { image: 'api:1.4.2', port: 8080 };

function annotationsOn(house: House, target?: string): unknown {
  const [first] = manifestsOf(house, (shop) => { new WebService(shop, 'api', service); }, { target });
  return first?.metadata?.annotations?.['tone'];
}

describe('a house that extends another', () => {
  it('has its patterns, and lacks those that it left out', () => {
    const names = subsidiary.patterns.map(({ name }) => name);

    expect(names).toEqual(expect.arrayContaining(['pace', 'tone']));
    expect(names).not.toContain('spread');
  });

  it('has its platforms and targets besides its own, which replace those of an equal name', () => {
    expect(Object.keys(subsidiary.platforms).sort()).toEqual(['cloud', 'edge']);
    expect(subsidiary.targets.map(({ name, environment }) => [name, environment]))
      .toEqual([['prod', 'prod'], ['test', 'integration'], ['shops', 'prod']]);
    expect(subsidiary.target('prod').domain).toBe('example.com');
  });

  it('says what the platforms of the targets are that it inherits', () => {
    const cloud = k3s({ name: 'own-cloud' });
    const moved = defineHouse({ name: 'moved', version: '1', extends: subsidiary, platforms: { cloud } });

    expect(moved.target('prod').platform).toBe(cloud);
    expect(moved.target('shops').platform).toBe(subsidiary.platforms['edge']);
    expect(subsidiary.target('prod').platform).toBe(group.platforms['cloud']);
  });

  it('locks what targets that it inherits must keep to, or replaces them', () => {
    const locking = { name: 'strict', version: '1', extends: group, defaults: { tone: locked('curt') } } as const;

    expect(() => defineHouse(locking)).toThrow(errorWith({
      path: 'house strict', field: 'tone', problem: 'is locked to "curt" by house strict', value: 'formal',
    }));
    expect(defineHouse({ ...locking, targets: { prod: { platform: 'cloud', environment: 'prod' } } })
      .targets.map(({ name }) => name)).toEqual(['prod', 'test']);
  });

  it('is the house of the targets that it inherits', () => {
    expect(subsidiary.targets.map(({ house }) => house.name)).toEqual(Array(3).fill('subsidiary'));
    expect(group.target('prod').house).toBe(group);
  });

  it('says its defaults above those of the other house, and below those of a target', () => {
    expect(annotationsOn(group, 'test')).toBe('friendly');
    expect(annotationsOn(subsidiary, 'shops')).toBe('casual');
    expect(annotationsOn(subsidiary, 'prod')).toBe('formal');
  });

  it('keeps its severities and waivers', () => {
    expect(subsidiary.severities).toEqual({ 'legal-labels': 'warning' });
    expect(subsidiary.waivers).toEqual({ 'plain-text-secret': 'a demonstration' });
  });

  it('shows in its types what it inherits', () => {
    const { WebService: Bound } = constructs(subsidiary);
    const scope = new Application(new App(), 'shop', { target: subsidiary.target('prod'), defaults: { tone: 'dry' } });

    expect(new Bound(scope, 'api', { ...service, tone: 'blunt', pace: 'fast' }).workloadName).toBe('api');
    // @ts-expect-error: no such target, here or there
    expect(() => subsidiary.target('prd')).toThrow("did you mean 'prod'?");
    // @ts-expect-error: a key that neither house has
    expect(() => new Bound(scope, 'web', { ...service, tempo: 'fast' })).toThrow('tempo');
  });

  it('may build on the hardened preset', () => {
    const safe = defineHouse({
      name: 'safe', version: '1', extends: hardened, platforms: { generic: generic() },
      targets: { here: { platform: 'generic', environment: 'test' } },
    });
    const deployment = manifestsOf(safe, (shop) => { new WebService(shop, 'api', service); })
      .find(({ kind }) => kind === 'Deployment');

    expect(deployment).toHaveProperty('spec.replicas', 3);
    expect(deployment).toHaveProperty('spec.template.spec.securityContext.runAsUser', 10001);
  });
});

describe("the other house's rules", () => {
  const leaving = (defaults: object, because?: Readonly<Record<string, string>>): House =>
    defineHouse({ name: 'rebel', version: '1', extends: group, defaults, because });

  it('are kept where the extending house keeps to them', () => {
    expect(() => leaving({ schedulerName: 'ours', rollout: { drainSeconds: 30 } })).not.toThrow();
  });

  it('are not left without a reason', () => {
    expect(() => leaving({ schedulerName: 'theirs' })).toThrow(errorWith({
      path: 'house rebel', field: 'schedulerName', problem: 'is locked to "ours" by house group', value: 'theirs',
    }));
    expect(() => leaving({ rollout: { drainSeconds: 90 } })).toThrow(errorWith({
      path: 'house rebel', field: 'rollout.drainSeconds', value: 90,
    }));
  });

  it('are left with a reason, which every App of the house reports once', () => {
    const rebel = leaving({ schedulerName: 'theirs' }, { schedulerName: 'merged last year' });
    const app = new App();
    const scope = new Application(app, 'shop', { target: rebel.targets[0]! });
    new WebService(scope, 'api', service);
    new WebService(scope, 'web', service);

    expect(app.findings().map(({ path, rule, waived }) => [path, rule, waived]))
      .toEqual([['house rebel', 'rule-left', 'merged last year']]);
  });

  it('are no matter for an application that says again what the house has left for', () => {
    const rebel = leaving({ schedulerName: locked('theirs') }, { schedulerName: 'merged last year' });
    const scope = new Application(new App(), 'shop', { target: rebel.targets[0]! });

    expect(() => new WebService(scope, 'api', { ...service, schedulerName: 'theirs' })).not.toThrow();
    expect(() => new WebService(scope, 'web', { ...service, schedulerName: 'ours' }))
      .toThrow(errorWith({ problem: 'is locked to "theirs" by house rebel' }));
    expect(() => new WebService(scope, 'job', { ...service, schedulerName: 'other' })).toThrow(errorWith({}));
  });

  it('bind its applications as well', () => {
    const scope = new Application(new App(), 'shop', { target: subsidiary.target('shops') });

    expect(() => new WebService(scope, 'api', { ...service, schedulerName: 'mine' }))
      .toThrow(errorWith({ problem: 'is locked to "ours" by house group' }));
  });

  it('may have been left by a target with a reason of its own house', () => {
    const base = defineHouse({
      name: 'base', version: '1', platforms: { generic: generic() }, defaults: { schedulerName: locked('ours') },
      targets: { odd: { platform: 'generic', environment: 'test', defaults: { schedulerName: 'odd' } } },
      because: { schedulerName: 'an old cluster' },
    });
    const above = defineHouse({ name: 'above', version: '1', extends: base });

    expect(() => new Application(new App(), 'shop', { target: above.target('odd') })).not.toThrow();
  });
});

describe('a pattern of a built-in name', () => {
  const disruption = definePattern({
    name: 'disruption',
    fits: ['replicated'],
    keys: keys<{ readonly disruption?: { readonly note?: string | undefined } | false | undefined }>({
      disruption: shape.orFalse(shape.object({ note: shape.text })),
    }),
    defaults: { disruption: { note: 'ours' } },
    apply(draft, settings) { draft.add('annotations', 'disruption', settings.disruption.note); },
  });
  const house = defineHouse({
    name: 'replacing', version: '1', platforms: { generic: generic() }, patterns: [disruption],
    targets: { here: { platform: 'generic', environment: 'test' } },
  });

  it('takes the place of the other', () => {
    const manifests = manifestsOf(house, (shop) => { new WebService(shop, 'api', service); });

    expect(house.patterns.filter(({ name }) => name === 'disruption')).toEqual([disruption]);
    expect(manifests.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    expect(manifests[0]?.metadata?.annotations).toEqual({ disruption: 'ours' });
  });

  it('takes its key as well: what the other one took is refused', () => {
    expect(() => manifestsOf(house, (shop) => {
      new WebService(shop, 'api', { ...service, disruption: { maxUnavailable: 2 } });
    })).toThrow(errorWith({ path: 'shop/api', field: 'disruption.maxUnavailable' }));
  });
});
