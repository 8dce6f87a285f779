/** One document of a file. */
export type Document =
  /** What was rendered, and is written as it is. */
  | { readonly original: false; readonly value: unknown }
  /** A manifest whose values are those of a construct itself, and are written as cdk8s' copies of them would be. */
  | { readonly original: true; readonly value: object };

/** What was rendered, and is written as it is. */
export function renderedDocument(value: unknown): Document {
  return { original: false, value };
}
