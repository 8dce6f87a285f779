/** When resources are prepared: some at a time, so that not all of a large stack is in memory at once. */
import { setImmediate } from 'node:timers/promises';

/** How many are prepared together. */
const together = 50;

/**
 * The turns of a deployment. The SDK prepares whatever is registered as soon as the program pauses, and holds what all
 * of it needs until the engine answers: in turns a thousand services need half the memory, and less time. Nobody waits
 * for an answer, so that the engine still sees everything at once.
 */
export class Turns {
  private taken = 0;
  private current: Promise<void> | undefined;

  /** Settles when the next resource may be prepared; undefined where that is now. */
  public next(): Promise<void> | undefined {
    const begins = this.taken > 0 && this.taken % together === 0;
    this.taken++;
    if (begins) this.current = later(this.current);
    return this.current;
  }
}

async function later(before: Promise<void> | undefined): Promise<void> {
  await before;
  await setImmediate();
}
