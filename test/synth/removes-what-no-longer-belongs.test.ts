import fs from 'node:fs';
import path from 'node:path';
import { Chart, YamlOutputType, type AppProps } from 'cdk8s';
import { App } from '../../lib/synth/app';
import { contentOf, freshPath, put, removeFreshPaths } from './support/folder';
import { settings } from './support/trees';

afterEach(removeFreshPaths);

/** Writes an App with one ConfigMap for each chart. */
function write(outdir: string, charts: readonly string[], props: AppProps = {}): void {
  const app = new App({ ...props, outdir });
  for (const chart of charts) settings(new Chart(app, chart), `${chart}-settings`);
  app.synth();
}

test('a file that an earlier run wrote goes when its chart has gone', () => {
  const outdir = freshPath();
  write(outdir, ['shop', 'old']);
  expect(Object.keys(contentOf(outdir))).toStrictEqual(['.charthouse', 'old.k8s.yaml', 'shop.k8s.yaml']);
  write(outdir, ['shop']);
  expect(Object.keys(contentOf(outdir))).toStrictEqual(['.charthouse', 'shop.k8s.yaml']);
});

test('the record lists what we wrote, sorted, says what it is, and ends as no manifest does', () => {
  const outdir = freshPath();
  write(outdir, ['shop', 'app']);
  expect(contentOf(outdir)['.charthouse']).toBe([
    '# Files that charthouse wrote here. Its next run removes those that no longer belong, and no others.',
    'app.k8s.yaml',
    'shop.k8s.yaml',
    '',
  ].join('\n'));
});

test('files of others stay, whatever they are called', () => {
  const outdir = freshPath();
  write(outdir, ['shop', 'old']);
  put(outdir, 'by-hand.k8s.yaml', 'kind: Mine\n');
  put(outdir, 'notes/README.md', 'mine\n');
  write(outdir, ['shop']);
  expect(Object.keys(contentOf(outdir)))
    .toStrictEqual(['.charthouse', 'by-hand.k8s.yaml', 'notes/', 'notes/README.md', 'shop.k8s.yaml']);
});

test('a folder that got empty goes too, one that holds a file of others stays', () => {
  const outdir = freshPath();
  const props: AppProps = { yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE };
  write(outdir, ['kept', 'old', 'shared'], props);
  put(outdir, 'shared/kustomization.yaml', 'resources: []\n');
  write(outdir, ['kept'], props);
  expect(Object.keys(contentOf(outdir))).toStrictEqual([
    '.charthouse', 'kept/', 'kept/ConfigMap.kept-settings.k8s.yaml', 'shared/', 'shared/kustomization.yaml',
  ]);
});

