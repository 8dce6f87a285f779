/** Writes docs/patterns and docs/workloads: `npm run pages`. A test compares them with what this would write. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { pages } from './pages/page';
import { root } from './project';

const docs = join(root, 'docs');
for (const folder of ['patterns', 'workloads']) rmSync(join(docs, folder), { recursive: true, force: true });
for (const [path, text] of pages()) {
  mkdirSync(dirname(join(docs, path)), { recursive: true });
  writeFileSync(join(docs, path), text);
}
