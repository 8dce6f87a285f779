import {
  bounded,
  builtin,
  constructs,
  defineHouse,
  definePattern,
  generic,
  keys,
  locked,
  shape,
  unset,
  type ErrorFacts,
} from '../../lib';
import { builtinWorkloads } from '../../lib/house/workload-class';
import { errorWith } from './support/refused';

const minimal = { name: 'test', version: '1' };
const platforms = { generic: generic() };

interface ToneKey { readonly tone?: string | undefined }
const tone = definePattern({ name: 'tone', fits: [], keys: keys<ToneKey>({ tone: shape.text }) });
const loud = definePattern({
  name: 'loud', fits: [], reads: keys<ToneKey>({ tone: shape.text }),
});

describe('a house is refused', () => {
  const refused: readonly (readonly [string, () => unknown, Partial<ErrorFacts>])[] = [
    ['without a name', () => defineHouse({ name: '', version: '1' }), { field: 'name' }],
    ['without a version', () => defineHouse({ name: 'test' } as never), { path: 'house test', field: 'version' }],
    ['with a prop that it does not know', () => defineHouse({ ...minimal, pattern: [] } as never), {
      field: 'pattern', fix: "did you mean 'patterns'?",
    }],
    ['with a target on a platform that it has not', () => defineHouse({
      ...minimal, platforms, targets: { here: { platform: 'genric', environment: 'test' } },
    }), { path: 'house test', field: 'targets.here.platform', value: 'genric', fix: "did you mean 'generic'?" }],
    ['with a domain that is none', () => defineHouse({
      ...minimal, platforms, targets: { here: { platform: 'generic', environment: 'test', domain: 'https://a.b' } },
    }), { field: 'targets.here.domain', value: 'https://a.b' }],
    ['with a delivery that nobody does', () => defineHouse({
      ...minimal, platforms, targets: { here: { platform: 'generic', environment: 'test', delivery: 'argo' as never } },
    }), { field: 'targets.here.delivery', value: 'argo' }],
    ['with defaults of a target for a key that no pattern has', () => defineHouse({
      ...minimal, platforms,
      targets: { here: { platform: 'generic', environment: 'test', defaults: { replics: 1 } as never } },
    }), { field: 'targets.here.defaults.replics', fix: "did you mean 'replicas'?" }],
    ['without a pattern that is not there', () => defineHouse({ ...minimal, without: ['disruptions'] }), {
      path: 'house test', value: 'disruptions', fix: "did you mean 'disruption'?",
    }],
    ['with a pattern that is none', () => defineHouse({ ...minimal, patterns: [{ name: 'mine' } as never] }), {
      path: 'house test', field: 'patterns[0]',
    }],
    ['with a pattern that reads a key of none', () => defineHouse({ ...minimal, patterns: [loud] }), {
      path: 'house test', field: 'pattern loud', value: 'tone',
    }],
    ['with a severity for a rule that is none', () => defineHouse({
      ...minimal, severities: { 'plain-text-secrets': 'off' },
    }), { value: 'plain-text-secrets', fix: "did you mean 'plain-text-secret'?" }],
    ['with a waiver of a rule that is none', () => defineHouse({ ...minimal, waivers: { nothing: 'why' } }), {
      value: 'nothing',
    }],
    ['with a default of a key that no pattern has', () => defineHouse({
      ...minimal, defaults: { replics: 3 } as never,
    }), { path: 'house test', field: 'defaults.replics', fix: "did you mean 'replicas'?" }],
    ['with a default of a wrong value', () => defineHouse({ ...minimal, defaults: { replicas: 'three' as never } }), {
      path: 'house test', field: 'defaults.replicas', value: 'three',
    }],
    ['with a wrong value that is locked', () => defineHouse({ ...minimal, defaults: { replicas: locked(-1) } }), {
      path: 'house test', field: 'defaults.replicas', value: -1,
    }],
    ['with defaults for a workload that nobody has', () => defineHouse({
      ...minimal, defaultsFor: { WebServce: { replicas: 3 } },
    }), { path: 'house test', field: 'defaultsFor.WebServce', fix: "did you mean 'WebService'?" }],
    ['with a wrong value for one workload', () => defineHouse({
      ...minimal, defaultsFor: { WebService: { portName: 'A' } },
    }), { path: 'house test', field: 'defaultsFor.WebService.portName', value: 'A' }],
    ["with a default that leaves one of the library's locks", () => defineHouse({
      ...minimal, defaults: { security: { privileged: true } },
    }), { path: 'house test', field: 'security.privileged', value: true, allowed: 'locked to false' }],
    ['with limits that the default below is not within', () => defineHouse({
      ...minimal, defaults: { rollout: { drainSeconds: bounded({ min: 15 }) } },
    }), { path: 'house test', field: 'rollout.drainSeconds', value: 10, allowed: 'bounded to at least 15' }],
    ['with a default out of its own limits', () => defineHouse({
      ...minimal, defaults: { rollout: { drainSeconds: bounded({ max: 15, default: 20 }) } },
    }), { path: 'house test', field: 'rollout.drainSeconds', value: 20, allowed: 'bounded to at most 15' }],
    ['with a target that leaves its own lock', () => defineHouse({
      ...minimal, platforms, defaults: { schedulerName: locked('ours') },
      targets: { here: { platform: 'generic', environment: 'test', defaults: { schedulerName: 'theirs' } } },
    }), { path: 'house test', field: 'schedulerName', value: 'theirs' }],
  ];

  it.each(refused)('%s', (_title, define, facts) => {
    expect(define).toThrow(errorWith(facts));
  });
});

