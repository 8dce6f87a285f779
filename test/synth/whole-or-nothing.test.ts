import fs from 'node:fs';
import path from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, Lazy, YamlOutputType, type AppProps } from 'cdk8s';
import { findingsOf } from '../../lib/house/findings';
import type { Finding } from '../../lib/model/finding';
import { App } from '../../lib/synth/app';
import type { FindingsError } from '../../lib/synth/findings-error';
import { contentOf, freshPath, put, removeFreshPaths } from './support/folder';
import { settings } from './support/trees';

jest.mock('../../lib/house/findings', () => ({ findingsOf: jest.fn(() => []) }));

const findings = jest.mocked(findingsOf);

afterEach(() => {
  jest.restoreAllMocks();
  findings.mockImplementation(() => []);
  removeFreshPaths();
});

function appWith(outdir: string, charts: readonly string[], value = 'one'): App {
  const app = new App({ outdir });
  for (const chart of charts) settings(new Chart(app, chart), `${chart}-settings`, { value });
  return app;
}

function errorOf(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

/** Everything that can be told of the folder beside the output folder, times included. */
function stateOf(outdir: string): unknown {
  const parent = path.dirname(outdir);
  const content = contentOf(parent);
  return Object.entries(content).map(([name, text]) => {
    const { mtimeMs, mode, ino } = fs.statSync(path.join(parent, name));
    return name.endsWith('/') ? { name, mode } : { name, text, mtimeMs, mode, ino };
  });
}

/** Asserts that the App fails, and that nothing has changed by it. */
function expectUntouched(app: App, message: RegExp): unknown {
  const before = stateOf(app.outdir);
  const error = errorOf(() => { app.synth(); });
  expect(error.message).toMatch(message);
  expect(stateOf(app.outdir)).toStrictEqual(before);
  return error;
}

const error = (facts: Partial<Finding>): Finding => ({
  path: 'shop/api', rule: 'selector-matches-template', severity: 'error', message: 'selects no pod',
  fix: 'name its label', ...facts,
});

describe('texts', () => {
  class Unwritable extends Chart {
    public override toJson(): unknown[] {
      return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' }, get data(): never {
        throw new Error('data that nobody can read');
      } }];
    }
  }

  test.each(['into a new folder', 'over an earlier output'])('one that cannot be made stops all, %s', (where) => {
    const outdir = freshPath();
    if (where !== 'into a new folder') appWith(outdir, ['a', 'b'], 'before').synth();
    const app = appWith(outdir, ['a', 'b'], 'after');
    new Unwritable(app, 'c');
    expectUntouched(app, /data that nobody can read/);
  });
});

describe('errors of the tree', () => {
  test('a finding of severity error stops the synthesis before a folder is made', () => {
    findings.mockImplementation(() => [error({ value: 3, field: 'spec.selector' })]);
    const thrown = expectUntouched(appWith(freshPath(), ['shop']), /^shop\/api: selects no pod \(spec.selector\); name/);
    expect(thrown).toMatchObject({
      name: 'CharthouseError', path: 'shop/api', field: 'spec.selector', value: 3, fix: 'name its label',
    });
  });

  test('all errors come together: those of the checks, and those of the constructs of others', () => {
    const outdir = freshPath();
    appWith(outdir, ['shop', 'old']).synth();
    findings.mockImplementation(() => [error({}), error({ severity: 'warning', message: 'could be better' })]);
    const app = appWith(outdir, ['shop'], 'two');
    app.node.addValidation({ validate: () => ['the App is odd'] });
    app.charts[0]?.node.addValidation({ validate: () => ['too few', 'too many'] });
    const thrown = expectUntouched(app, /^4 errors, nothing was written:\n {2}shop\/api: selects no pod/);
    expect((thrown as FindingsError).findings.map(({ path: at, message }) => `${at}: ${message}`))
      .toStrictEqual(['shop/api: selects no pod', 'App: the App is odd', 'shop: too few', 'shop: too many']);
  });

  test('warnings and waived errors stop nothing, and `findings()` returns them', () => {
    const app = appWith(freshPath(), ['shop']);
    const given = [error({ severity: 'warning' }), error({ severity: 'info' }), error({ waived: 'a demonstration' })];
    findings.mockImplementation(() => given);
    app.synth();
    expect(Object.keys(contentOf(app.outdir))).toContain('shop.k8s.yaml');
    expect(app.findings()).toStrictEqual(given);
  });

  test('`synthYaml` is stopped too', () => {
    findings.mockImplementation(() => [error({})]);
    expect(errorOf(() => appWith(freshPath(), ['shop']).synthYaml()).message).toMatch(/selects no pod/);
  });

  test('a synthesis asks for the findings once', () => {
    appWith(freshPath(), ['shop', 'app', 'base']).synth();
    expect(findings).toHaveBeenCalledTimes(1);
  });
});

