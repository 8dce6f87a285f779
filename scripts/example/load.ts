/** Finds the examples, and loads one. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { App } from '../../lib/synth/app';

const folder = path.join(__dirname, '../../examples');

/** The examples that can be synthesized: folders with a `main.ts`, which writes what `index.ts` builds. */
export function exampleNames(): readonly string[] {
  return fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, 'main.ts'))).sort();
}

/** What builds the example in an App. */
export function loadExample(name: string): (app: App) => void {
  const file = path.join(folder, name, 'index.ts');
  const loaded = createRequire(__filename)(file) as { readonly build?: (app: App) => void };
  if (typeof loaded.build !== 'function') {
    throw new Error(`${path.relative(process.cwd(), file)} exports no \`function build(app: App): void\`.`);
  }
  return loaded.build;
}
