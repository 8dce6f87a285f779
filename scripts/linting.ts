/**
 * Writes docs/linting.md: `npm run linting`. What others wrote is measured where `CHARTHOUSE_CORPORA` names the folder
 * with it; without that, its figures stay as they are.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { measured } from '../test/linters/support/figures';
import { makeLinters } from '../test/linters/support/make';
import { removeFreshPaths } from '../test/synth/support/folder';
import { lintingPage } from './linting/page';
import { root } from './project';

const file = join(root, 'docs', 'linting.md');

try {
  makeLinters();
  const figures = measured(process.env['CHARTHOUSE_CORPORA']);
  writeFileSync(file, lintingPage(figures, existsSync(file) ? readFileSync(file, 'utf8') : ''));
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 2;
} finally {
  removeFreshPaths();
}
