import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keysWithoutExample, pages } from '../../scripts/pages/page';

const docs = join(__dirname, '../../docs');
const written = pages();

test('every key of a pattern has an example', () => {
  expect(keysWithoutExample()).toEqual([]);
});

test.each([...written])('docs/%s is what `npm run pages` writes', (path, text) => {
  expect(readFileSync(join(docs, path), 'utf8')).toBe(text);
});

test.each(['patterns', 'workloads'])('docs/%s has no page of another time', (folder) => {
  const files = readdirSync(join(docs, folder)).map((file) => `${folder}/${file}`);
  expect(files.filter((file) => !written.has(file))).toEqual([]);
});
