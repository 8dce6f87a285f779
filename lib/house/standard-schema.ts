/**
 * What a schema of any library is that keeps to Standard Schema (https://standardschema.dev, version 1): Zod, Valibot,
 * ArkType and others. Declared by shape, so that none of them is a dependency.
 */

/** A schema that gives values of a type. */
export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1;
    /** Name of the library. */
    readonly vendor: string;
    /** Checks a value, and gives it as the schema makes it. */
    validate(value: unknown): SchemaResult<Output> | PromiseLike<SchemaResult<Output>>;
  };
}

/** What a schema says of a value: the value that it makes of it, or what is wrong. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

/** One thing that is wrong. */
export interface SchemaIssue {
  readonly message: string;
  /** Where, from the outside to the inside. @default - the value as a whole */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Whether the value is such a schema; ArkType's are functions. */
export function isStandardSchema(value: unknown): value is StandardSchema {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  const standard = (value as Partial<StandardSchema>)['~standard'];
  return standard?.version === 1 && typeof standard.validate === 'function';
}

/** The steps of an issue's path: names, and numbers of items. */
export function stepsOf({ path = [] }: SchemaIssue): readonly (string | number)[] {
  // A copy: what `map` of another kind of list gives is its own affair.
  return Array.from(path, (step) => (typeof step === 'object' ? step.key : step))
    .map((key) => (typeof key === 'number' ? key : String(key)));
}
