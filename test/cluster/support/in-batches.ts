/** Many requests at a time, and not all at once. */

/** How many are under way together. */
const together = 12;

/** What becomes of each, in their order. The next is taken only when there is room for it. */
export async function inBatches<From, To>(
  all: Iterable<From>, become: (each: From, index: number) => Promise<To>,
): Promise<readonly To[]> {
  const results: To[] = [];
  const entries = numbered(all);
  const work = async (): Promise<void> => {
    for (const [index, each] of entries) results[index] = await become(each, index);
  };
  await Promise.all(Array.from({ length: together }, work));
  return results;
}

/** One iterator for all who take from it. */
function* numbered<From>(all: Iterable<From>): Generator<readonly [number, From], void> {
  let index = 0;
  for (const each of all) yield [index++, each];
}
