/** How a text or a number is written: plainly where it is read back as the same, else quoted, or as a block. */
import { blockText } from './block-text';
import { doubleQuoted, doubleQuotedLine } from './double-quoted';

/** A letter, `/`, `_` or `$`, then words in which nothing means anything to YAML; but none that is no text to it. */
const easy = new RegExp('^(?!(?:[yYnN]|[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF]|[tT][rR][uU][eE]'
  + '|[fF][aA][lL][sS][eE]|[nN][uU][lL][lL]|[eE][-+]?[0-9]+)$)'
  + '[A-Za-z/_$][!"$-9;-~]*(?:(?: *:+| +)[!"$-9;-~]+)*$');
/** Longer text is looked at as all other text is: the expression above keeps in mind each of its words. */
const longestEasyText = 256;

/**
 * What a YAML 1.1 parser reads as something other than text: null, booleans, integers, floats, times, dates. The merge
 * key `<<` is one too, but not to the library.
 */
const otherThanText = new RegExp('^(?:(?:~|[Nn]ull|NULL)?'
  + '|[Yy]|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON|[Nn]|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF'
  + '|[-+]?(?:0b[01_]+|[0-9][0-9_]*|0x[0-9a-fA-F_]+)'
  + '|[-+]?(?:[0-9][0-9_]*)?(?:\\.[0-9_]*|(?:\\.[0-9_]*)?[eE][-+]?[0-9]+)'
  + '|[-+]?\\.(?:inf|Inf|INF)|\\.nan|\\.NaN|\\.NAN'
  + '|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?'
  + '|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|T|[ \\t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\\.[0-9]+)?'
  + '(?:[ \\t]*(?:Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?'
  + ')$');

/** What means something to YAML at the start of a text, within it, or at its end. */
const meaning = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|:[ \t]|[\t ]#|[\t :]$/;

/** Control characters but tab and line feed, and halves of a character. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const unprintable = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u;

/** A line that starts or ends a document, or is a directive, where it is not indented. */
const documentMarker = /^(?:%|---|\.\.\.)/m;

/** Whether a key or a text is written as it is; there are others that are too. */
export function isEasy(text: string): boolean {
  return text.length <= longestEasyText && easy.test(text);
}

/** A key of a map: always in one line. */
export function keyText(key: string, outermost: boolean): string {
  if (unprintable.test(key) || key.includes('\n')) return doubleQuotedLine(key);
  return outermost && documentMarker.test(key) ? quoted(key) : lineText(key);
}

/** A text that is the value of a key, an item or, without indentation, the document. */
export function valueText(text: string, indent: string): string {
  const within = indent === '' && documentMarker.test(text) ? '  ' : indent;
  if (unprintable.test(text)) return doubleQuoted(text, within);
  if (text.includes('\n')) return /\n[\t ]+$/.test(text) ? doubleQuoted(text, within) : blockText(text, within);
  return within !== indent && !meaning.test(text) ? blockText(text, within) : lineText(text);
}

export function numberText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? '.nan' : value < 0 ? '-.inf' : '.inf';
}

function lineText(text: string): string {
  return meaning.test(text) || otherThanText.test(text) ? quoted(text) : text;
}

/** Between single quotes where double ones would take escapes; never where single ones would. */
function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : doubleQuotedLine(text);
}
