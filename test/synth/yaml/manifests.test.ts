import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { writeYaml } from '../../../lib/synth/yaml/write-yaml';

const root = join(__dirname, '..', '..', '..');
const folders = ['test/examples/golden', 'test/workloads/golden'].map((folder) => join(root, folder));
const corpora = process.env.CHARTHOUSE_CORPORA;

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));
}

function documentsIn(text: string): readonly unknown[] {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJSON() as unknown);
}

const files = [...folders, ...corpora === undefined || !existsSync(corpora) ? [] : [corpora]].flatMap(filesIn);

test.each(files.map((file) => [file.slice(root.length + 1), file]))('%s: written as by the library', (_name, file) => {
  const documents = documentsIn(readFileSync(file, 'utf8'));
  const text = writeYaml(documents);
  expect(text).toBe(Yaml.stringify(...documents));
  expect(loadAll(text ?? '')).toStrictEqual(documents);
});
