/** The same objects as sources of kustomize: a folder a service, whose labels it adds. `COUNT FOLDER`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { productionObjects } from './production-objects';

const [count, folder = ''] = process.argv.slice(2);
const names = Array.from({ length: Number(count) }, (_, index) => `service-${index}`);
mkdirSync(folder);
for (const name of names) {
  const objects = productionObjects(name).map((object) => JSON.stringify(object)).join('\n---\n');
  const kustomization = {
    resources: ['objects.yaml'], labels: [{ pairs: { 'example.com/owner': 'team-a' }, includeTemplates: true }],
  };
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'objects.yaml'), objects);
  writeFileSync(join(folder, name, 'kustomization.yaml'), JSON.stringify(kustomization));
}
writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify({ resources: names }));
