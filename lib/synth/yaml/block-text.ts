/** Text of several lines, in YAML's literal form: `|`, and the lines as they are. */

/**
 * The text below its indicator. The indicator says how it ends (`-` without a line break, `+` with more than one), and
 * how far it is indented where its first line starts with blanks. Not for text that ends with blanks after a line
 * break, which only quotes can hold.
 */
export function blockText(text: string, indent: string): string {
  const ending = endingOf(text);
  const body = text.slice(0, text.length - ending.length);
  const startsWithBlank = /^\n* /.test(body);
  const indentation = startsWithBlank ? indent === '' ? '1' : '2' : '';
  const header = `|${indentation}${chompingOf(text, ending)}`;
  return `${header}\n${indent}${indented(body, indent)}${indentedEnding(ending, indent)}`;
}

/** The blanks and line breaks that it ends with. */
function endingOf(text: string): string {
  let start = text.length;
  while (start > 0 && '\n\t '.includes(text.charAt(start - 1))) start -= 1;
  return text.slice(start);
}

function chompingOf(text: string, ending: string): '-' | '+' | '' {
  const lineBreak = ending.indexOf('\n');
  if (lineBreak === -1) return '-';
  return ending === text || lineBreak !== ending.length - 1 ? '+' : '';
}

/** Lines without text stay empty. */
function indented(text: string, indent: string): string {
  return text.replace(/\n+/g, `$&${indent}`);
}

/** The last line break is the one that any value ends with. */
function indentedEnding(ending: string, indent: string): string {
  const lines = ending.endsWith('\n') ? ending.slice(0, -1) : ending;
  return lines.replace(/(?<!\n)\n+(?!\n|$)/g, `$&${indent}`);
}
