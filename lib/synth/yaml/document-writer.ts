/** Writes one document. */
import { isContestedNumber, isContestedText } from './contested';
import { keysInOrder } from './copied';
import { isEasy, keyText, numberText, valueText } from './scalar';
import type { YamlOptions } from './yaml-options';

/** Longer keys, as they are written, are marked as such. */
const longestKey = 1024;

/**
 * A map or list that stands in the document more than once, the same object each time, is written at its first place
 * with a name, and at the others as that name. Which ones these are is known after a first writing, which takes all for
 * single; where there are any, a second one by the same writer knows the names.
 */
export class DocumentWriter {
  /** `a1` for the one that is met again first. */
  readonly #names = new Map<object, string>();
  readonly #contested: boolean;
  readonly #valuesAsCopied: boolean;
  #met = new Set<object>();
  #refused = false;

  public constructor({ contested = false, valuesAsCopied = false }: YamlOptions) {
    this.#contested = contested;
    this.#valuesAsCopied = valuesAsCopied;
  }

  /** The text without its last line break; undefined where the document holds what is not written here. */
  public write(document: unknown): string | undefined {
    const text = this.#value(document, '', '', '');
    if (this.#refused) return undefined;
    if (this.#names.size === 0) return text;
    this.#met = new Set();
    return this.#value(document, '', '', '');
  }

  /** A value, and what is before it: `before` where it is in the line, `open` where it has lines of its own. */
  #value(value: unknown, indent: string, before: string, open: string): string {
    if (typeof value === 'string') return before + (isEasy(value) ? value : this.#text(value, indent));
    if (typeof value === 'object' && value !== null) return this.#collection(value, indent, before, open);
    if (typeof value === 'number') return before + this.#number(value);
    if (typeof value === 'boolean') return before + (value ? 'true' : 'false');
    return value === null || value === undefined ? `${before}null` : this.#refuse();
  }

  #collection(value: object, indent: string, before: string, open: string): string {
    if (this.#met.has(value)) return `${before}*${this.#nameOf(value)}`;
    if (!this.#valuesAsCopied) this.#met.add(value);
    const name = this.#names.get(value);
    const inLine = name === undefined ? before : `${before}&${name} `;
    const inLines = name === undefined ? open : `${before}&${name}\n${indent}`;
    if (isPlainList(value)) return value.length === 0 ? `${inLine}[]` : this.#list(value, indent, inLines);
    if (!isPlainMap(value)) return this.#refuse();
    const keys = this.#valuesAsCopied && indent !== '' ? keysInOrder(value) : Object.keys(value);
    return keys.length === 0 ? `${inLine}{}` : this.#map(value, keys, indent, inLines);
  }

  #list(items: readonly unknown[], indent: string, start: string): string {
    const inner = `${indent}  `;
    const between = `\n${indent}- `;
    let text = `${start}- `;
    // By index: a hole is an item too.
    for (let index = 0; index < items.length; index += 1) {
      if (index > 0) text += between;
      text += this.#value(items[index], inner, '', '');
    }
    return text;
  }

  #map(map: Readonly<Record<string, unknown>>, keys: readonly string[], indent: string, start: string): string {
    const inner = `${indent}  `;
    const between = `\n${indent}`;
    const open = `\n${inner}`;
    let text = '';
    for (const key of keys) {
      text += text === '' ? start : between;
      const written = isEasy(key) ? key : this.#key(key, indent);
      if (written.length <= longestKey) text += `${written}:${this.#value(map[key], inner, ' ', open)}`;
      else text += `? ${written}${between}:${this.#value(map[key], inner, ' ', ' ')}`;
    }
    return text;
  }

  #key(key: string, indent: string): string {
    return !this.#contested && isContestedText(key) ? this.#refuse() : keyText(key, indent === '');
  }

  #text(text: string, indent: string): string {
    return !this.#contested && isContestedText(text) ? this.#refuse() : valueText(text, indent);
  }

  #number(value: number): string {
    return !this.#contested && isContestedNumber(value) ? this.#refuse() : numberText(value);
  }

  #nameOf(value: object): string {
    const name = this.#names.get(value) ?? `a${this.#names.size + 1}`;
    this.#names.set(value, name);
    return name;
  }

  #refuse(): string {
    this.#refused = true;
    return '';
  }
}

/** Whether the library sees nothing in it but its items. The prototype of lists is one, in every realm. */
function isPlainList(value: object): value is readonly unknown[] {
  return Array.isArray(value) && Array.isArray(Object.getPrototypeOf(value)) && !rendersItself(value);
}

/** Whether the library sees nothing in it but its keys. Nothing is above the prototype of maps, in every realm. */
function isPlainMap(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || Object.getPrototypeOf(prototype) === null)
    && !rendersItself(value) && !(Symbol.iterator in value);
}

function rendersItself(value: object): boolean {
  return typeof (value as { readonly toJSON?: unknown }).toJSON === 'function';
}
