/** Runs a program, and gives what it prints. */
import { spawnSync } from 'node:child_process';

/**
 * Linters end with 1 where they find something: that is no failure.
 *
 * @throws Error with the end of what the program complains of
 */
export function run(program: string, args: readonly string[], ends: readonly number[] = [0]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error === undefined && status !== null && ends.includes(status)) return stdout;
  const said = (stderr as string | null ?? '').trim().split('\n').slice(-15).join('\n');
  const how = error?.message ?? `it ended with ${String(status)}`;
  throw new Error(`${program} ${args[0] ?? ''} failed: ${how}\n${said}`);
}