describe('objects that cannot be rendered', () => {
  test('one of them leaves every file as it was', () => {
    const outdir = freshPath();
    appWith(outdir, ['app', 'shop']).synth();
    const app = appWith(outdir, ['app'], 'two');
    new ApiObject(new Chart(app, 'shop'), 'bad', {
      apiVersion: 'v1', kind: 'ConfigMap',
      data: { a: Lazy.any({ produce: () => { throw new Error('no such value'); } }) },
    });
    expectUntouched(app, /shop\/bad.*no such value/);
  });

  test('an unknown layout, from JavaScript, is refused before a file is touched', () => {
    const outdir = freshPath();
    appWith(outdir, ['shop']).synth();
    const app = new App(JSON.parse(JSON.stringify({ outdir, yamlOutputType: 7 })) as AppProps);
    const thrown = expectUntouched(app, /yamlOutputType must be a YamlOutputType.*got 7/);
    expect(thrown).toMatchObject({ field: 'yamlOutputType', value: 7 });
  });
});

describe('two objects with an equal file name', () => {
  function twins(outdir: string, layout: YamlOutputType, names: readonly [string, string] = ['same', 'same']): App {
    const app = new App({ outdir, yamlOutputType: layout });
    const chart = new Chart(app, 'shop');
    for (const [index, name] of names.entries()) {
      new ApiObject(chart, `twin-${index}`, {
        apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: `space-${index}` },
      });
    }
    return app;
  }

  test.each([
    [YamlOutputType.FILE_PER_RESOURCE, 'ConfigMap.same.k8s.yaml'],
    [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE, 'shop/ConfigMap.same.k8s.yaml'],
  ])('are an error that names both (layout %d)', (layout, file) => {
    const outdir = freshPath();
    appWith(outdir, ['old']).synth();
    const thrown = expectUntouched(twins(outdir, layout), /^shop\/twin-1: .*shop\/twin-0.*give one of the two another name/);
    expect(thrown).toMatchObject({ path: 'shop/twin-1', value: file, allowed: 'one object a file' });
  });

  test('are an error as well where only the case of letters tells them apart, as macOS and Windows do not', () => {
    expectUntouched(twins(freshPath(), YamlOutputType.FILE_PER_RESOURCE, ['Same', 'same']), /needs a file of its own/);
  });

  test('are no error where a file holds several objects', () => {
    const app = twins(freshPath(), YamlOutputType.FILE_PER_CHART);
    app.synth();
    expect(contentOf(app.outdir)['shop.k8s.yaml']?.match(/kind: ConfigMap/g)).toHaveLength(2);
  });

  test('across charts are found too', () => {
    const app = new App({ outdir: freshPath(), yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    for (const id of ['one', 'two']) settings(new Chart(app, id), 'same');
    expectUntouched(app, /^two\/same: .*one\/same/);
  });
});

describe('writing that fails', () => {
  test('a folder that stands where a file should go leaves every file as it was', () => {
    const outdir = freshPath();
    appWith(outdir, ['app', 'old']).synth();
    put(outdir, 'shop.k8s.yaml/theirs.txt', 'theirs\n');
    const thrown = expectUntouched(appWith(outdir, ['app', 'shop'], 'two'), /shop\.k8s\.yaml: cannot be written/);
    expect(thrown).toMatchObject({ path: path.join(outdir, 'shop.k8s.yaml') });
  });

  test('a file that stands where a folder should go leaves every file as it was', () => {
    const outdir = freshPath();
    appWith(outdir, ['app', 'old']).synth();
    put(outdir, 'shop', 'theirs\n');
    const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
    for (const id of ['app', 'more', 'shop']) settings(new Chart(app, id), 'settings');
    expectUntouched(app, /cannot be written/);
  });

  test('an output folder that is a file is an error with its path', () => {
    const outdir = freshPath();
    put(path.dirname(outdir), 'dist', 'a file\n');
    expectUntouched(appWith(outdir, ['app']), /dist.*cannot be written/);
  });

  test.each([1, 2, 3, 4, 5])('rename number %d fails: changed, new and removed files are as they were', (turn) => {
    const outdir = freshPath();
    appWith(outdir, ['app', 'old', 'shop']).synth();
    const { renameSync } = fs;
    let calls = 0;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      calls += 1;
      if (calls === turn) throw new Error('EIO: the disk is gone');
      renameSync(from, to);
    });
    // Two change, one is new, one goes, and the record changes: five renames.
    expectUntouched(appWith(outdir, ['app', 'new', 'shop'], 'two'), /cannot be written: EIO: the disk is gone/);
  });

  test('a disk that is full while the texts are prepared leaves nothing behind, not even the folders', () => {
    const outdir = path.join(freshPath(), 'deep', 'down');
    const { writeFileSync } = fs;
    let calls = 0;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((file, data, options) => {
      calls += 1;
      if (calls === 2) throw new Error('ENOSPC: no space left on device');
      writeFileSync(file, data, options);
    });
    const thrown = errorOf(() => { appWith(outdir, ['app', 'shop']).synth(); });
    expect(thrown.message).toMatch(/shop\.k8s\.yaml: cannot be written: ENOSPC/);
    expect(fs.existsSync(path.dirname(path.dirname(outdir)))).toBe(false);
  });

  test('folders that were made for a failed run go again', () => {
    const outdir = freshPath();
    appWith(outdir, ['app']).synth();
    const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
    settings(new Chart(app, 'shop'), 'settings');
    jest.spyOn(fs, 'renameSync').mockImplementationOnce(() => { throw new Error('EIO'); });
    expectUntouched(app, /cannot be written: EIO/);
  });

  test('where even putting back fails, the earlier content is kept beside, and the error says where', () => {
    const outdir = freshPath();
    appWith(outdir, ['app', 'shop']).synth();
    const earlier = contentOf(outdir)['app.k8s.yaml'];
    const { renameSync } = fs;
    let calls = 0;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      calls += 1;
      if (calls > 1) throw new Error('EIO');
      renameSync(from, to);
    });
    const thrown = errorOf(() => { appWith(outdir, ['app', 'shop'], 'two').synth(); });
    expect(thrown.message).toMatch(/app\.k8s\.yaml.*could not be put back.*\.charthouse-/);
    const kept = Object.entries(contentOf(outdir)).filter(([name]) => name.startsWith('.charthouse-'));
    expect(kept.map(([, text]) => text)).toContain(earlier);
  });

  test('a disk without second names for files is served by copies', () => {
    const outdir = freshPath();
    appWith(outdir, ['app', 'shop']).synth();
    jest.spyOn(fs, 'linkSync').mockImplementation(() => { throw new Error('EPERM'); });
    appWith(outdir, ['app', 'shop'], 'two').synth();
    expect(contentOf(outdir)['app.k8s.yaml']).toContain('value: two');
    expect(Object.keys(contentOf(outdir))).toStrictEqual(['.charthouse', 'app.k8s.yaml', 'shop.k8s.yaml']);
  });

  test('no extension leads out of the output folder', () => {
    const outdir = freshPath();
    const app = new App({ outdir, outputFileExtension: '/../../stolen.yaml' });
    settings(new Chart(app, 'shop'), 'settings');
    expectUntouched(app, /shop: would be written outside the output folder/);
  });
});

test('our App is a cdk8s App', () => {
  const app = new App();
  expect(app).toBeInstanceOf(Cdk8sApp);
  expect(Cdk8sApp.of(new Chart(app, 'shop'))).toBe(app);
});
