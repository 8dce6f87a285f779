/** Writes docs/fields.md: `npm run fields`. A test compares the page with what this would write. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { fieldsPage } from './fields/page';
import { root } from './project';

writeFileSync(join(root, 'docs', 'fields.md'), fieldsPage());
