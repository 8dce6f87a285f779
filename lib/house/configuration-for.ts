/** What an application is configured with on one target: a file for each, checked against the application's schema. */
import { existsSync, readdirSync } from 'node:fs';
import { assertSameContract, hasBrand } from '../model/brand';
import { readDataFile, type DataFile } from '../model/data-file';
import { CharthouseError, nearest } from '../model/error';
import { checkProps, textShape } from '../model/shape';
import { ConfigurationError, type ConfigurationIssue } from './configuration-error';
import type { Target } from './house';
import { isStandardSchema, stepsOf, type SchemaIssue, type SchemaResult, type StandardSchema } from './standard-schema';

/** Where the files are. */
export interface ConfigurationOptions {
  /** The folder with a file for each target; a relative path begins in the working directory. @default 'config' */
  readonly folder?: string | undefined;
}

const endings: readonly string[] = Object.freeze(['yaml', 'yml', 'json']);
const defaults = Object.freeze({ folder: 'config' });

/**
 * Reads `<folder>/<target>.yaml` (or `.yml`, `.json`), checks it against a schema of any library that keeps to
 * Standard Schema (https://standardschema.dev), and gives what the schema makes of it, with its type.
 *
 * @example const config = configurationFor(target, z.object({ workers: z.int().min(1) }))
 * @throws ConfigurationError with everything that the schema found; CharthouseError for a file that is not there
 */
export function configurationFor<Output>(
  target: Pick<Target, 'name'>, schema: StandardSchema<Output>, options: ConfigurationOptions = {},
): Output {
  checkArguments(target, schema);
  checkProps({ folder: textShape }, [], options, 'configurationFor');
  const path = fileOf(target.name, options.folder ?? defaults.folder);
  const file = readDataFile(path);
  const result = schema['~standard'].validate(file.data);
  if (isPromise(result)) {
    // Nobody waits for it: what it fails with later must not end the program.
    result.then(undefined, () => undefined);
    throw new CharthouseError({
      path,
      field: 'schema',
      problem: 'is asynchronous: a tree is built at once',
      value: schema['~standard'].vendor,
      allowed: 'a schema whose checks and transforms are synchronous',
      fix: 'leave out what waits, such as a check that asks a server',
    });
  }
  if (result.issues === undefined) return result.value;
  throw errorOf(path, file, result.issues);
}

function checkArguments(target: unknown, schema: unknown): void {
  const path = 'configurationFor';
  if (!hasBrand(target, 'Target')) {
    throw new CharthouseError({
      path, field: 'target', problem: 'must be a target of a house', value: target,
      allowed: 'what house.target(name) returns', fix: "take it from your house: acme.target('prod-eu')",
    });
  }
  assertSameContract(target, 'Target', path, 'the target');
  if (isStandardSchema(schema)) return;
  throw new CharthouseError({
    path, field: 'schema', problem: 'must be a schema of a library that keeps to Standard Schema', value: schema,
    allowed: 'a schema with ~standard, version 1', fix: 'take one of Zod 3.24, Valibot 1, ArkType 2, or a newer one',
  });
}

/** The one file of the target; another format beside it could say otherwise. */
function fileOf(target: string, folder: string): string {
  const files = endings.map((ending) => `${folder}/${target}.${ending}`);
  const [found, ...others] = files.filter((file) => existsSync(file));
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined) {
    throw new CharthouseError({
      path: folder, field: target, problem: 'has several files', value: [found, ...others], allowed: 'one of them',
      fix: 'remove all but one',
    });
  }
  const there = filesIn(folder);
  const guess = nearest(`${target}.yaml`, there);
  throw new CharthouseError({
    path: folder,
    field: target,
    problem: there.length === 0 ? 'has no file, for nothing is in the folder' : 'has no file',
    value: files[0],
    allowed: endings.map((ending) => `${target}.${ending}`).join(', '),
    fix: guess === undefined ? 'write it: each target has a file of its own' : `did you mean '${guess}'?`,
  });
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function isPromise<T>(result: SchemaResult<T> | PromiseLike<SchemaResult<T>>): result is PromiseLike<SchemaResult<T>> {
  return typeof (result as Partial<PromiseLike<unknown>>).then === 'function';
}

function errorOf(path: string, file: DataFile, issues: readonly SchemaIssue[]): ConfigurationError {
  const [first, ...others] = issues.map((issue): ConfigurationIssue => {
    const steps = stepsOf(issue);
    return { field: fieldOf(steps), line: steps.length === 0 ? undefined : file.lineOf(steps), message: issue.message };
  });
  return new ConfigurationError(path, first ?? { field: '', line: undefined, message: 'is refused' }, ...others);
}

function fieldOf(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((field, step) => {
    if (typeof step === 'number') return `${field}[${step}]`;
    return field === '' ? step : `${field}.${step}`;
  }, '');
}
