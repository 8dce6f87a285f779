/**
 * Synthesizes an example, and prints what became of it: `npm run example -- NAME [--output FOLDER]`.
 *
 * An example is a folder `examples/NAME` whose `index.ts` exports `build(app)`; its `main.ts` is the program as a user
 * would write it: `const app = new App(); build(app); app.synth();`.
 */
import path from 'node:path';
import { App } from '../lib/synth/app';
import { readArguments } from './example/arguments';
import { loadExample } from './example/load';
import { reportOf } from './example/report';
import { summarize } from './example/summary';
import { colours } from './example/terminal';

function run(): void {
  const { name, output } = readArguments(process.argv.slice(2));
  const build = loadExample(name);
  const started = performance.now();
  const app = new App({ outdir: output });
  build(app);
  app.synth();
  const summary = summarize(app, performance.now() - started);
  const folder = path.relative(process.cwd(), output);
  console.log(reportOf({ name, folder: folder === '' ? '.' : folder, summary }, colours(process.stdout)));
}

try {
  run();
} catch (error) {
  // The text is written for whoever made the mistake; a stack would bury it.
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
