import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findingsOfExamples, keysWithoutExample, pages } from '../../scripts/pages/page';

const docs = join(__dirname, '../../docs');
const written = pages();

test('every key of a pattern has an example', () => {
  expect(keysWithoutExample()).toEqual([]);
});

test('nothing is found in the examples, but that what they name stands elsewhere', () => {
  const elsewhere = ['references-exist', 'pull-secrets-exist'];
  const found = [...findingsOfExamples()].flatMap(([key, findings]) => findings
    .filter(({ rule, severity }) => severity !== 'info' && !elsewhere.includes(rule))
    .map(({ rule, message }) => `${key}: ${rule}: ${message}`));
  expect(found).toEqual([]);
});

test.each([...written])('docs/%s is what `npm run pages` writes', (path, text) => {
  expect(readFileSync(join(docs, path), 'utf8')).toBe(text);
});

test.each(['patterns', 'workloads'])('docs/%s has no page of another time', (folder) => {
  const files = readdirSync(join(docs, folder)).map((file) => `${folder}/${file}`);
  expect(files.filter((file) => !written.has(file))).toEqual([]);
});
