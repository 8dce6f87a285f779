/** Text for terminals: colours where they are welcome, aligned columns, and lines of at most a hundred characters. */

/** How wide a line may be. */
export const lineWidth = 100;

/** Styles a text, or leaves it as it is. */
export type Paint = (text: string) => string;

/** The styles of a report. */
export interface Colours {
  readonly heading: Paint;
  readonly faint: Paint;
  readonly error: Paint;
  readonly warning: Paint;
  readonly info: Paint;
}

/** Colours on a terminal, unless `NO_COLOR` is set (https://no-color.org); otherwise none. */
export function colours(stream: { readonly isTTY?: boolean }): Colours {
  const welcome = stream.isTTY === true && (process.env.NO_COLOR ?? '') === '';
  const style = (code: number): Paint => (text) => (welcome ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { heading: style(1), faint: style(2), error: style(31), warning: style(33), info: style(36) };
}

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** @default 'left' */
  readonly align?: 'left' | 'right';
}

/** A table as lines; columns that are empty in every row are left out, and a line that gets too long is cut. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], paint: Colours): readonly string[] {
  const used = columns.filter(({ cell }) => rows.some((row) => cell(row) !== ''));
  const widths = used.map(({ title, cell }) => Math.max(title.length, ...rows.map((row) => cell(row).length)));
  const line = (cells: readonly string[]): string => cut(`  ${cells.map((cell, index) => {
    const width = widths[index] ?? 0;
    return used[index]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width);
  }).join('  ')}`.trimEnd());
  return [
    paint.faint(line(used.map(({ title }) => title))),
    ...rows.map((row) => line(used.map(({ cell }) => cell(row)))),
  ];
}

/** Words in lines; the first begins with the lead, the others are indented as far. */
export function wrapped(lead: string, text: string): readonly string[] {
  const indent = ' '.repeat(lead.length);
  const lines: string[] = [];
  let line = lead;
  for (const word of text.split(' ')) {
    const longer = line === lead ? line + word : `${line} ${word}`;
    if (longer.length > lineWidth && line !== lead) {
      lines.push(line);
      line = indent + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function cut(line: string): string {
  return line.length > lineWidth ? `${line.slice(0, lineWidth - 1)}…` : line;
}
