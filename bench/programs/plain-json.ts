/** The objects of a file, parsed from JSON and written as JSON again: what no library can do in less. */
import { readFileSync } from 'node:fs';

import { report } from './report';

const text = readFileSync(process.argv[2] ?? '', 'utf8');

report(() => {
  const objects = JSON.parse(text) as readonly object[];
  return JSON.stringify(objects).length > 0 ? objects : [];
});
