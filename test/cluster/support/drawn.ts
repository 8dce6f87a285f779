/** Which random programs go to the cluster: few, and yet every prop of every workload is set in ten of them. */
import { classes } from '../../support/arbitrary-props';
import { shapesOf } from '../../property/support/places';
import { impossible } from '../../property/support/legal-controllers';
import { typedPrograms, type TypedProgram } from '../../property/support/typed-programs';

/** In how many programs each prop is set at least. */
export const timesSet = 10;
/** Of so many times more programs those are chosen that say what the others do not. */
const choice = 2.4;

/** More at once would not fit into memory. */
const atOnce = 3000;

/** The props that a workload has. */
export function propsOf(workload: string): readonly string[] {
  const without = impossible(classes[workload]!.definition.controller);
  return Object.keys(shapesOf(workload)).filter((key) => !without.includes(key));
}

/** How often each prop of a workload is set. */
export function timesOf(workload: string, programs: Iterable<TypedProgram>): ReadonlyMap<string, number> {
  const times = new Map(propsOf(workload).map((key) => [key, 0]));
  for (const program of programs) {
    if (program.workload === workload)
      for (const key of setIn(program)) times.set(key, (times.get(key) ?? 0) + 1);
  }
  return times;
}

/** Programs of a seed, the same number of each workload, of which the rare props are not left to chance. */
export function drawnPrograms(number: number, seed: number): readonly TypedProgram[] {
  const all = [...typedPrograms(Math.ceil(number * choice), seed)];
  const names = Object.keys(classes);
  return names.flatMap((workload, index) => {
    const most = Math.floor(number / names.length) + (index < number % names.length ? 1 : 0);
    return chosen(workload, all.filter((program) => program.workload === workload), most);
  });
}

/** As many programs as one likes, of a seed and those that follow it. */
export function* manyPrograms(number: number, seed: number): Generator<TypedProgram, void> {
  for (let drawn = 0; drawn < number; drawn += atOnce)
    yield* typedPrograms(Math.min(atOnce, number - drawn), seed + drawn / atOnce);
}

/** Those first that say most of what is said too rarely as yet, and then as they come. */
function chosen(workload: string, from: readonly TypedProgram[], number: number): readonly TypedProgram[] {
  const times = new Map(propsOf(workload).map((key) => [key, 0]));
  const left = new Set(from);
  const taken: TypedProgram[] = [];
  while (taken.length < number && left.size > 0) {
    let best: { readonly program: TypedProgram; readonly rare: number } | undefined;
    for (const program of left) {
      const rare = [...setIn(program)].filter((key) => (times.get(key) ?? timesSet) < timesSet).length;
      if (best === undefined || rare > best.rare) best = { program, rare };
    }
    const { program } = best!;
    left.delete(program);
    taken.push(program);
    for (const key of setIn(program)) times.set(key, (times.get(key) ?? 0) + 1);
  }
  return taken;
}

function setIn({ props }: TypedProgram): ReadonlySet<string> {
  return new Set(Object.keys(props).filter((key) => props[key] !== undefined));
}
