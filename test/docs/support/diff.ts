/** A diff of two texts, by lines, as pages show it. */

/** Every line of both, marked with what becomes of it: a space, `-` or `+`. What goes comes before what is new. */
export function lineDiff(before: string, after: string): readonly string[] {
  const [old, made] = [before.split('\n'), after.split('\n')];
  const lengths = commonLengths(old, made);
  const lines: string[] = [];
  let [left, right] = [0, 0];
  while (left < old.length || right < made.length) {
    if (left < old.length && right < made.length && old[left] === made[right]) {
      lines.push(` ${old[left] ?? ''}`);
      left++;
      right++;
    } else if (left < old.length && (right >= made.length || goes(lengths, left, right))) {
      lines.push(`-${old[left++] ?? ''}`);
    } else {
      lines.push(`+${made[right++] ?? ''}`);
    }
  }
  return lines;
}

/** Whether leaving the old line out keeps as much in common as leaving the new one out. */
function goes(lengths: readonly (readonly number[])[], left: number, right: number): boolean {
  return at(lengths, left + 1, right) >= at(lengths, left, right + 1);
}

/** How many lines both have in common from each place on. */
function commonLengths(old: readonly string[], made: readonly string[]): readonly (readonly number[])[] {
  const lengths: number[][] = Array.from({ length: old.length + 1 }, () => Array<number>(made.length + 1).fill(0));
  for (let left = old.length - 1; left >= 0; left--) {
    for (let right = made.length - 1; right >= 0; right--) {
      (lengths[left] ?? [])[right] = old[left] === made[right]
        ? at(lengths, left + 1, right + 1) + 1
        : Math.max(at(lengths, left + 1, right), at(lengths, left, right + 1));
    }
  }
  return lengths;
}

function at(lengths: readonly (readonly number[])[], left: number, right: number): number {
  return lengths[left]?.[right] ?? 0;
}
