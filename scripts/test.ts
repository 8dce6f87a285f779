/**
 * `npm test`: everything that needs no cluster. The checks of the sources, two at a time; the build; the tests on this
 * Node, with coverage; those that compare with cdk8s, on the lowest one; the tests of the build on the other Node. All
 * of it runs, whatever fails; the counts go to reports/summary.json.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { entryPoints } from '../projenrc/dependencies';
import { root } from './project';

interface Step {
  readonly name: string;
  /** Name of the npm script, and what is said to it. */
  readonly run: readonly string[];
}

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

/** The counts that jest writes with `--json`. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

const checks: readonly Step[] = [
  { name: 'types', run: ['types'] },
  { name: 'lint', run: ['lint'] },
  { name: 'generated files', run: ['check:generated'] },
  { name: 'import flow', run: ['check:flow'] },
  { name: 'file length', run: ['check:length'] },
  { name: '@default tags', run: ['check:defaults'] },
  { name: 'snippets', run: ['check:snippets'] },
  { name: 'API.md', run: ['check:api'] },
  { name: 'build', run: ['compile'] },
];

/** Where jest finds the library, when it tests what is packed. */
const packed = {
  ...Object.fromEntries(Object.entries(entryPoints)
    .map(([name, { js }]) => [`^charthouse${name.slice(1)}$`, js.replace('./', '<rootDir>/')])),
  '^@acme/house$': '<rootDir>/examples/houses/acme/lib/index.ts',
};

const reports = join(root, 'reports');
const jestRuns = [
  { name: 'tests on this Node', script: 'jest', report: join(reports, 'this-node.json'), options: ['--coverage'] },
  {
    name: 'tests that compare with cdk8s, on the lowest',
    script: 'test:lowest-cdk8s',
    report: join(reports, 'lowest-cdk8s.json'),
    options: [],
  },
  {
    name: 'tests of the build on the other Node',
    script: 'test:other-node',
    report: join(reports, 'other-node.json'),
    options: [
      // The project's own scripts run on one Node only.
      '--testPathIgnorePatterns', '/node_modules/', '/fixtures/', '/build/', '/test/project/',
      // The same tests of what is packed: of a bundle, parts are loaded when something first asks for them.
      '--moduleNameMapper', JSON.stringify(packed),
      '--modulePathIgnorePatterns', '/cdk8s.out/',
    ],
  },
];

async function main(): Promise<void> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);
  const outcomes = await inPairs(checks);
  for (const { name, script, report, options } of jestRuns) {
    const command = [script, '--ci', '--json', `--outputFile=${report}`, ...options];
    outcomes.push(await run({ name, run: command }, 'inherit'));
  }
  summarize(outcomes);
}

async function inPairs(steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = [...steps];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      outcomes.push(await run(step, 'pipe'));
    }
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}

function run({ name, run: [script = '', ...options] }: Step, output: 'inherit' | 'pipe'): Promise<Outcome> {
  const start = Date.now();
  const text: Buffer[] = [];
  const child = spawn('npm', ['run', '--silent', script, '--', ...options], {
    cwd: root,
    stdio: ['ignore', output, output],
    shell: process.platform === 'win32',
  });
  child.stdout?.on('data', (data: Buffer) => text.push(data));
  child.stderr?.on('data', (data: Buffer) => text.push(data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (Date.now() - start) / 1000;
      if (code !== 0) {
        process.stdout.write(Buffer.concat(text));
      }
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
      resolve({ name, ok: code === 0, seconds });
    });
  });
}

/** A check that fails counts as a failed test, and so does a run of jest that fails for another reason than a test. */
function summarize(outcomes: readonly Outcome[]): void {
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, ok } of outcomes) {
    const report = jestRuns.find((jest) => jest.name === name)?.report;
    const counts = report !== undefined && existsSync(report)
      ? JSON.parse(readFileSync(report, 'utf8')) as JestReport
      : undefined;
    const failed = (counts?.numFailedTests ?? 0) + (counts?.numRuntimeErrorTestSuites ?? 0);
    totals.passed += counts?.numPassedTests ?? 0;
    totals.skipped += counts?.numPendingTests ?? 0;
    totals.failed += ok ? failed : Math.max(failed, 1);
  }
  writeFileSync(join(reports, 'summary.json'), `${JSON.stringify(totals)}\n`);
  const failures = outcomes.filter(({ ok }) => !ok).map(({ name }) => name);
  console.log(`\n${totals.passed} tests passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  console.log(failures.length === 0 ? 'all checks passed' : `failed: ${failures.join(', ')}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

void main();
