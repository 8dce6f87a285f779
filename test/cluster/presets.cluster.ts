/** Every example on every platform preset: the server takes each object, and admits each pod in its namespace. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { must } from './support/admission';
import { Api } from './support/api';
import { dryRun } from './support/dry-run';
import { offeredBy } from './support/offered';
import { presets } from '../examples/support/on-platform';
import { onPresets } from './support/on-presets';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const cases = onPresets();

test('every preset of the library is tried', () => {
  const files = readdirSync(join(__dirname, '../../lib/platforms')).map((file) => file.replace('.ts', ''));
  expect(files.filter((file) => !/platform|^check-/.test(file)).sort()).toEqual(Object.keys(presets).sort());
});

test.each(cases.map((each, index) => ({ ...each, index })))('$name', async ({ platform, build, index }) => {
  for (const object of offeredBy(platform)) await must(api, object);
  const { problems, tried, remove } = await dryRun(api, build(), `preset-${index}`);
  await remove();
  expect(problems).toEqual([]);
  expect(tried).toBeGreaterThan(3);
});
