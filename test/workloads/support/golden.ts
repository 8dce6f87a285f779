/** Golden files: what a program came to, once read by a person. `UPDATE_GOLDEN=1` writes them anew. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Application, type Finding, type Target } from 'charthouse';
import { parseAllDocuments } from 'yaml';
import { places } from './places';
import { programs, type Program } from './programs';

const folder = join(__dirname, '../golden');
const updates = process.env.UPDATE_GOLDEN === '1';

/** What a program comes to in one place. */
export interface Outcome {
  /** The text of the manifest file. */
  readonly text: string;
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
}

/** A manifest, as far as every kind has it. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Builds an Application `shop` of the team `checkout`, and lets the program fill it. */
export function build(target: Target, program: Program): Outcome {
  const outdir = mkdtempSync(join(tmpdir(), 'charthouse-'));
  try {
    const app = new App({ outdir });
    program(new Application(app, 'shop', { target, owner: 'checkout' }));
    const findings = app.findings();
    app.synth();
    const text = readFileSync(join(outdir, 'shop.k8s.yaml'), 'utf8');
    return { text, findings, manifests: parseAllDocuments(text).map((each) => each.toJS() as Manifest) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/**
 * The text of the golden file of a program in a place. Where a place has no file of its own, the program comes to the
 * same as on `generic`: a file of its own shows what the place changes.
 */
export function golden(name: string, place: string, text: string): string {
  const own = join(folder, place === 'generic' ? `${name}.yaml` : `${name}.${place}.yaml`);
  const common = join(folder, `${name}.yaml`);
  if (updates && place === 'generic') writeFileSync(own, text);
  else if (updates && readFileSync(common, 'utf8') !== text) writeFileSync(own, text);
  else if (updates) rmSync(own, { force: true });
  return readFileSync(existsSync(own) ? own : common, 'utf8');
}

/** Golden files that no program and no place has. */
export function strayFiles(): readonly string[] {
  const names = Object.keys(programs).flatMap((name) =>
    Object.keys(places).map((place) => (place === 'generic' ? `${name}.yaml` : `${name}.${place}.yaml`)));
  return readdirSync(folder).filter((file) => !names.includes(file));
}
