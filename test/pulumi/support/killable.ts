/**
 * An `up` in a process group of its own, which can be killed as a whole: with the engine and the program in it. The
 * provider, which the engine puts elsewhere, ends by itself.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { TestStack } from './stack';

/** An `up` that runs. */
export interface Killable {
  /** Kills all of it, at once, and waits until it is gone. */
  kill(): Promise<void>;
  /** Its exit code, or undefined where it was killed. */
  readonly ended: Promise<number | undefined>;
}

/**
 * Starts an `up` of a stack. The program is the export `program` of a file; what it is to know stands in variables of
 * the environment. A stack whose `up` was killed is locked: `stack.unlock()`.
 */
export function startUp(stack: TestStack, file: string, env: Readonly<Record<string, string>> = {}): Killable {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', tsx, join(__dirname, 'up.ts'), stack.folder, file], {
    env: { ...process.env, ...env, TSX_TSCONFIG_PATH: join(__dirname, '../../../tsconfig.dev.json') },
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<number | undefined>((resolve) => {
    child.on('exit', (code) => { resolve(code ?? undefined); });
  });
  const kill = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  return { kill, ended };
}
