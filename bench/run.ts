/**
 * `npm run bench`: what things cost, as ratios within one run. Prints the figures, and writes them to
 * docs/performance.md; `--short` measures less often and writes nothing, but for `--record`: figures without a limit of
 * their own are held to what was recorded. Fails where a figure is beyond its limit with all of its interval.
 */
import { parseArgs } from 'node:util';

import { bySize } from './by-size';
import { verdict, type Effort, type Figure } from './figure';
import { building } from './figures/building';
import { loading } from './figures/loading';
import { registering } from './figures/registering';
import { synthesizing } from './figures/synthesizing';
import { typeChecking } from './figures/type-checking';
import { record, withRecorded } from './record';
import { markdown, surroundings, table, writePage } from './table';
import { makeWorkspace, withoutPaths, type Workspace } from './workspace';

const full: Effort = {
  loading: { count: 41, seconds: 40 },
  typeChecking: { count: 31, seconds: 60 },
  typeCheckingPulumi: { count: 21, seconds: 80 },
  building: { count: 21, seconds: 80 },
  synthesizing: {
    count: 11, seconds: 50, services: 1000, most: 5000, slow: { count: 3, seconds: 180, fewest: 2 },
    limits: { againstCdk8sPlus: 1 / 25, againstJson: 1.5, oneChart: 1, exponent: 1.05, memory: 2 },
  },
  registering: { count: 5, seconds: 150, fewest: 3, services: 1000 },
};
const short: Effort = {
  loading: { count: 15, seconds: 8 },
  typeChecking: { count: 9, seconds: 15 },
  typeCheckingPulumi: { count: 9, seconds: 40 },
  building: { count: 5, seconds: 8 },
  synthesizing: {
    count: 7, seconds: 15, services: 200, most: 1000, slow: { count: 5, seconds: 30, fewest: 3 },
  },
  registering: { count: 2, seconds: 30, fewest: 2, services: 240 },
};

const measures = [loading, typeChecking, building, synthesizing, registering];

function main(): void {
  const { values } = parseArgs({
    options: { short: { type: 'boolean', default: false }, record: { type: 'boolean', default: false } },
  });
  const workspace = makeWorkspace();
  try {
    const figures = values.short ? shortForm(workspace, values.record) : fullForm(workspace);
    if (figures.some((figure) => verdict(figure) === 'NO')) process.exitCode = 1;
  } finally {
    workspace.remove();
  }
}

function fullForm(workspace: Workspace): readonly Figure[] {
  const figures = measures.flatMap((measure) => measure(workspace, full));
  const sizes = markdown(bySize(workspace));
  console.log(`${table(figures)}\n\n${sizes}\n\n${surroundings()}`);
  writePage(table(figures), sizes);
  return figures;
}

/** What looks worse is measured once more: of many figures, one or the other looks so by chance. */
function shortForm(workspace: Workspace, isRecorded: boolean): readonly Figure[] {
  const figures = measures.flatMap((measure) => {
    const first = measure(workspace, short);
    if (isRecorded) return first;
    const judged = withRecorded(first);
    return judged.some((figure) => verdict(figure) === 'NO') ? withRecorded(measure(workspace, short)) : judged;
  });
  console.log(`${table(figures)}\n\n${surroundings()}`);
  if (isRecorded) record(figures);
  return figures;
}

try {
  main();
} catch (error) {
  console.error(withoutPaths(error instanceof Error ? error.message : String(error)));
  process.exitCode = 2;
}
