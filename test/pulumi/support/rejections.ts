/**
 * Rejections that nobody handles are how Pulumi hears that a program has failed. A test's `process` is a copy that is
 * told of none: jest takes them from the real one. For the time of a run they go to the copy, where Pulumi listens.
 */
import { runInThisContext } from 'node:vm';

const real = runInThisContext('process') as NodeJS.Process;

/** Runs it, with the rejections that nobody handles brought to the `process` of the test. */
export async function withRejections<T>(run: () => Promise<T>): Promise<T> {
  if (real === process) return run();
  const before = real.listeners('unhandledRejection');
  const bring = (reason: unknown, promise: Promise<unknown>): void => {
    process.emit('unhandledRejection', reason, promise);
  };
  real.removeAllListeners('unhandledRejection');
  real.on('unhandledRejection', bring);
  try {
    return await run();
  } finally {
    // The last of them come when the program hears that the engine has hung up.
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    real.off('unhandledRejection', bring);
    for (const each of before) real.on('unhandledRejection', each);
  }
}
