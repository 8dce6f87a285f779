/** How values are written. */
export interface YamlOptions {
  /**
   * Whether values are written, as the library from 2.8.2 to 2.9.1 does, that its earlier versions write differently:
   * a zero with a minus, texts of line breaks and blanks only, `-.nan`, and `no`, `off` and `false` in odd case.
   * Without it the text is the same for all versions from 2.3.2 to 2.9.1: those of cdk8s 2.68.12 to 2.70.106.
   * @default false
   */
  readonly contested?: boolean | undefined;
  /**
   * Whether the values of a document, which has its own keys in its own order, are written as copies of
   * them would be (`withCopiedValues`): the keys of maps in order, and nothing with an anchor.
   * @default false
   */
  readonly valuesAsCopied?: boolean | undefined;
}
