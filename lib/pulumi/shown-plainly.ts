/** Errors of ours say what to do: Pulumi shows them as they are, and not the stack of calls that led to them. */

/** Marks what was thrown, as the SDK marks an error that ends a program in order. */
export function shownPlainly(error: unknown): unknown {
  if ((error as Partial<Error> | undefined)?.name === 'CharthouseError') Object.assign(error as object, mark);
  return error;
}

const mark = Object.freeze({ __pulumiRunError: true });
