/** An error about what an Output turned out to be: it may be a secret, so that no error shows it. */
import { CharthouseError } from './error';
import { isPlainObject } from './value';

/** The same error without the value, wherever its text repeats it. What is no error of ours stays. */
export function errorOfOutput(error: unknown, known: readonly unknown[]): unknown {
  if ((error as Partial<Error> | undefined)?.name !== 'CharthouseError') return error;
  const { path, field, problem, allowed, fix } = error as CharthouseError;
  const texts = known.flatMap(textsIn).map((text) => text.toLowerCase());
  const shows = (text: string): boolean => texts.some((each) => text.toLowerCase().includes(each));
  return new CharthouseError({
    path,
    field,
    problem: shows(problem) ? 'is not right, now that it is known' : problem,
    value: 'an Output',
    allowed: allowed !== undefined && shows(allowed) ? undefined : allowed,
    fix: shows(fix) ? 'correct what the Output gives' : fix,
  });
}

/** All texts and numbers in a value; one of three characters is no secret, and in any sentence. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value);
    return text.length < 4 ? [] : [text];
  }
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isPlainObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
