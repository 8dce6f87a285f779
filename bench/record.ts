/**
 * What the short form measured when its figures were last recorded: a figure without a limit of its own may not get
 * worse by more than noise, which is what both measurements themselves found. It is worse where all of its interval is
 * beyond all of the recorded one.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Figure } from './figure';
import { root } from './workspace';

const file = join(root, 'bench', 'recorded.json');

/** The worst of each figure's recorded interval, by what is measured. */
type Recorded = Readonly<Record<string, number>>;

/** Gives figures without a limit the one that was recorded. */
export function withRecorded(figures: readonly Figure[]): readonly Figure[] {
  const recorded = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Recorded : {};
  return figures.map((figure) => {
    const worst = recorded[keyOf(figure)];
    return figure.limit !== undefined || worst === undefined ? figure : { ...figure, limit: worst, recorded: true };
  });
}

/** Records the figures that have no limit of their own. */
export function record(figures: readonly Figure[]): void {
  const entries = figures.filter(({ limit }) => limit === undefined)
    .map((figure): [string, number] => [keyOf(figure), Number(figure.measured.high.toPrecision(3))]);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
}

/** What is in brackets tells how much was made, which changes with the patterns. */
function keyOf({ name }: Figure): string {
  return name.replace(/ \(.*\)/, '');
}
