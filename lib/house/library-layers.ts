/** What the library itself says, as layers: its defaults, or those of the month that a house keeps to. */
import { CharthouseError } from '../model/error';
import { defaultsAt, firstMonth, monthShape, newestMonth, splitBy, type DefaultsChange } from '../model/defaults-by-month';
import type { Layer } from '../model/layer';
import { Reasons } from '../model/reasons';
import type { AnyPattern } from '../patterns/pattern';

/** Defaults of a pattern or a workload, and what they were before. */
export interface DatedDefaults {
  readonly defaults: Readonly<Record<string, unknown>>;
  /** @default - they never changed */
  readonly changes?: readonly DefaultsChange[] | undefined;
}

const library = new Reasons('charthouse');

/** The defaults of patterns: for workloads, those for their containers included. */
export function patternLayers(patterns: readonly AnyPattern[], month: string | undefined): readonly Layer[] {
  const sets = patterns.flatMap((pattern) => [...containerSets([pattern]), pattern]);
  return libraryLayers('charthouse', sets, month);
}

/** The defaults of patterns for containers. */
export function containerLayers(patterns: readonly AnyPattern[], month: string | undefined): readonly Layer[] {
  return libraryLayers('charthouse', containerSets(patterns), month);
}

/**
 * A layer of what holds to this day, and above it, where a month is kept to, one of what differs by then: `charthouse
 * 2026-11`. They share no field, so that no lock of the one meets a value of the other.
 */
export function libraryLayers(
  name: string, sets: readonly DatedDefaults[], month: string | undefined,
): readonly Layer[] {
  const layer = (values: Layer['values'], by: string): Layer =>
    ({ kind: 'library', name: by, values, reasons: library });
  const newest = Object.assign({}, ...sets.map(({ defaults }) => defaults)) as Layer['values'];
  if (month === undefined) return [layer(newest, name)];
  const held = Object.assign({}, ...sets.map((set) => defaultsAt(set.defaults, set.changes ?? [], month))) as object;
  const { same, different } = splitBy(held as Layer['values'], newest);
  return [layer(same, name), ...Object.keys(different).length === 0 ? [] : [layer(different, `${name} ${month}`)]];
}

/** Throws for a month that nobody knows the defaults of. */
export function checkCompat(path: string, month: string | undefined, sets: readonly DatedDefaults[]): void {
  if (month === undefined) return;
  monthShape.check(month, { path, field: 'compat' });
  const known = sets.flatMap(({ changes = [] }) => changes.map(({ since }) => since));
  const last = [newestMonth, ...known].sort().at(-1) ?? newestMonth;
  if (month >= firstMonth && month <= last) return;
  const early = month < firstMonth;
  throw new CharthouseError({
    path,
    field: 'compat',
    problem: early ? 'is before the first defaults of the library' : 'is after the newest defaults of the library',
    value: month,
    allowed: firstMonth === last ? firstMonth : `a month from ${firstMonth} to ${last}`,
    fix: early ? `name ${firstMonth}, the first month` : `name ${last}, or leave it out: then the newest defaults hold`,
  });
}

/** All dated defaults of patterns. */
export function datedSets(patterns: readonly AnyPattern[]): readonly DatedDefaults[] {
  return [...patterns, ...containerSets(patterns)];
}

function containerSets(patterns: readonly AnyPattern[]): readonly DatedDefaults[] {
  return patterns.map(({ containerDefaults, containerChanges }) =>
    ({ defaults: containerDefaults, changes: containerChanges }));
}
