/** The same objects without any library: a file of JSON a service. `COUNT FOLDER`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { productionObjects } from './production-objects';
import { reportSynthesis } from './report-synthesis';

const [count, outdir = ''] = process.argv.slice(2);

reportSynthesis(() => {
  // All of them first, as a tree is there before its files are.
  const names = Array.from({ length: Number(count) }, (_, index) => `service-${index}`);
  const services = names.map((name) => ({ name, objects: productionObjects(name) }));
  mkdirSync(outdir, { recursive: true });
  for (const { name, objects } of services) {
    const text = objects.map((object) => JSON.stringify(object)).join('\n');
    writeFileSync(join(outdir, `${name}.json`), text);
  }
});
