/** Mistakes that the compiler finds, and what it says of them. */
import { compile } from './compiler';

/** A mistake, and what the message says of it. */
export interface Mistake {
  readonly mistake: string;
  readonly code: string;
  readonly says: readonly string[];
}

/** A mistake with the messages that a user reads. */
export interface CompiledMistake extends Mistake {
  readonly said: readonly string[];
}

/** Compiles all of them in one program. */
export function compileMistakes(mistakes: readonly Mistake[]): readonly CompiledMistake[] {
  const messages = compile(mistakes.map(({ code }) => code));
  return mistakes.map((mistake, index) => ({ ...mistake, said: messages[index] ?? [] }));
}

/** Asserts that there is one message, and that it says what is wrong. */
export function expectMessage({ says, said }: CompiledMistake): void {
  expect(said).toHaveLength(1);
  expect(says.length).toBeGreaterThan(0);
  for (const part of says) expect(said[0]).toContain(part);
}