describe('a house', () => {
  it('begins with the patterns of the library, sorted by name', () => {
    const names = defineHouse(minimal).patterns.map(({ name }) => name);

    expect(names).toEqual(builtin.map(({ name }) => name).sort());
  });

  it('adds its own patterns, and leaves out those that it does not want', () => {
    const { patterns } = defineHouse({ ...minimal, patterns: [tone, loud], without: ['spread'] });
    const names = patterns.map(({ name }) => name);

    expect(names).toEqual(expect.arrayContaining(['loud', 'tone']));
    expect(names).not.toContain('spread');
  });

  it('may lock the replicas of one kind of workload and say others for the rest', () => {
    expect(() => defineHouse({
      ...minimal, defaultsFor: { WebService: { replicas: locked(3) }, Worker: { replicas: 1 } },
    })).not.toThrow();
  });

  it('knows every workload that constructs() offers', () => {
    expect(Object.keys(constructs(defineHouse(minimal))).sort()).toEqual(builtinWorkloads);
  });

  it('takes `unset` and rules wherever a default may stand', () => {
    expect(() => defineHouse({
      ...minimal,
      defaults: { timeZone: unset, resources: { requests: { cpu: unset, memory: bounded({ max: '4Gi' }) } } },
    })).not.toThrow();
  });
});

describe('a house is never changed', () => {
  const given = { replicas: 3, rollout: { drainSeconds: 5 } };
  const house = defineHouse({
    ...minimal, platforms, defaults: given, targets: { here: { platform: 'generic', environment: 'test' } },
  });

  it.each([
    ['the house', house],
    ['its patterns', house.patterns],
    ['its platforms', house.platforms],
    ['its layers', house.layers],
    ['its severities', house.severities],
    ['its waivers', house.waivers],
    ['its workloads', house.workloads],
    ['its targets', house.target('here')],
    ['a pattern', house.patterns[0]],
    ['a platform', house.platforms['generic']],
  ])('%s is frozen', (_title, part) => {
    expect(Object.isFrozen(part)).toBe(true);
  });

  it('gives a list of its targets that is nobody else’s', () => {
    (house.targets as unknown[]).pop();

    expect(house.targets.map(({ name }) => name)).toEqual(['here']);
  });

  it('does not change with the object that its defaults came from', () => {
    given.replicas = 7;
    given.rollout.drainSeconds = 7;

    expect(house.layers[0]?.values).toEqual({ replicas: 3, rollout: { drainSeconds: 5 } });
  });
});