test('another layout leaves nothing of the one before', () => {
  const outdir = freshPath();
  write(outdir, ['shop'], { yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  write(outdir, ['shop'], { yamlOutputType: YamlOutputType.FILE_PER_APP });
  expect(Object.keys(contentOf(outdir))).toStrictEqual(['.charthouse', 'app.k8s.yaml']);
});

test('an App that has become empty removes everything that it wrote, and the record', () => {
  const outdir = freshPath();
  write(outdir, ['shop']);
  write(outdir, []);
  expect(contentOf(outdir)).toStrictEqual({});
});

test('a file that was written by somebody else and is in the way is overwritten, as by cdk8s, and is ours then', () => {
  const outdir = freshPath();
  put(outdir, 'shop.k8s.yaml', 'kind: Theirs\n');
  write(outdir, ['shop']);
  expect(contentOf(outdir)['shop.k8s.yaml']).toContain('ConfigMap');
  write(outdir, ['other']);
  expect(Object.keys(contentOf(outdir))).toStrictEqual(['.charthouse', 'other.k8s.yaml']);
});

test.each([
  '../outside.yaml', 'sub/../../outside.yaml', './../outside.yaml', '..\\outside.yaml', '', '.', '..', 'sub//x', 'C:x',
])('a record that names %j, which leaves the folder or is no file, removes nothing', (line) => {
  const outdir = freshPath();
  put(path.dirname(outdir), 'outside.yaml', 'theirs\n');
  put(outdir, 'sub/x', 'theirs\n');
  put(outdir, '.charthouse', `${line}\n`);
  write(outdir, ['shop']);
  expect(contentOf(path.dirname(outdir))['outside.yaml']).toBe('theirs\n');
  expect(Object.keys(contentOf(outdir))).toStrictEqual(['.charthouse', 'shop.k8s.yaml', 'sub/', 'sub/x']);
});

test('a record with an absolute path removes nothing', () => {
  const outdir = freshPath();
  const outside = path.join(path.dirname(outdir), 'outside.yaml');
  put(path.dirname(outdir), 'outside.yaml', 'theirs\n');
  put(outdir, '.charthouse', `${outside}\n`);
  write(outdir, ['shop']);
  expect(fs.existsSync(outside)).toBe(true);
});

test('a recorded file that is reached through a link to another folder stays', () => {
  const outdir = freshPath();
  const elsewhere = path.join(path.dirname(outdir), 'elsewhere');
  put(elsewhere, 'shop.yaml', 'theirs\n');
  put(outdir, '.charthouse', 'linked/shop.yaml\nlink.yaml\n');
  fs.symlinkSync(elsewhere, path.join(outdir, 'linked'));
  fs.symlinkSync(path.join(elsewhere, 'shop.yaml'), path.join(outdir, 'link.yaml'));
  write(outdir, ['shop']);
  expect(fs.readFileSync(path.join(elsewhere, 'shop.yaml'), 'utf8')).toBe('theirs\n');
  expect(fs.lstatSync(path.join(outdir, 'link.yaml')).isSymbolicLink()).toBe(true);
});

test('a recorded path that is a folder by now, or below a file, or gone, is left alone', () => {
  const outdir = freshPath();
  put(outdir, 'folder/theirs.txt', 'theirs\n');
  put(outdir, 'file', 'theirs\n');
  put(outdir, '.charthouse', 'folder\nfile/below\ngone\n');
  write(outdir, ['shop']);
  expect(Object.keys(contentOf(outdir)))
    .toStrictEqual(['.charthouse', 'file', 'folder/', 'folder/theirs.txt', 'shop.k8s.yaml']);
});

test('a record with the line ends of Windows, or with conflict markers of Git, is read all the same', () => {
  const outdir = freshPath();
  write(outdir, ['shop', 'old']);
  put(outdir, '.charthouse', '# heading\r\n<<<<<<< HEAD\r\nold.k8s.yaml\r\n=======\r\nshop.k8s.yaml\r\n');
  write(outdir, ['shop']);
  expect(Object.keys(contentOf(outdir))).toStrictEqual(['.charthouse', 'shop.k8s.yaml']);
});

test('a second run writes identical bytes, and leaves every file and the folder itself untouched', () => {
  const outdir = freshPath();
  write(outdir, ['shop', 'app']);
  const long = new Date('2020-01-01T00:00:00Z');
  const places = ['.', ...Object.keys(contentOf(outdir))].map((name) => path.join(outdir, name)).reverse();
  for (const place of places) fs.utimesSync(place, long, long);
  const before = contentOf(outdir);
  write(outdir, ['shop', 'app']);
  expect(contentOf(outdir)).toStrictEqual(before);
  for (const place of places) expect(fs.statSync(place).mtime).toStrictEqual(long);
});

test('one changed chart changes one file', () => {
  const outdir = freshPath();
  write(outdir, ['shop', 'app']);
  const long = new Date('2020-01-01T00:00:00Z');
  for (const name of Object.keys(contentOf(outdir))) fs.utimesSync(path.join(outdir, name), long, long);
  const app = new App({ outdir });
  settings(new Chart(app, 'shop'), 'shop-settings', { changed: 'yes' });
  settings(new Chart(app, 'app'), 'app-settings');
  app.synth();
  const changed = Object.keys(contentOf(outdir))
    .filter((name) => fs.statSync(path.join(outdir, name)).mtime.getTime() !== long.getTime());
  expect(changed).toStrictEqual(['shop.k8s.yaml']);
});

test('a file that was closed to others stays closed when it changes', () => {
  const outdir = freshPath();
  put(outdir, 'shop.k8s.yaml', 'kind: Theirs\n');
  fs.chmodSync(path.join(outdir, 'shop.k8s.yaml'), 0o600);
  write(outdir, ['shop']);
  expect(fs.statSync(path.join(outdir, 'shop.k8s.yaml')).mode & 0o777).toBe(0o600);
});
