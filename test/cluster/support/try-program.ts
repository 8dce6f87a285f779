/** Tries a random program: we refuse it with a clear error, or the server takes every object, and admits every pod. */
import type { House } from '../../../lib';
import { builtOf } from '../../property/support/outcome';
import type { TypedProgram } from '../../property/support/typed-programs';
import { strictestFor, type Admission, type Level } from './admission';
import type { Api } from './api';
import { asksForMore } from './asks-for-more';
import { madeBy, madeIn, type Made } from './made';
import { podOf } from './pod-of';

/** What became of a program. */
export interface Tried {
  /** What we refuse it for; undefined where we let it through. */
  readonly refused: string | undefined;
  /** What is wrong: each line names an object, the construct that made it, and what the server says. */
  readonly problems: readonly string[];
  /** The levels of its pods. */
  readonly levels: readonly Level[];
}

/** Tries a program, of the test's house or another; nothing of it is kept. */
export async function tryProgram(
  program: TypedProgram, api: Api, admission: Admission, house?: House,
): Promise<Tried> {
  const built = builtOf(program, house);
  if ('refused' in built) {
    return { refused: built.refused.map(({ message }) => message).join('; '), problems: [], levels: [] };
  }
  if ('thrown' in built) {
    const { stack = String(built.thrown) } = built.thrown as Error;
    return { refused: undefined, problems: [`throws what is no error of ours: ${stack}`], levels: [] };
  }
  const made = madeIn(built.app);
  const problems = await Promise.all(made.map((each) => problemsOf(each, api, admission)));
  const pods = made.filter(({ object }) => podOf(object) !== undefined)
    .map((each) => ({ ...each, level: strictestFor(each.object) }));
  const lax = pods.filter(({ level }) => level !== 'restricted' && !asksForMore(program)).map((each) =>
    `${madeBy(each)}: its pod is but ${each.level}, and the program asks for nothing that a restricted pod has not`);
  return { refused: undefined, problems: [...problems.flat(), ...lax], levels: pods.map(({ level }) => level) };
}

/** What the server says against one object and its pods. */
export async function problemsOf(made: Made, api: Api, admission: Admission): Promise<readonly string[]> {
  const { object } = made;
  const { problem } = await api.apply(object, { dryRun: true });
  const all = problem === undefined ? await admission.problemsOf(object) : [problem];
  return all.map((each) => `${madeBy(made)}: ${each}`);
}
