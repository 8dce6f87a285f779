/**
 * Programs that the compiler lets through, whether legal or not: a legal application, in which a value here and there
 * is another one of its type. By a seed, and so each time the same.
 */
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { App, Application, WebService, existing, type House } from '../../../lib';
import { isPlainObject } from '../../../lib/model/value';
import { arbitraryProps, classes } from '../../support/arbitrary-props';
import type { Props } from './arbitrary-container';
import { otherValues } from './edge-values';
import { ledTo, servedBy } from './legal-services';
import { changedAt, placesIn, valueAt, type Place } from './places';
import { testHouse } from './test-house';

/** A place that was changed. */
export interface Changed extends Place {
  readonly to: unknown;
}

/** Another value for a place. */
export interface Replacement {
  readonly place: Place;
  readonly to: unknown;
  /** Which of the other values of its type it is; `added` where nothing was said before. */
  readonly turn: number | 'added';
}

/** A program that is still to be run. */
export interface TypedProgram {
  readonly workload: string;
  readonly target: string;
  readonly props: Props;
  /** What is other than in a legal program; none where it is legal. */
  readonly changed: readonly Changed[];
  /**
   * Builds the tree, in an App of its own or below another: throws where it is refused at once. The house has targets
   * of the names of the test's house.
   */
  build(house?: House, app?: App): App;
}

/** Stands for another workload of the Application, which is there only once the tree is. */
const other = Object.freeze((): void => undefined);

/** The programs that a seed stands for: of each workload in turn, legal ones and such that are wrong somewhere. */
export function* typedPrograms(number: number, seed: number): Generator<TypedProgram, void> {
  const random = randomBy(seed);
  const turns = new Map<string, number>();
  const names = Object.keys(classes);
  const each = Math.ceil(number / names.length);
  const legal = names.map((workload) => legalPrograms(workload, each, seed));
  for (let index = 0; index < number; index++) {
    let program = legal[index % names.length]![Math.floor(index / names.length)]!;
    // Most of what is wrong is wrong in one place.
    const wrong = random() < 0.25 ? 0 : random() < 0.85 ? 1 : 2;
    for (let count = 0; count < wrong; count++) {
      const another = legal[index % names.length]![Math.floor(random() * each)]!;
      const added = random() < 0.3 ? additions(program, another) : [];
      const replacement = added[Math.floor(random() * added.length)] ?? nextReplacement(program, turns, random);
      program = replacing(program, replacement);
    }
    yield program;
  }
}

/** Legal programs of a workload. */
export function legalPrograms(workload: string, number: number, seed: number): readonly TypedProgram[] {
  const random = randomBy(seed);
  return fc.sample(arbitraryProps(workload), { seed, numRuns: number }).map((props, index) => {
    const target = index % 2 === 0 ? 'prod' : 'test';
    return typedProgram(workload, target, amongOthers(props, target, random), []);
  });
}

/** The program, with the value at a place replaced. */
export function replacing(program: TypedProgram, { place, to }: Replacement): TypedProgram {
  const { workload, target, props, changed } = program;
  return typedProgram(workload, target, changedAt(props, place.path, to) as Props, [...changed, { ...place, to }]);
}

/** Every replacement of a value by another one of its type. */
export function replacements({ props, workload }: TypedProgram): readonly Replacement[] {
  return placesIn(props, workload).flatMap((place) => othersOf(place).map((to, turn) => ({ place, to, turn })));
}

/** What a program does not say and another one does: legal there, and perhaps not beside what stands here. */
export function additions({ props, workload }: TypedProgram, from: TypedProgram): readonly Replacement[] {
  const said = new Set(placesIn(props, workload).map(({ path }) => path.join('\n')));
  return placesIn(from.props, workload).filter(({ path }) =>
    !said.has(path.join('\n')) && (path.length === 1 || isPlainObject(valueAt(props, path.slice(0, -1)))))
    .map(({ value, ...place }) => ({ place: { ...place, value: undefined }, to: value, turn: 'added' }));
}

/** The program that gives a workload these props. */
export function typedProgram(
  workload: string, target: string, props: Props, changed: readonly Changed[] = [],
): TypedProgram {
  return {
    workload, target, props, changed,
    build: (house = testHouse, app = new App()) => built(app, house, workload, target, props),
  };
}

/** What was replaced least comes first, so that no prop waits for chance. */
function nextReplacement(program: TypedProgram, turns: Map<string, number>, random: () => number): Replacement {
  const turnOf = ({ key }: Place): number => turns.get(`${program.workload} ${key}`) ?? 0;
  const places = placesIn(program.props, program.workload).filter((place) => othersOf(place).length > 0);
  const least = Math.min(...places.map(turnOf));
  const rare = places.filter((place) => turnOf(place) === least);
  const place = rare[Math.floor(random() * rare.length)]!;
  const others = othersOf(place);
  turns.set(`${program.workload} ${place.key}`, least + 1);
  return { place, to: others[least % others.length], turn: least % others.length };
}

function othersOf({ key, value, shape }: Place): readonly unknown[] {
  // What a patch may say is up to its kind's schema; that it changes something is up to us.
  if (key === 'transform') return [{ Secret: { metadata: { annotations: { 'example.com/a': 'b' } } } }];
  return otherValues(value, shape);
}

/** The props, with what only a tree can say. */
function amongOthers(props: Props, target: string, random: () => number): Props {
  const kind = testHouse.target(target).platform.edge?.kind ?? 'gateway';
  const apart = { workload: other, topologyKey: 'rack', required: random() < 0.5 };
  const said = Object.entries({
    after: [other], beside: other, near: [other], apartFrom: [apart], connectsTo: [other],
  }).filter(() => random() < 0.15);
  const led = kind === 'gateway' && random() < 0.5 ? ledTo(other, servedBy(kind, props)) : servedBy(kind, props);
  return { ...led, ...adopted(props), ...Object.fromEntries(said) };
}

/** A selector has to select something, and a name that is kept is nobody else's. */
function adopted({ adopt }: Props): Props {
  if (!isPlainObject(adopt)) return {};
  const kept = { name: 'old', serviceName: 'old-service', selector: { app: 'old' } };
  return { adopt: { ...adopt, ...Object.fromEntries(Object.entries(kept).filter(([key]) => key in adopt)) } };
}

function built(app: App, house: House, workload: string, target: string, props: Props): App {
  const application = new Application(app, 'app', {
    target: house.target(target), existing: [existing.secret('pull')],
  });
  let peer: Construct | undefined;
  // Most programs need none.
  const beside = (): Construct => peer ??= new WebService(application, 'peer', { image: 'peer:1', port: 1000 });
  new classes[workload]!(application, 'it', withPeer(props, beside) as Props);
  return app;
}

function withPeer(value: unknown, peer: () => Construct): unknown {
  if (value === other) return peer();
  if (Array.isArray(value)) return value.map((item) => withPeer(item, peer));
  if (!isPlainObject(value) || Object.isFrozen(value)) return value;
  const copy = {};
  for (const [key, entry] of Object.entries(value))
    Object.defineProperty(copy, key, { value: withPeer(entry, peer), enumerable: true });
  return copy;
}

/** Numbers from 0 to 1, by a seed (mulberry32). */
function randomBy(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
