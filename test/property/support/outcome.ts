/** What becomes of a program: it is refused, and how; or taken, and what the API server would say. */
import type { App, CharthouseError, House } from '../../../lib';
import { stops } from '../../../lib/synth/findings-error';
import { validateStrict } from '../../support/strict-schema';
import { refusedByServer } from './api-rules';
import { identityOf, manifestsOf, type Manifest } from './manifests';
import type { TypedProgram } from './typed-programs';

/** A refusal, or what is wrong with it as a refusal. */
export type Refusal = Pick<CharthouseError, 'path' | 'field' | 'problem' | 'fix' | 'message'>;

/** What became of a program. */
export type Outcome =
  | { readonly refused: readonly Refusal[] }
  | { readonly thrown: unknown }
  | { readonly manifests: readonly Manifest[]; readonly wrong: readonly string[] };

/** What became of a program before anything is rendered. */
export type Built = Extract<Outcome, { refused: unknown } | { thrown: unknown }> | { readonly app: App };

/** Runs the program: as far as what is found in it, or further, to what an API server says of its manifests. */
export function outcomeOf(program: TypedProgram, until: 'findings' | 'server' = 'server'): Outcome {
  const built = builtOf(program);
  if (!('app' in built)) return built;
  try {
    const manifests = until === 'server' ? manifestsOf(built.app) : [];
    const wrong = manifests.flatMap((manifest) => [...validateStrict(manifest), ...refusedByServer(manifest)]
      .map((problem) => `${identityOf(manifest)}: ${problem}`));
    return { manifests, wrong };
  } catch (error) {
    return failed(error);
  }
}

/** Builds the tree of a program, in the test's house or another, and asks the checks. */
export function builtOf(program: TypedProgram, house?: House): Built {
  try {
    const app = program.build(house);
    const found = app.findings().filter(stops);
    if (found.length === 0) return { app };
    return { refused: found.map((finding) => ({ ...finding, field: finding.field, problem: finding.message })) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Extract<Outcome, { refused: unknown } | { thrown: unknown }> {
  return isOurs(error) ? { refused: [error] } : { thrown: error };
}

/** Whether it is an error of ours that tells all, and none that only wraps what was thrown within. */
function isOurs(error: unknown): error is Error & Refusal {
  if (!(error instanceof Error) || error.name !== 'CharthouseError') return false;
  const { path, problem, fix } = error as Partial<CharthouseError>;
  const told = [path, problem, fix].every((text) => typeof text === 'string' && text !== '');
  return told && problem?.startsWith('throws:') === false;
}
