/** Data in a local file, as YAML 1.2 or JSON: read now, and strictly. A URL is no file, and nothing is fetched. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { CharthouseError, nearest } from './error';

/** What a file holds. */
export interface DataFile {
  readonly data: unknown;
  /** The line that a value stands on, from 1; undefined where the format does not tell. */
  lineOf(steps: readonly (string | number)[]): number | undefined;
}

/** How a file is read. */
export interface DataFileOptions {
  /** Whether every scalar is text, `1.10` as well: a version is no number. @default false */
  readonly texts?: boolean | undefined;
}

/** Reads a file. The error names it as `path`. Throws where it is not there, or not in its format. */
export function readDataFile(path: string, options: DataFileOptions = {}): DataFile {
  const text = textOf(path);
  return path.endsWith('.json') ? readJson(path, text) : readYaml(path, text, options);
}

function textOf(path: string): string {
  try {
    // Without the mark that editors on Windows begin a file with, and without a guess at what is no UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (cause) {
    const { code } = cause as { readonly code?: unknown };
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new CharthouseError({
        path, problem: 'is no text in UTF-8', allowed: 'a local file in YAML or JSON', fix: 'save it as UTF-8', cause,
      });
    }
    const guess = code === 'ENOENT' ? nearest(basename(path), filesBeside(path)) : undefined;
    throw new CharthouseError({
      path,
      problem: code === 'ENOENT' ? 'is not there' : code === 'EISDIR' ? 'is a directory' : 'cannot be read',
      allowed: 'a local file in YAML or JSON',
      fix: guess === undefined
        ? 'correct the path: a relative one begins in the working directory'
        : `did you mean '${guess}'?`,
      cause,
    });
  }
}

function filesBeside(path: string): readonly string[] {
  try {
    return readdirSync(dirname(path)).sort();
  } catch {
    return [];
  }
}

function readJson(path: string, text: string): DataFile {
  const data = parsedJson(path, text);
  const read = tellingParser();
  if (read !== undefined) {
    // JSON.parse takes the last of two of one name, and says nothing.
    const lines = new read.LineCounter();
    const document = read.parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false });
    const twice = document.errors.find(({ code }) => code === 'DUPLICATE_KEY');
    if (twice !== undefined) throw malformed(path, 'JSON', lines.linePos(twice.pos[0]).line, twice.message);
    assertExact(path, data, document, lines);
  }
  return { data, lineOf: () => undefined };
}

function parsedJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw malformed(path, 'JSON', undefined, (cause as Error).message, cause);
  }
}

type Steps = readonly (string | number)[];

/** Throws for a whole number that is written with more digits than a number of JavaScript keeps: it is another one. */
function assertExact(path: string, data: unknown, document: YamlDocument, lines: LineCounter): void {
  for (const steps of longNumbersIn(data, [])) {
    const node = document.getIn(steps, true);
    if (node === undefined || !/^[-+]?\d+$/.test(node.source ?? '')) continue;
    const line = node.range === null || node.range === undefined ? undefined : lines.linePos(node.range[0] ?? 0).line;
    throw new CharthouseError({
      path,
      field: line === undefined ? steps.join('.') : `line ${line}`,
      problem: `holds ${node.source}, of which a number keeps the first digits only`,
      allowed: `whole numbers up to ${Number.MAX_SAFE_INTEGER}`,
      fix: 'put it in quotes, and read it as text',
    });
  }
}

function longNumbersIn(data: unknown, steps: Steps): readonly Steps[] {
  if (typeof data === 'number') return Number.isInteger(data) && !Number.isSafeInteger(data) ? [steps] : [];
  if (typeof data !== 'object' || data === null) return [];
  const entries: [string | number, unknown][] = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  return entries.flatMap(([step, value]) => longNumbersIn(value, [...steps, step]));
}

/** The parser that cdk8s brings, as far as it is used. */
interface YamlParser {
  readonly parseDocument: (text: string, options: object) => YamlDocument;
  readonly LineCounter: new () => LineCounter;
}

interface YamlDocument {
  readonly errors: readonly YamlProblem[];
  readonly warnings: readonly YamlProblem[];
  toJS(): unknown;
  getIn(
    steps: readonly unknown[], node: true,
  ): { readonly range?: readonly number[] | null; readonly source?: string } | undefined;
}

interface LineCounter {
  linePos(offset: number): { readonly line: number };
}

interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

function readYaml(path: string, text: string, { texts = false }: DataFileOptions): DataFile {
  const { parseDocument, LineCounter } = yamlParser(path);
  const lines = new LineCounter();
  const schema = texts ? 'failsafe' : 'core';
  const document = parseDocument(text, { version: '1.2', schema, lineCounter: lines, prettyErrors: false });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const several = problem.code === 'MULTIPLE_DOCS' ? 'it holds several documents' : problem.message;
    throw malformed(path, 'YAML', lines.linePos(problem.pos[0]).line, several);
  }
  const lineOf = (steps: readonly (string | number)[]): number | undefined => {
    const offset = document.getIn(steps, true)?.range?.[0];
    return offset === undefined ? undefined : lines.linePos(offset).line;
  };
  const data = plainOf(path, document);
  assertExact(path, data, document, lines);
  return { data, lineOf };
}

function plainOf(path: string, document: YamlDocument): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // An alias of nothing, or too many of them.
    throw malformed(path, 'YAML', undefined, (cause as Error).message, cause);
  }
}

/** The parser, where it is: JSON is read without it. */
function tellingParser(): YamlParser | undefined {
  try {
    return yamlParser('');
  } catch {
    return undefined;
  }
}

/**
 * cdk8s' own `Yaml.load` starts a process for each file, fetches what is a URL, and passes over errors; the package
 * that it parses with is its dependency, in every version that we take.
 */
function yamlParser(path: string): YamlParser {
  try {
    return createRequire(require.resolve('cdk8s'))('yaml') as YamlParser;
  } catch (cause) {
    throw new CharthouseError({
      path,
      problem: 'cannot be read: the package `yaml` of cdk8s is not there',
      allowed: 'a file in JSON, or a program that is not bundled with cdk8s into one file',
      fix: 'write the file in JSON',
      cause,
    });
  }
}

function malformed(
  path: string, format: string, line: number | undefined, message: string, cause?: unknown,
): CharthouseError {
  return new CharthouseError({
    path,
    field: line === undefined ? undefined : `line ${line}`,
    problem: `is not ${format}: ${message.replace(/\s+/g, ' ').replace(/[.:]$/, '')}`,
    allowed: `one document in ${format}`,
    fix: 'correct the file',
    cause,
  });
}
