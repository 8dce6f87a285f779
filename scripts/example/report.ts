/** A summary as text for people. */
import { findingText, type Finding, type Severity } from '../../lib/model/finding';
import type { FileSummary, Summary } from './summary';
import { table, wrapped, type Colours } from './terminal';

/** What a report is about. */
export interface Report {
  /** Name of the example. */
  readonly name: string;
  /** Where the files are. */
  readonly folder: string;
  readonly summary: Summary;
}

/** The report, with no line longer than a hundred characters. */
export function reportOf({ name, folder, summary }: Report, paint: Colours): string {
  return [
    [`${paint.heading(name)}, built and written in ${seconds(summary.elapsed)}`],
    applications(summary, paint),
    workloads(summary, paint),
    section('Objects', summary.objects.reduce((sum, { count }) => sum + count, 0), paint,
      wrapped('  ', summary.objects.map(({ kind, count }) => `${count}\u00a0${kind}`).join(', '))),
    section('Connections', summary.connections, paint, []),
    findings(summary.findings, paint),
    summary.reasons === 0 ? [] : section('Locks left and reasons given', summary.reasons, paint, []),
    files(summary.files, folder, paint),
  ].filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n').replaceAll('\u00a0', ' ');
}

function section(title: string, count: number | string, paint: Colours, lines: readonly string[]): readonly string[] {
  return [`${paint.heading(title)} ${count}`, ...lines];
}

function applications({ applications: all }: Summary, paint: Colours): readonly string[] {
  return section('Applications', all.length, paint, table(all, [
    { title: 'NAME', cell: ({ name }) => name },
    { title: 'TARGET', cell: ({ target }) => target ?? '' },
    { title: 'WORKLOADS', cell: ({ workloads: count }) => count.toString(), align: 'right' },
    { title: 'OBJECTS', cell: ({ objects }) => objects.toString(), align: 'right' },
    { title: 'NAMESPACE', cell: ({ namespaces }) => namespaces.join(', ') },
  ], paint));
}

function workloads({ workloads: all, applications: { length } }: Summary, paint: Colours): readonly string[] {
  if (all.length === 0) return [];
  return section('Workloads', all.length, paint, table(all, [
    { title: 'APPLICATION', cell: ({ application }) => (length > 1 ? application : '') },
    { title: 'NAME', cell: ({ name }) => name },
    { title: 'KIND', cell: ({ kind }) => kind },
    { title: 'RUNS', cell: ({ runs }) => runs },
    { title: 'PORTS', cell: ({ ports }) => ports.join(', ') },
    { title: 'HOST', cell: ({ hosts }) => hosts.join(', ') },
  ], paint));
}

function findings(all: readonly Finding[], paint: Colours): readonly string[] {
  const severities: readonly Severity[] = ['error', 'warning', 'info'];
  const open = all.filter(({ waived }) => waived === undefined);
  const counts = [
    ...severities.map((word) => [open.filter(({ severity }) => severity === word).length, word] as const),
    [all.length - open.length, 'waived'] as const,
  ].filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const lines = severities.flatMap((severity) => all.filter((finding) => finding.severity === severity)
    .flatMap((finding) => wrapped(`  ${severity.padEnd(7)}  `, findingText(finding))
      .map((line, index) => (index === 0 ? line.replace(severity, paint[severity](severity)) : line))));
  return section('Findings', counts.length === 0 ? 'none' : counts.join(', '), paint, lines);
}

function files(all: readonly FileSummary[], folder: string, paint: Colours): readonly string[] {
  const total = size(all.reduce((sum, { bytes }) => sum + bytes, 0));
  return section('Files', `${all.length}, ${total}, in ${folder}`, paint, table(all, [
    { title: 'SIZE', cell: ({ bytes }) => size(bytes), align: 'right' },
    { title: 'PATH', cell: (file) => file.path },
  ], paint));
}

function size(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
