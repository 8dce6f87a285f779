/** The table of figures, for people and for the documentation. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';

import { verdict, type Figure } from './figure';
import { root } from './workspace';

const page = join(root, 'docs', 'performance.md');
const begin = '<!-- bench: begin (written by `npm run bench`) -->';
const end = '<!-- bench: end -->';
const measuredWith = ['typescript', 'cdk8s', 'constructs', 'cdk8s-plus-34', '@pulumi/kubernetes'];

/** The figures as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  return markdown([['figure', 'measured', 'interval', 'limit', 'ok?', 'median times', 'rounds'], ...figures.map(row)]);
}

/** Rows of cells, the first of them the heads. */
export function markdown(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [lines[0], `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.slice(1)].join('\n');
}

function row(figure: Figure): readonly string[] {
  const { name, unit, measured: { median, low, high }, limit, recorded, times, rounds } = figure;
  const allowed = limit === undefined ? '–' : `${shown(limit, unit)}${recorded === true ? ' as recorded' : ''}`;
  const interval = `${shown(low, unit)} – ${shown(high, unit)}`;
  return [name, shown(median, unit), interval, allowed, verdict(figure), times, String(rounds)];
}

/** The machine and the versions, without anything that names the machine. */
export function surroundings(): string {
  const versions = measuredWith.map((name) => `${name} ${versionOf(name)}`);
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const machine = `${cpus().length} × ${processor}, ${memory}, ${platform()} ${arch()}`;
  return `${machine}; Node ${process.versions.node}, ${versions.join(', ')}.`;
}

/** Writes the table into the documentation, between its markers. */
export function writePage(...tables: readonly string[]): void {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : `# Performance\n\n${begin}\n${end}\n`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error('docs/performance.md has lost the markers that the table stands between');
  const written = [begin, surroundings(), ...tables].join('\n\n');
  writeFileSync(page, `${text.slice(0, from)}${written}\n\n${text.slice(to)}`);
}

function versionOf(name: string): string {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

function shown(value: number, unit: Figure['unit']): string {
  return unit === 'ms' ? `${value.toFixed(1)} ms` : value.toFixed(value < 0.1 ? 3 : 2);
}
