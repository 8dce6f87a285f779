/** The report of locks left and reasons given, as Markdown. */
import { showValue } from '../model/error';
import type { HouseReport } from './reported';

type Row = readonly string[];

/** The report as a section with a table for each list that is not empty. */
export function reportText({ left, waived, relaxed, unneeded }: Omit<HouseReport, 'toMarkdown'>): string {
  const sections = [
    table('Locks and bounds left', ['where', 'field', 'value', 'instead of', 'why'], left.map((each) => [
      code(each.path), code(each.field), code(showValue(each.value)), `${each.allowed} by ${each.setBy}`, each.reason,
    ])),
    table('Findings waived', ['where', 'rule', 'what', 'why'], waived.map((each) =>
      [code(each.path), code(each.rule), each.message, each.waived ?? ''])),
    table('Relaxations', ['where', 'field', 'why'], relaxed.map((each) =>
      [code(each.path), code(each.subject), each.reason])),
    table('Reasons that nothing needs', ['where', 'given for', 'reason'], unneeded.map((each) =>
      [code(each.path), code(each.subject), each.reason])),
  ].filter((section) => section.length > 0);
  const nothing = [['No lock is left, no finding is waived, and nothing takes a reason.']];
  const parts = sections.length === 0 ? nothing : sections;
  return ['## Locks left and reasons given', ...parts.map((lines) => lines.join('\n'))].join('\n\n');
}

function table(title: string, head: Row, rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  return [
    `### ${title}`,
    '',
    lineOf(head),
    lineOf(head.map(() => '---')),
    ...rows.map((row) => lineOf(row.map(cell))),
  ];
}

function lineOf(cells: Row): string {
  return `| ${cells.join(' | ')} |`;
}

/** Text of others in a cell: on one line, without what would end the cell or, outside of code, begin a tag. */
function cell(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
  return /^`[^`]*`$/.test(line) ? line : line.replaceAll('<', '&lt;');
}

function code(text: string): string {
  return text.includes('`') ? text : `\`${text}\``;
}
