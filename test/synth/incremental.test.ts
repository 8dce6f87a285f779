/** A second run into the same folder writes what has changed, and nothing else. */
import fs from 'node:fs';
import path from 'node:path';
import { Chart, YamlOutputType } from 'cdk8s';
import { App } from '../../lib/synth/app';
import { contentOf, freshPath, put, removeFreshPaths } from './support/folder';
import { settings } from './support/trees';

const long = new Date('2020-01-01T00:00:00Z');
const layouts = ['FILE_PER_CHART', 'FILE_PER_RESOURCE', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'] as const;

afterEach(() => {
  jest.restoreAllMocks();
  removeFreshPaths();
});

/** Writes an App with twenty charts of two objects each; the texts are as said. */
function write(
  outdir: string, said: Readonly<Record<string, string>> = {}, layout: typeof layouts[number] = layouts[0],
): void {
  const app = new App({ outdir, yamlOutputType: YamlOutputType[layout], recordConstructMetadata: true });
  for (let index = 0; index < 20; index++) {
    const chart = new Chart(app, `app-${index}`);
    for (const name of [`one-${index}`, `two-${index}`]) settings(chart, name, { text: said[name] ?? 'first' });
  }
  app.synth();
}

/** Makes every file and folder as old as can be told. */
function age(outdir: string): Readonly<Record<string, string>> {
  const content = contentOf(outdir);
  for (const name of ['.', ...Object.keys(content)].reverse()) fs.utimesSync(path.join(outdir, name), long, long);
  return content;
}

/** The files that are new since, by their time or their place on the disk. */
function touched(outdir: string): readonly string[] {
  return Object.keys(contentOf(outdir)).filter((name) => !name.endsWith('/'))
    .filter((name) => fs.statSync(path.join(outdir, name)).mtime.getTime() !== long.getTime());
}

test.each(layouts)('%s: one changed application of twenty changes its file, as a fresh run writes it', (layout) => {
  const [outdir, fresh] = [freshPath(), freshPath()];
  write(outdir, {}, layout);
  age(outdir);
  write(outdir, { 'one-7': 'second' }, layout);
  write(fresh, { 'one-7': 'second' }, layout);
  expect(touched(outdir)).toStrictEqual([{
    FILE_PER_CHART: 'app-7.k8s.yaml',
    FILE_PER_RESOURCE: 'ConfigMap.one-7.k8s.yaml',
    FOLDER_PER_CHART_FILE_PER_RESOURCE: 'app-7/ConfigMap.one-7.k8s.yaml',
  }[layout]]);
  expect(contentOf(outdir)).toStrictEqual(contentOf(fresh));
});

test.each([
  ['longer', (text: string) => `${text}# by hand\n`],
  ['of the same size', (text: string) => text.replace('first', 'FIRST')],
  ['of the same size and time', (text: string) => text.replace('first', 'thirs')],
  ['empty', () => ''],
])('a file that was edited by hand, and is %s, is restored, and no other is touched', (name, edit) => {
  const outdir = freshPath();
  write(outdir);
  const before = age(outdir);
  const edited = path.join(outdir, 'app-3.k8s.yaml');
  fs.writeFileSync(edited, edit(before['app-3.k8s.yaml'] ?? ''));
  if (name.endsWith('time')) fs.utimesSync(edited, long, long);
  expect(contentOf(outdir)).not.toStrictEqual(before);
  write(outdir);
  expect(contentOf(outdir)).toStrictEqual(before);
  expect(touched(outdir)).toStrictEqual(['app-3.k8s.yaml']);
});

test.each(['app-3.k8s.yaml', '.charthouse', 'construct-metadata.json'])(
  '%s, deleted by hand, comes back, and no other file is touched', (name) => {
    const outdir = freshPath();
    write(outdir);
    const before = age(outdir);
    fs.rmSync(path.join(outdir, name));
    write(outdir);
    expect(contentOf(outdir)).toStrictEqual(before);
    expect(touched(outdir)).toStrictEqual([name]);
  });

test('a link to a file with the right bytes is left, as it was before', () => {
  const outdir = freshPath();
  write(outdir);
  const text = contentOf(outdir)['app-3.k8s.yaml'] ?? '';
  put(path.dirname(outdir), 'elsewhere.yaml', text);
  fs.rmSync(path.join(outdir, 'app-3.k8s.yaml'));
  fs.symlinkSync(path.join('..', 'elsewhere.yaml'), path.join(outdir, 'app-3.k8s.yaml'));
  age(outdir);
  write(outdir);
  expect(fs.lstatSync(path.join(outdir, 'app-3.k8s.yaml')).isSymbolicLink()).toBe(true);
  expect(touched(outdir)).toStrictEqual([]);
});

test('a failure on the way leaves the changed file as it was, and the others untouched', () => {
  const outdir = freshPath();
  write(outdir);
  const before = age(outdir);
  const rename = fs.renameSync.bind(fs);
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (String(to).endsWith('app-9.k8s.yaml') && !String(from).endsWith('.kept')) throw new Error('the disk is full');
    rename(from, to);
  });
  expect(() => { write(outdir, { 'one-7': 'second', 'two-9': 'second' }); }).toThrow('the disk is full');
  jest.restoreAllMocks();
  expect(contentOf(outdir)).toStrictEqual(before);
  expect(touched(outdir)).toStrictEqual([]);
});
