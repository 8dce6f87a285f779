/** The page about linters says what they find now; of what others wrote only where `CHARTHOUSE_CORPORA` names it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lintingPage } from '../../scripts/linting/page';
import { removeFreshPaths } from '../synth/support/folder';
import { measured } from './support/figures';

afterAll(removeFreshPaths);

test('docs/linting.md is what `npm run linting` would write', () => {
  const page = readFileSync(join(__dirname, '../../docs/linting.md'), 'utf8');
  const corpora = process.env['CHARTHOUSE_CORPORA'];
  const figures = measured(corpora === '' ? undefined : corpora);
  expect(lintingPage(figures, page)).toBe(page);
});
