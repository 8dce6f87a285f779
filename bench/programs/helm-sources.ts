/** The same objects as a Helm chart: one template, repeated for each service that the values name. `COUNT FOLDER`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { productionObjects } from './production-objects';

const [count, folder = ''] = process.argv.slice(2);
const services = Array.from({ length: Number(count) }, (_, index) => `service-${index}`);
const objects = productionObjects('SERVICE').map((object) => `---\n${JSON.stringify(object, null, 2)}\n`).join('');
mkdirSync(join(folder, 'templates'), { recursive: true });
writeFileSync(join(folder, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name: 'services', version: '1.0.0' }));
writeFileSync(join(folder, 'values.yaml'), JSON.stringify({ services }));
writeFileSync(join(folder, 'templates', 'services.yaml'),
  `{{- range .Values.services }}\n${objects.replaceAll('SERVICE', '{{ . }}')}{{- end }}\n`);
