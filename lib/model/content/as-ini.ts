/** A file in INI: sections of `key = value`. Parsers agree on no more than that, so no more is written. */
import { CharthouseError } from '../error';
import type { Reference } from '../reference';
import { isPlainObject, type Value } from '../value';
import { contentOf } from './content-data';

/** A value: text, a number, true or false; of a list each item is a line of its own, under the same key. */
export type IniValue = Value<string | number | boolean> | readonly Value<string | number | boolean>[] | undefined;

/** The lines of a section. */
export type IniSection = Readonly<Record<string, IniValue>>;

/**
 * Writes data as INI, for a file: values outside any section first, then the sections. References and Outputs in it
 * are written when they are known, and a reference is a connection.
 *
 * Values are written as they are, without quotes: programs differ in how they read those. Throws for what programs read
 * differently, such as a value with a line end, with blanks around it, or with ` ;` in it, unless it brings quotes.
 *
 * @example files: { '/etc/grafana.ini': asIni({ server: { domain: api.hostname }, log: { level: 'warn' } }) }
 */
export function asIni(data: Readonly<Record<string, IniValue | IniSection>>): Reference<string> {
  return contentOf('asIni', data, iniText);
}

function iniText(data: unknown): string {
  if (!isPlainObject(data)) throw refused('data', data, 'an object of sections and values', 'write { section: { … } }');
  const entries = Object.entries(data);
  const top = entries.filter(([, value]) => !isPlainObject(value)).flatMap(([key, value]) => linesOf(key, value, key));
  const sections = entries.flatMap(([name, section]) => (isPlainObject(section) ? [sectionOf(name, section)] : []));
  return [...(top.length === 0 ? [] : [top]), ...sections].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function sectionOf(name: string, section: Readonly<Record<string, unknown>>): readonly string[] {
  if (name.trim() !== name || !/^[^[\]\r\n]+$/.test(name)) {
    const allowed = "a section's name without brackets, line ends and blanks around it";
    throw refused(name, name, allowed, 'rename the section');
  }
  return [`[${name}]`, ...Object.entries(section).flatMap(([key, value]) => linesOf(key, value, `${name}.${key}`))];
}

function linesOf(key: string, value: unknown, field: string): readonly string[] {
  if (key.trim() !== key || !/^[^=[;#\r\n][^=\r\n]*$/.test(key)) {
    throw refused(field, key, "a key without '=', line ends and blanks around it", 'rename the key');
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each) => `${key} = ${valueText(each, field)}`.trimEnd());
}

function valueText(value: unknown, field: string): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') {
    const part = isPlainObject(value);
    throw refused(field, value, 'a text, a number, true or false, or a list of them',
      part ? "make it a section of its own: 'section.part': { … }" : 'leave it out, or give a text');
  }
  const quoted = /^(["'`])[^\r\n]*\1$/.test(value) && value.length > 1;
  if (quoted || (value.trim() === value && !/[\r\n]|^[;#]|\s[;#]/.test(value))) return value;
  throw refused(field, value, "one line without blanks around it, and without ' ;' or ' #' in it",
    'put it in the quotes that the program which reads it knows');
}

function refused(field: string, value: unknown, allowed: string, fix: string): CharthouseError {
  return new CharthouseError({ path: 'asIni', field, problem: `must be ${allowed}`, value, allowed, fix });
}
