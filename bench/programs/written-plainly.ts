/** The same objects without any library: a file of JSON a service, or one for all. `charts|chart COUNT FOLDER`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { productionObjects, type Manifest } from './production-objects';
import { reportSynthesis } from './report-synthesis';

const [layout, count, prefix = ''] = process.argv.slice(2);

reportSynthesis(prefix, (folder) => {
  // All of them first, as a tree is there before its files are.
  const names = Array.from({ length: Number(count) }, (_, index) => `service-${index}`);
  const services = names.map((name) => ({ name, objects: productionObjects(name) }));
  if (layout === 'chart') {
    writeFileSync(join(folder, 'all.json'), textOf(services.flatMap(({ objects }) => objects)));
    return;
  }
  for (const { name, objects } of services) writeFileSync(join(folder, `${name}.json`), textOf(objects));
});

function textOf(objects: readonly Manifest[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n');
}
