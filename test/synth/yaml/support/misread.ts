/**
 * Texts that the library writes in a way that other parsers refuse, or read as something else. We write the same: what
 * cdk8s wrote yesterday must not differ tomorrow.
 */
const kinds: readonly RegExp[] = [
  // Not allowed in YAML, a line break in its version 1.1 only, the mark of an encoding, or half a character.
  /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u,
  // Numbers of YAML 1.2, and of Go, which leaves out every underscore.
  /^[-+]?0[oOXB]|^[-+]?0b[-+]/, /^(?=.*_)[-+]?[\d._][\w.+-]*$/,
  // The merge key.
  /^<<$/,
  // Go's parser takes the tab for indentation where the first line that is not empty starts with one.
  /^(?=[^]*\n)\n*\t/,
  // Between quotes, the library escapes a line's only blank twice.
  /\n \n/,
  // Lines that are all blank, whose indentation is guessed.
  /^\s*\n\s*$/,
];

/** Whether some parser does not read it as the text that it was. */
export function isMisread(text: string): boolean {
  return kinds.some((kind) => kind.test(text));
}
