/**
 * What the short form measured when its figures were recorded: a figure without a limit of its own may not get worse by
 * more than noise, which is what the measurements themselves found. It is worse where all of its interval is beyond all
 * of those recorded, and a tenth: a ratio differs more between hours than within one.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Figure } from './figure';
import { root } from './workspace';

const file = join(root, 'bench', 'recorded.json');
const room = 1.1;
const fewestRounds = 5;

/** The worst of each figure's recorded intervals, by what is measured. */
type Recorded = Readonly<Record<string, number>>;

/** Gives figures without a limit the one that was recorded. */
export function withRecorded(figures: readonly Figure[]): readonly Figure[] {
  const recorded = readRecorded();
  return figures.map((figure) => {
    const worst = recorded[keyOf(figure)];
    const isFree = figure.limit === undefined && worst !== undefined;
    return isFree ? { ...figure, limit: worst * room, recorded: true } : figure;
  });
}

/**
 * Records the figures that have no limit of their own, and rounds enough to tell noise; of those recorded before, the
 * worse one stays. To begin anew, after something became quicker, remove the file.
 */
export function record(figures: readonly Figure[]): void {
  const before = readRecorded();
  const entries = figures.filter(({ limit, rounds }) => limit === undefined && rounds >= fewestRounds)
    .map((figure): [string, number] => {
      const worst = Math.max(figure.measured.high, before[keyOf(figure)] ?? 0);
      return [keyOf(figure), Number(worst.toPrecision(3))];
    });
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}

function readRecorded(): Recorded {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Recorded : {};
}

/** What is in brackets tells how much was made, which changes with the patterns. */
function keyOf({ name }: Figure): string {
  return name.replace(/ \(.*\)/, '');
}
