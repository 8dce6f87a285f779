/** A house that names a month keeps the defaults of that month while the library moves on. */
import {
  App, Application, WebService, constructs, defineHouse, definePattern, defineWorkload, generic, keys, locked, shape,
  unset, whenStated, type House, type WorkloadProps,
} from '../../lib';
import { baseOf } from '../../lib/house/base-of';
import { applicationContextAt } from '../../lib/house/context';
import { errorWith } from './support/refused';

interface ToneKeys {
  readonly tone?: { readonly volume?: number | undefined; readonly mood?: string | undefined } | false | undefined;
  readonly echo?: { readonly times?: number | undefined; readonly pause?: number | undefined } | undefined;
  readonly pitch?: number | undefined;
}
interface ToneOfContainer {
  readonly colour?: string | undefined;
}

/** Its defaults changed twice. */
const tone = definePattern({
  name: 'tone',
  fits: [],
  keys: keys<ToneKeys>({
    tone: shape.orFalse(shape.object({ volume: shape.integer(0, 11), mood: shape.text })),
    echo: shape.object({ times: shape.integer(0), pause: shape.integer(0) }),
    pitch: shape.integer(0),
  }),
  defaults: { tone: { volume: locked(7), mood: 'calm' }, pitch: 440, echo: whenStated({ times: 3 }) },
  changes: [
    { since: '2027-01', was: { tone: { volume: 5 }, echo: whenStated({ times: 1 }) }, why: 'nobody heard it' },
    { since: '2027-06', was: { tone: { volume: 6 }, pitch: unset }, why: 'concert pitch' },
  ],
  container: {
    keys: keys<ToneOfContainer>({ colour: shape.text }),
    defaults: { colour: 'red' },
    changes: [{ since: '2027-03', was: { colour: 'blue' }, why: 'fashion' }],
    apply(container, settings) {
      if (settings.colour !== undefined) container.add('env', 'COLOUR', { value: settings.colour });
    },
  },
  apply(draft, settings) {
    const { volume, mood } = settings.tone;
    draft.add('annotations', 'volume', String(volume));
    draft.add('annotations', 'mood', mood);
    draft.add('annotations', 'pitch', String(settings.pitch));
    if (settings.echo !== undefined) draft.add('annotations', 'echo', JSON.stringify(settings.echo));
  },
});

interface BandProps extends WorkloadProps { readonly image: string; readonly tone?: ToneKeys['tone'] }
const Band = defineWorkload<BandProps, 'longRunning'>({
  name: 'Band',
  controller: 'Deployment',
  traits: ['longRunning'],
  defaults: { tone: { mood: 'loud' } },
  changes: [{ since: '2027-02', was: { tone: { mood: 'shy' } }, why: 'they grew up' }],
});

type Kept = House<'here', readonly [typeof tone]>;
function houseAt(compat?: string, more: object = {}): Kept {
  return defineHouse({
    name: 'acme', version: '1', compat, platforms: { generic: generic() }, patterns: [tone], workloads: { Band },
    targets: { here: { platform: 'generic', environment: 'test' } }, ...more,
  });
}

function shopOf(house: Kept): Application<readonly [typeof tone]> {
  return new Application(new App(), 'shop', { target: house.target('here') });
}

function api(house: Kept, props: ToneKeys = {}): WebService {
  const { WebService: Bound } = constructs(house);
  return new Bound(shopOf(house), 'api', { image: 'api:1', port: 80, ...props });
}

/** What the annotations of the Deployment say. */
function heard(house: Kept, props?: ToneKeys): unknown {
  return api(house, props).object('Deployment').toJson().metadata?.annotations;
}

const colour = (house: Kept): unknown => {
  const { spec } = api(house).object('Deployment').toJson() as {
    spec: { template: { spec: { containers: readonly { env: readonly object[] }[] } } };
  };
  return spec.template.spec.containers[0]?.env;
};

describe('a house', () => {
  it.each([
    [undefined, { volume: '7', mood: 'calm', pitch: '440' }],
    ['2027-06', { volume: '7', mood: 'calm', pitch: '440' }],
    ['2027-05', { volume: '6', mood: 'calm', pitch: 'undefined' }],
    ['2027-01', { volume: '6', mood: 'calm', pitch: 'undefined' }],
    ['2026-12', { volume: '5', mood: 'calm', pitch: 'undefined' }],
    ['2026-11', { volume: '5', mood: 'calm', pitch: 'undefined' }],
  ])('that names %s has the defaults of that month', (compat, expected) => {
    expect(heard(houseAt(compat))).toEqual(expected);
  });

  it('keeps what held where an object is stated, and what held of containers', () => {
    expect(heard(houseAt(), { echo: { pause: 1 } })).toMatchObject({ echo: '{"times":3,"pause":1}' });
    expect(heard(houseAt('2026-11'), { echo: { pause: 1 } })).toMatchObject({ echo: '{"times":1,"pause":1}' });
    expect(colour(houseAt('2027-03'))).toEqual([{ name: 'COLOUR', value: 'red' }]);
    expect(colour(houseAt('2027-02'))).toEqual([{ name: 'COLOUR', value: 'blue' }]);
  });

  it('is under no lock that came later, and under those that were there', () => {
    expect(heard(houseAt('2026-11'), { tone: { volume: 11 } })).toMatchObject({ volume: '11' });
    expect(() => heard(houseAt(), { tone: { volume: 11 } }))
      .toThrow(errorWith({ problem: 'is locked to 7 by charthouse' }));
    expect(() => houseAt('2026-11', { defaults: { tone: { volume: 9 } } })).not.toThrow();
    expect(() => houseAt(undefined, { defaults: { tone: { volume: 9 } } }))
      .toThrow(errorWith({ field: 'tone.volume' }));
  });

  it('keeps the defaults of kinds of workloads too', () => {
    const mood = (house: Kept): unknown => {
      const band = new Band(shopOf(house), 'band', { image: 'band:1' });
      return band.object('Deployment').toJson().metadata?.annotations?.['mood'];
    };

    expect(mood(houseAt())).toBe('loud');
    expect(mood(houseAt('2026-12'))).toBe('shy');
    // What a house says of all kinds stands against what a kind says of itself, as ever.
    expect(mood(houseAt('2026-12', { defaults: { tone: { mood: 'dull' } } }))).toBe('shy');
  });

  it('keeps the month of the house that it extends, or names its own', () => {
    const group = houseAt('2026-11');
    const branch = (compat?: string): Kept =>
      defineHouse({ name: 'branch', version: '1', extends: group, compat }) as House as Kept;

    expect(branch().compat).toBe('2026-11');
    expect(heard(branch())).toMatchObject({ volume: '5' });
    expect(heard(branch('2027-01'))).toMatchObject({ volume: '6' });
    expect(heard(group)).toMatchObject({ volume: '5' });
  });
});

