/** Waits for what a cluster does in its own time. */

/** Asks until the answer is yes. Throws after `seconds`, with what was waited for and what `told` says of it last. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean>,
  { seconds = 60, told }: { readonly seconds?: number; readonly told?: () => Promise<string> } = {},
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!await holds()) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}\n${await told?.() ?? ''}`);
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }
}
