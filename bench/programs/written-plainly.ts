/** The same objects without any library: a file of JSON a service. `COUNT FOLDER`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { productionObjects } from './production-objects';
import { reportSynthesis } from './report-synthesis';

const [count, outdir = ''] = process.argv.slice(2);

reportSynthesis(() => {
  mkdirSync(outdir, { recursive: true });
  for (let index = 0; index < Number(count); index++) {
    const name = `service-${index}`;
    const text = productionObjects(name).map((object) => JSON.stringify(object)).join('\n');
    writeFileSync(join(outdir, `${name}.json`), text);
  }
});
