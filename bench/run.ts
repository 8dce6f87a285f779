/**
 * `npm run bench`: what things cost, as ratios within one run. Prints the figures, and writes them to
 * docs/performance.md; `--short` measures less often and writes nothing. Fails where a figure is beyond its limit with
 * all of its interval.
 */
import { parseArgs } from 'node:util';

import { verdict, type Effort } from './figure';
import { building } from './figures/building';
import { loading } from './figures/loading';
import { registering } from './figures/registering';
import { synthesizing } from './figures/synthesizing';
import { typeChecking } from './figures/type-checking';
import { surroundings, table, writePage } from './table';
import { makeWorkspace, withoutPaths } from './workspace';

const full: Effort = {
  loading: { count: 41, seconds: 60 },
  typeChecking: { count: 31, seconds: 90 },
  typeCheckingPulumi: { count: 21, seconds: 120 },
  building: { count: 21, seconds: 120 },
  synthesizing: {
    count: 11, seconds: 120, services: 1000, most: 5000, slow: { count: 3, seconds: 240, fewest: 3 },
    limits: { againstCdk8sPlus: 1 / 25, againstJson: 1.5, oneChart: 1, exponent: 1.05, memory: 2 },
  },
  registering: { count: 7, seconds: 600, services: 1000 },
};
const short: Effort = {
  loading: { count: 9, seconds: 4 },
  typeChecking: { count: 9, seconds: 15 },
  typeCheckingPulumi: { count: 9, seconds: 40 },
  building: { count: 5, seconds: 8 },
  synthesizing: {
    count: 5, seconds: 10, services: 200, most: 1000, slow: { count: 2, seconds: 10, fewest: 2 },
    limits: { againstCdk8sPlus: 0.35, againstJson: 4.5, oneChart: 1.15, exponent: 1.05, memory: 3.5 },
  },
  registering: { count: 2, seconds: 30, fewest: 2, services: 240 },
};

function main(): void {
  const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
  const effort = values.short ? short : full;
  const workspace = makeWorkspace();
  try {
    const figures = [loading, typeChecking, building, synthesizing, registering]
      .flatMap((measure) => measure(workspace, effort));
    console.log(`${table(figures)}\n\n${surroundings()}`);
    if (!values.short) writePage(figures);
    if (figures.some((figure) => verdict(figure) === 'NO')) process.exitCode = 1;
  } finally {
    workspace.remove();
  }
}

try {
  main();
} catch (error) {
  console.error(withoutPaths(error instanceof Error ? error.message : String(error)));
  process.exitCode = 2;
}
