/**
 * The library's own defaults, month by month: what held in a month holds for whoever keeps to it. Where this test
 * fails, a default has changed without an entry under `changes` of its pattern or workload, which says what it was.
 * `UPDATE_GOLDEN=1 npx jest test/house/defaults-by-month` writes the newest month anew, until that month is over.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import {
  CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker, builtin, hardened, unset, type AnyPattern,
} from '../../lib';
import { defaultsAt, firstMonth, newestMonth, type DefaultsChange } from '../../lib/model/defaults-by-month';
import { isRule } from '../../lib/model/rule';
import { isPlainObject } from '../../lib/model/value';

const golden = join(__dirname, 'golden/defaults');
const workloads = [CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker].map(({ definition }) => definition);
const changes = [
  ...workloads.flatMap((workload) => workload.changes ?? []),
  ...builtin.flatMap((pattern: AnyPattern) => [...pattern.changes ?? [], ...pattern.containerChanges ?? []]),
];
const months = [...new Set([firstMonth, newestMonth, ...changes.map(({ since }) => since)])].sort();

/** All defaults as they were in a month. */
function defaultsIn(month: string): unknown {
  return written({
    patterns: withoutEmpty(builtin.map((pattern: AnyPattern) => [pattern.name, withoutEmpty([
      ['workload', defaultsAt(pattern.defaults, pattern.changes ?? [], month)],
      ['container', defaultsAt(pattern.containerDefaults, pattern.containerChanges ?? [], month)],
    ])])),
    workloads: withoutEmpty(workloads.map((workload) =>
      [workload.name, defaultsAt(workload.defaults, workload.changes ?? [], month)])),
    // A preset is a house: another preset takes its place, and it stays as it is.
    hardened: Object.fromEntries(hardened.layers.map(({ name, values }) => [name, values])),
  });
}

/** Who has no defaults may be renamed, and come later. */
function withoutEmpty(entries: readonly (readonly [string, object])[]): object {
  return Object.fromEntries(entries.filter(([, defaults]) => Object.keys(defaults).length > 0));
}

/** Values as YAML can hold them: rules by their names. */
function written(value: unknown): unknown {
  if (value === unset) return 'unset';
  if (isRule(value)) {
    const { kind, allowed } = value;
    return { [kind]: kind === 'bounded' ? { allowed, default: written(value.value) } : written(value.value) };
  }
  if (Array.isArray(value)) return value.map(written);
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  const sorted = entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, entry]) => [key, written(entry)]));
}

const fileOf = (month: string): string => join(golden, `${month}.yaml`);

if (process.env['UPDATE_GOLDEN'] !== undefined) {
  writeFileSync(fileOf(newestMonth), stringify(defaultsIn(newestMonth), { lineWidth: 0 }));
}

test.each(months)('the defaults of %s are those that were known in that month', (month) => {
  expect(existsSync(fileOf(month))).toBe(true);
  expect(defaultsIn(month)).toEqual(parse(readFileSync(fileOf(month), 'utf8')));
});

test('there is no month beyond the newest, and none that was forgotten', () => {
  expect(months.at(-1)).toBe(newestMonth);
  expect(readdirSync(golden).sort()).toEqual(months.map((month) => `${month}.yaml`));
});

test('the defaults of the newest month are those of a house that names none', () => {
  expect(defaultsIn(newestMonth)).toEqual(defaultsIn('9999-12'));
});

test('of changes in one month the first says what was before all of them', () => {
  const change = (since: string, a: number): DefaultsChange => ({ since, was: { a }, why: 'it grew' });
  const history = [change('2027-03', 3), change('2027-01', 1), change('2027-03', 4), change('2027-01', 2)];

  expect(['2026-12', '2027-01', '2027-02', '2027-03'].map((month) => defaultsAt({ a: 5 }, history, month)['a']))
    .toEqual([1, 3, 3, 5]);
});
