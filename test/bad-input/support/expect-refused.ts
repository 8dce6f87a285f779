/** Runs a wrong input over a folder that holds an earlier, successful run: the error tells all, no file changes. */
import fs from 'node:fs';
import path from 'node:path';
import { App, Application, WebService, type CharthouseError, type FindingsError } from 'charthouse';
import { contentOf, freshPath, removeFreshPaths } from '../../synth/support/folder';
import { acme } from './house';

/** What the error has to tell. */
export interface ExpectedError {
  readonly path: string;
  readonly field: string | undefined;
  readonly problem: string;
  readonly value: unknown;
  /** What is allowed; a finding says it in its fix. */
  readonly allowed: string | undefined;
  readonly fix: string;
  /** The rule, where a check finds it in the finished manifests. @default - the error is no finding */
  readonly rule?: string;
}

/** Something wrong that a user may write. */
export interface WrongInput {
  readonly input: string;
  /** Writes it into an empty application for `prod-eu`. */
  readonly build: (shop: Application, app: App) => unknown;
  readonly error: ExpectedError;
}

let earlier: string | undefined;

/** The folder of an earlier run that went well. */
function earlierRun(): string {
  if (earlier !== undefined) return earlier;
  earlier = freshPath();
  const app = new App({ outdir: earlier });
  const shop = new Application(app, 'shop', { target: acme.target('prod-eu') });
  new WebService(shop, 'api', { image: 'api:1.4.1', port: 8080 });
  app.synth();
  return earlier;
}

afterAll(removeFreshPaths);

/** What the wrong input throws, at construction or at synthesis. */
export function attempt(build: WrongInput['build'], outdir: string): unknown {
  try {
    const app = new App({ outdir });
    build(new Application(app, 'shop', { target: acme.target('prod-eu') }), app);
    app.synth();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Asserts that the input is refused with this error, that nothing is printed, and that no file is written. */
export function expectRefused({ build, error: { rule, ...facts } }: WrongInput): void {
  const outdir = earlierRun();
  const before = stateOf(outdir);
  const printed = [
    jest.spyOn(process.stdout, 'write'), jest.spyOn(process.stderr, 'write'),
    ...(['log', 'info', 'warn', 'error'] as const).map((method) => jest.spyOn(console, method)),
  ];
  const thrown = attempt(build, outdir) as CharthouseError & Partial<FindingsError>;
  const calls = printed.flatMap((spy) => spy.mock.calls as unknown[]);
  for (const spy of printed) spy.mockRestore();

  expect(thrown).toMatchObject({ name: 'CharthouseError', ...facts });
  expect(thrown.findings?.map((finding) => finding.rule)).toStrictEqual(rule === undefined ? undefined : [rule]);
  expectReadable(thrown);
  expect(calls).toStrictEqual([]);
  expect(stateOf(outdir)).toStrictEqual(before);
}

/** One line that begins with the place, ends with the fix, and shows no value that its author cannot read. */
function expectReadable(error: CharthouseError & Partial<FindingsError>): void {
  expect(error.message.startsWith(`${error.path}: `)).toBe(true);
  expect(error.message.includes(`; ${error.fix}`)).toBe(true);
  expect(error.message).not.toMatch(/\n|\[object Object|Cannot read|is not a function|got undefined/);
  expect(`${error.allowed ?? ''}${error.problem}`.length).toBeGreaterThan(10);
}

/** Every file with its bytes, and when it and its folder were last changed. */
function stateOf(folder: string): Readonly<Record<string, readonly [string, bigint]>> {
  const changed = (name: string): bigint => fs.statSync(path.join(folder, name), { bigint: true }).mtimeNs;
  const files = Object.entries({ '': '', ...contentOf(folder) });
  return Object.fromEntries(files.map(([name, text]) => [name, [text, changed(name)]]));
}
