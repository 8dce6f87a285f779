/** The least of a failing program: what is left of its props when all is gone that the failure does not need. */
import { inspect } from 'node:util';

import { isPlainObject } from '../../../lib/model/value';
import { placesIn, type Place } from '../../property/support/places';
import { replacing, type TypedProgram } from '../../property/support/typed-programs';

/** A program, and what is wrong with it. */
export interface Failure {
  readonly program: TypedProgram;
  readonly problems: readonly string[];
}

/** Takes props and what stands in them away, as long as one problem remains that the program had at first. */
export async function shrunk(
  program: TypedProgram, problemsOf: (program: TypedProgram) => Promise<readonly string[]>,
): Promise<Failure> {
  let least: Failure = { program, problems: await problemsOf(program) };
  const kinds = new Set(least.problems.map(kindOf));
  for (let done = false; !done;) {
    done = true;
    for (const path of placesIn(least.program.props, program.workload).map((place) => place.path)) {
      const place = placesIn(least.program.props, program.workload).find((each) => isAt(each, path));
      // What has no shape of its own is part of one value, and an item of a list that goes moves the others.
      if (place?.shape === undefined || place.key.endsWith('[]')) continue;
      const smaller = replacing(least.program, { place, to: undefined, turn: 'added' });
      const problems = (await problemsOf(smaller)).filter((each) => kinds.has(kindOf(each)));
      if (problems.length === 0) continue;
      least = { program: smaller, problems };
      done = false;
    }
  }
  return least;
}

function isAt(place: Place, path: readonly string[]): boolean {
  return place.path.length === path.length && place.path.every((name, index) => name === path[index]);
}

/** What is said: what was taken away stands in the props as undefined. */
function saidIn(value: unknown): unknown {
  if (!isPlainObject(value) || Object.isFrozen(value)) return value;
  const said = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(said.map(([key, entry]) => [key, saidIn(entry)]));
}

/** A failure in words: what to write in `kept-programs.ts`, and what the server said. */
export function textOf({ program: { workload, target, props }, problems }: Failure): string {
  const said = inspect(saidIn(props), { depth: 8, breakLength: 110, maxStringLength: 80 });
  return `${workload} on ${target} ${said}\n  ${problems.join('\n  ')}`;
}

/** The problem without names, numbers and values: of what it is about there is none but what stands around them. */
function kindOf(problem: string): string {
  return problem.replaceAll(/"(?:[^"\\]|\\.)*"|\d+|, made by \S+/g, '…').replace(/^(\S+) \S+/, '$1').slice(0, 200);
}
