/** Text between double quotes, with YAML's escapes: what can hold any text. */

/** Shorter text, measured with quotes and escapes, stays in one line. */
const leastLengthOfManyLines = 40;
const newlines = /( ?)((?:\\n)+)(?=(.))|\\u00(..)|\\./gs;
const ownEscapes: Readonly<Record<string, string>> = { '00': '\\0', '07': '\\a', '0b': '\\v', '1b': '\\e' };

/**
 * The text of one line: a key, or a value without line breaks that count. JSON's form is YAML's too, but for a few
 * control characters, and for a blank before a line break.
 */
export function doubleQuotedLine(text: string): string {
  const json = JSON.stringify(text);
  if (!json.includes('\\u00') && !json.includes(' \\n')) return json;
  return json.replace(newlines, (whole: string, blank?: string, breaks?: string, _next?: string, code?: string) => {
    if (breaks !== undefined) return (blank === ' ' ? '\\ ' : '') + breaks;
    return code === undefined ? whole : ownEscapes[code] ?? `\\x${code}`;
  });
}

/**
 * The text of a value. Line breaks of longer text are written as such: as one more than there are, since reading folds
 * the first. Blanks beside them are escaped, or else they would be folded too.
 *
 * Where a line is one blank, the library escapes that blank twice, and what it writes is read as a backslash. We write
 * the same: bytes are compared with its.
 */
export function doubleQuoted(text: string, indent: string): string {
  const json = JSON.stringify(text);
  if (json.length < leastLengthOfManyLines || !json.includes('\\n')) return doubleQuotedLine(text);
  return json.replace(newlines, (whole: string, blank?: string, breaks?: string, next?: string, code?: string) => {
    if (breaks === undefined) return code === undefined ? whole : ownEscapes[code] ?? `\\x${code}`;
    return (blank === ' ' ? '\\ ' : '') + brokenLines(breaks.length / 2, next, indent);
  });
}

/** A last line break stays an escape: what comes after it is the closing quote. */
function brokenLines(count: number, next: string | undefined, indent: string): string {
  if (next !== '"') return '\n'.repeat(count + 1) + indent + (next === ' ' ? '\\' : '');
  return count === 1 ? '\\n' : `${'\n'.repeat(count) + indent}\\n`;
}
