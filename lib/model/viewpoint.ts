/** Where a value is rendered, and what becomes there of one that is known later. */

/** A value that is known later: structural, so that a Pulumi `Output<T>` is one. Only `apply` is ever called. */
export interface Deferred<T> {
  apply<U>(transform: (value: T) => U): Deferred<U>;
}

/** Where an object is rendered: references look different from another namespace, and an Output is an error in YAML. */
export interface Viewpoint {
  /** Path of the construct whose object is rendered. */
  readonly path: string;
  /** Namespace of the object, or undefined where the chart has none. */
  readonly namespace: string | undefined;
  /** What becomes of an Output at a field: an error in YAML, a placeholder in a stack. */
  deferred(value: Deferred<unknown>, field: string): unknown;
  /** What becomes of a secret in the Secret that was made for it: an error in YAML. */
  secret(value: Deferred<string>, field: string): unknown;
  /**
   * What changes with the content of the Secret that was made beside the object, and tells nothing of it: a stack knows
   * the version that the API server gave it.
   * @default - nothing does
   */
  versionOfSecret?(): unknown;
}
