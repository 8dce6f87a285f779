/**
 * Writes plain values as YAML: byte for byte what cdk8s' `Yaml.stringify` writes with the library `yaml`, in a
 * twentieth of the time. It knows nothing of constructs and of Kubernetes.
 */
import { DocumentWriter } from './document-writer';
import type { YamlOptions } from './yaml-options';

/**
 * The documents as one text, or undefined where the library has to be asked, since one of them holds what is not
 * written here: a bigint, a symbol, a function; an object that is no plain map or list, renders itself (`toJSON`) or
 * can be iterated; or a contested value.
 *
 * As by cdk8s, `undefined` is null, and an empty document where it is one. A map or list that stands in a document more
 * than once, the same object, gets an anchor.
 */
export function writeYaml(documents: readonly unknown[], options: YamlOptions = {}): string | undefined {
  const texts: string[] = [];
  for (const document of documents) {
    const text = document === undefined ? '' : new DocumentWriter(options).write(document);
    if (text === undefined) return undefined;
    texts.push(inOnePiece(`${text}\n`));
  }
  return texts.join('---\n');
}

/**
 * Text that was put together of pieces stays that way until a character of it is asked for. Many documents are written
 * in half the time when the pieces of each go early.
 */
function inOnePiece(text: string): string {
  text.charCodeAt(0);
  return text;
}
