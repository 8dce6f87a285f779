/** What holds for every example: it synthesizes, its objects are valid, its files are the golden ones. */
import fs from 'node:fs';
import path from 'node:path';
import { App, findingText } from 'charthouse';
import { parseAllDocuments } from 'yaml';
import { validateStrict } from '../../support/strict-schema';
import { freshPath, manifestsOf, put } from '../../synth/support/folder';

/** A manifest, as it was read from a file. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
}

/** A synthesized example. */
export interface Synthesized {
  readonly app: App;
  /** Text by path of the file. */
  readonly files: Readonly<Record<string, string>>;
  readonly manifests: readonly Manifest[];
}

/** Builds the example, and writes it to a fresh folder. */
export function synthesize(build: (app: App) => void): Synthesized {
  const app = new App({ outdir: freshPath() });
  build(app);
  app.synth();
  const texts = Object.entries(manifestsOf(app.outdir)).filter(([name]) => !name.endsWith('/'));
  return { app, files: Object.fromEntries(texts), manifests: texts.flatMap(([, text]) => manifestsIn(text)) };
}

/** The manifests of a text, read as Kubernetes reads YAML. */
export function manifestsIn(text: string): readonly Manifest[] {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}

/** Expects just these findings, as text. */
export function expectFindings({ app }: Synthesized, findings: readonly string[]): void {
  expect(app.findings().map(findingText)).toStrictEqual(findings);
}

/** Expects that the API server would take every object. */
export function expectValid({ manifests }: Synthesized): void {
  const problems = manifests.flatMap((manifest) =>
    validateStrict(manifest).map((problem) => `${manifest.kind} ${manifest.metadata.name}: ${problem}`));
  expect(problems).toStrictEqual([]);
  expect(manifests.length).toBeGreaterThan(0);
}

/** Expects the files in `golden/<name>`, byte for byte. `UPDATE_GOLDEN=1` writes them instead. */
export function expectGolden({ files }: Synthesized, name: string): void {
  const folder = path.join(__dirname, '../golden', name);
  if (process.env.UPDATE_GOLDEN === '1') {
    fs.rmSync(folder, { recursive: true, force: true });
    for (const [file, text] of Object.entries(files)) put(folder, file, text);
  }
  const golden = Object.fromEntries(Object.entries(manifestsOf(folder)).filter(([file]) => !file.endsWith('/')));
  expect(files).toStrictEqual(golden);
}

/** The sources of an example in TypeScript, one after the other. */
export function sourceOf(name: string): string {
  const folder = path.join(__dirname, '../../../examples', name);
  return ['index.ts', 'main.ts'].map((file) => fs.readFileSync(path.join(folder, file), 'utf8')).join('');
}

/** How often an example resorts to `transform`. */
export function transformsIn(name: string): number {
  return sourceOf(name).match(/\btransform\b/g)?.length ?? 0;
}
