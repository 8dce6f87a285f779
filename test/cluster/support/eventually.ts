/** Waits for what a cluster does in its own time. */

/** How it is waited. */
interface Waiting {
  readonly seconds?: number;
  readonly every?: number;
  readonly told?: () => Promise<string>;
}

/**
 * Asks every so many milliseconds until the answer is yes. Throws after `seconds`, with what was waited for and what
 * `told` says of it last.
 */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  { seconds = 60, every = 250, told }: Waiting = {},
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!await holds()) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}\n${await told?.() ?? ''}`);
    await new Promise((resolve) => { setTimeout(resolve, every); });
  }
}
