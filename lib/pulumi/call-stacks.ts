/** The stacks of calls that the SDK notes for every promise of a resource: a third of what registering costs. */

/**
 * Runs without them: all of them would lead to the same line. Who looks for promises that never settle keeps them.
 */
export function withoutCallStacks<T>(run: () => T): T {
  if (process.env['PULUMI_DEBUG_PROMISE_LEAKS'] !== undefined) return run();
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
