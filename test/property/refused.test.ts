import { classes } from '../support/arbitrary-props';
import { refusedByServer } from './support/api-rules';
import { asWideAsTheirType, besideOthers } from './support/as-wide-as-their-type';
import { impossible } from './support/legal-controllers';
import { outcomeOf, type Outcome } from './support/outcome';
import { fieldsOf, shapesOf } from './support/places';
import { isAbout, refusedKeys } from './support/refusals';
import { given } from './support/said';
import { legalPrograms, typedPrograms, type TypedProgram } from './support/typed-programs';

const seed = Number(process.env.CHARTHOUSE_SEED ?? 20261121);
const workloads = Object.keys(classes);
const drawn = new Map(workloads.map((workload) => [workload, [] as TypedProgram[]]));

/** What a workload can say. What runs to its end has no probes, and may only say so. */
function keysOf(workload: string): readonly string[] {
  const { controller, traits } = classes[workload]!.definition;
  const without = impossible(controller);
  return fieldsOf(shapesOf(workload)).filter((key) =>
    !without.includes(key) && (traits.includes('longRunning') || !key.startsWith('probes.')));
}

/** What takes all values is tried less, and what depends on others more. */
function triesOf(key: string): number {
  return key in asWideAsTheirType ? 2 : key in besideOthers ? 30 : 12;
}

function programsOf(workload: string): readonly TypedProgram[] {
  const programs = drawn.get(workload)!;
  if (programs.length === 0) programs.push(...legalPrograms(workload, 800, seed));
  return programs;
}

test.each(workloads)('every prop of a %s, and every field in it, is said in ten programs at least', (workload) => {
  const counts = new Map<string, number>();
  for (const { props } of programsOf(workload))
    for (const key of new Set(given(props))) counts.set(key, (counts.get(key) ?? 0) + 1);
  expect(keysOf(workload).filter((key) => (counts.get(key) ?? 0) < 10)
    .map((key) => `${key}: ${counts.get(key) ?? 0}`)).toEqual([]);
});

describe('another value of its type', () => {
  const refused = new Map<string, ReadonlySet<string>>();

  test.each(workloads)('is refused to every prop of a %s that does not take all of them', (workload) => {
    const keys = keysOf(workload);
    refused.set(workload, refusedKeys(keys, programsOf(workload), triesOf));
    const taken = keys.filter((key) => !refused.get(workload)!.has(key));
    expect(taken.filter((key) => !(key in asWideAsTheirType) && !(key in besideOthers))).toEqual([]);
    expect(Object.keys(asWideAsTheirType).filter((key) => refused.get(workload)!.has(key))).toEqual([]);
  });

  test('is refused somewhere where it depends on what stands beside it, and every exception is a prop', () => {
    const anywhere = new Set([...refused.values()].flatMap((keys) => [...keys]));
    expect(Object.keys(besideOthers).filter((key) => !anywhere.has(key))).toEqual([]);
    const known = new Set(workloads.flatMap(keysOf));
    expect(Object.keys({ ...asWideAsTheirType, ...besideOthers }).filter((key) => !known.has(key))).toEqual([]);
  });
});

describe('of random programs that compile', () => {
  const outcomes: { readonly program: TypedProgram; readonly outcome: Outcome }[] = [];

  beforeAll(() => {
    for (const program of typedPrograms(Number(process.env.CHARTHOUSE_RUNS ?? 420), seed))
      outcomes.push({ program, outcome: outcomeOf(program) });
  });

  test('between 5 and 60 % are refused, and none that is legal', () => {
    const refused = outcomes.filter(({ outcome }) => 'refused' in outcome);
    expect(refused.length / outcomes.length).toBeGreaterThan(0.05);
    expect(refused.length / outcomes.length).toBeLessThan(0.6);
    expect(refused.filter(({ program }) => program.changed.length === 0).map(textOf)).toEqual([]);
  });

  test('every refusal is an error of ours, with path, problem and fix, about what is wrong', () => {
    expect(outcomes.filter(({ outcome }) => 'thrown' in outcome).map(textOf)).toEqual([]);
    const elsewhere = outcomes.filter(({ program: { changed }, outcome }) => 'refused' in outcome && changed.length > 0
      && !outcome.refused.some((refusal) => changed.some((each) => isAbout(refusal, each))));
    expect(elsewhere.map(textOf)).toEqual([]);
  });

  test('what is taken, an API server takes', () => {
    const taken = outcomes.filter(({ outcome }) => 'wrong' in outcome);
    expect(taken.length).toBeGreaterThan(100);
    expect(taken.filter(({ outcome }) => 'wrong' in outcome && outcome.wrong.length > 0).map(textOf)).toEqual([]);
  });
});

/** A program in words: what was changed in it, and what became of it. */
function textOf({ program, outcome }: { readonly program: TypedProgram; readonly outcome: Outcome }): string {
  const changes = program.changed.map(({ path, to }) => `${path.join('.')}: ${JSON.stringify(to)?.slice(0, 80)}`);
  const end = 'refused' in outcome ? outcome.refused.map(({ message }) => message)
    : 'thrown' in outcome ? [(outcome.thrown as Error | undefined)?.stack ?? 'thrown'] : outcome.wrong;
  const what = `${program.workload} on ${program.target}, ${changes.join(' and ') || 'legal'}`;
  return `${what}: ${end.join('; ').slice(0, 600)}`;
}

test.each([
  ['a label', { metadata: { name: 'a', labels: { 'A B': 'x' } } }, 'metadata.labels'],
  ['a name', { metadata: { name: 'A_b' } }, 'metadata.name'],
  ['a path', { spec: { containers: [{ volumeMounts: [{ name: 'v', mountPath: '/a:b' }] }] } }, 'mountPath'],
  ['a variable', { spec: { containers: [{ env: [{ name: '' }] }] } }, 'env'],
  ['no address', { spec: { sessionAffinity: 'None', sessionAffinityConfig: {} } }, 'sessionAffinityConfig'],
  ['who may do all and no more', { spec: { securityContext: { privileged: true, allowPrivilegeEscalation: false } } },
    'securityContext'],
])('the rules that stand for an API server refuse %s that it refuses', (_what, manifest, named) => {
  const found = refusedByServer({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, ...manifest });
  expect(found.join()).toContain(named);
});