describe('explain()', () => {
  it('says which month a value is of, where it differs from today', () => {
    const explained = api(houseAt('2027-01')).explain();
    const said = (field: string): unknown => {
      const found = explained.find((each) => each.object === 'Deployment' && each.field === field);
      return [found?.layer, found?.by, found?.covers];
    };

    expect(said('metadata.annotations.volume')).toEqual(['library', 'charthouse 2027-01', [
      { layer: 'library', by: 'charthouse', value: 'undefined' },
    ]]);
    expect(said('metadata.annotations.mood')).toEqual(['library', 'charthouse', []]);
    expect(said('spec.template.spec.containers[api].env[COLOUR].value')).toEqual(['library', 'charthouse 2027-01', []]);
  });

  it('knows no month in a house that names none, nor in one where nothing differs', () => {
    for (const compat of [undefined, '2027-06']) {
      const shop = shopOf(houseAt(compat));
      const context = applicationContextAt(shop)!;
      const { layers } = baseOf(WebService.definition, context);

      expect(layers.filter(({ kind }) => kind === 'library').map(({ name }) => name))
        .toEqual(['charthouse', 'workload WebService']);
    }
  });
});

describe('a month is refused', () => {
  it.each([
    ['that is none', '2026-13', { problem: "must be a month such as '2026-11'" }],
    ['that is not written in full', '26-11', { allowed: "a month such as '2026-11'" }],
    ['before the first', '2026-10', {
      problem: 'is before the first defaults of the library', allowed: 'a month from 2026-11 to 2027-06',
      fix: 'name 2026-11, the first month',
    }],
    ['after the newest that anything is known of', '2027-07', {
      problem: 'is after the newest defaults of the library', allowed: 'a month from 2026-11 to 2027-06',
      fix: 'name 2027-06, or leave it out: then the newest defaults hold',
    }],
  ])('%s: %s', (_, compat, facts) => {
    expect(() => houseAt(compat)).toThrow(errorWith({ path: 'house acme', field: 'compat', value: compat, ...facts }));
  });
});

describe('a change is refused', () => {
  const change = { since: '2027-01', was: { tone: { volume: 5 } }, why: 'nobody heard it' };
  const changed = (changes: object): unknown => definePattern({
    name: 'tone', fits: [], keys: keys<ToneKeys>({ tone: shape.object({ volume: shape.integer(0, 11) }) } as never),
    changes: [changes as never],
  });

  it.each([
    ['without a month', { ...change, since: undefined }, { field: 'changes[0].since', problem: 'is missing' }],
    ['without a reason', { ...change, why: undefined }, { field: 'changes[0].why', problem: 'is missing' }],
    ['in the first month', { ...change, since: '2026-11' }, { field: 'changes[0].since', value: '2026-11' }],
    ['in a month that is none', { ...change, since: '2027-1' }, { field: 'changes[0].since', value: '2027-1' }],
    ['of a field that is not known', { ...change, was: { tone: { loudness: 5 } } },
      { field: 'changes[0].was.tone.loudness' }],
    ['to what the field cannot be', { ...change, was: { tone: { volume: 12 } } },
      { field: 'changes[0].was.tone.volume' }],
    ['with a misspelt field', { ...change, wy: 'x' }, { field: 'changes[0].wy', fix: "did you mean 'why'?" }],
  ])('%s', (_, changes, facts) => {
    expect(() => changed(changes)).toThrow(errorWith({ path: 'pattern tone', ...facts }));
  });

  it('in the part for containers, and of a workload', () => {
    expect(() => definePattern({
      name: 'tone', fits: [],
      container: {
        keys: keys<ToneOfContainer>({ colour: shape.text }), apply: () => undefined,
        changes: [{ since: '2027-01', was: { colour: 3 as never }, why: 'a test' }],
      },
    })).toThrow(errorWith({ field: 'container.changes[0].was.colour', value: 3 }));
    expect(() => defineWorkload<BandProps, 'longRunning'>({
      name: 'Band', controller: 'Deployment', traits: ['longRunning'], changes: [{ ...change, since: '2025-01' }],
    })).toThrow(errorWith({ path: 'workload Band', field: 'changes[0].since' }));
  });
});
