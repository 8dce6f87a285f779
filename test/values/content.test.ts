/** Files that are written from data: JSON, YAML, INI; and files of this machine. */
import * as pulumi from '@pulumi/pulumi';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import {
  WebService, Worker, asIni, asJson, asYaml, existing, localFile, secret, text, type Application, type Reference,
} from '../../lib';
import { KubernetesObject } from '../../lib/model/object';
import { Placeholders } from './support/placeholders';
import { at, environment, manifest, rules, shop, thrownBy } from './support/shop';

const image = 'api:1';

/** What a file of this content is written as. */
function written(content: Reference<string>, application: Application = shop()): unknown {
  const worker = new Worker(application, 'mailer', { image, files: { '/file': content } });
  return at(manifest(worker, 'ConfigMap'), 'data.file');
}

const data = {
  name: 'shop', on: true, off: false, nothing: null, left: undefined, ratio: 0.5, mode: '0777', yes: 'yes',
  lines: 'a\nb\n', list: ['x', 2, { deep: [] }], empty: {}, 'a key': { b: 'c' },
};
const { left: _left, ...kept } = data;

describe('data as JSON', () => {
  test('is written with two spaces, in the stated order; null and what is empty stay', () => {
    const json = written(asJson(data)) as string;
    expect(json).toBe(`${JSON.stringify(kept, undefined, 2)}\n`);
    expect(JSON.parse(json)).toEqual(kept);
  });

  test('may be a list, a text, or part of another text', () => {
    expect(written(asJson(['a']))).toBe('[\n  "a"\n]\n');
    expect(written(asJson(null))).toBe('null\n');
    expect(written(asYaml({ inner: asJson([1, undefined]) }))).toBe('inner: |\n  [\n    1,\n    null\n  ]\n');
    expect(environment(new Worker(shop(), 'mailer', { image, env: { CONFIG: asJson({ a: 1 }) } })))
      .toEqual({ CONFIG: '{\n  "a": 1\n}\n' });
  });
});

describe('data as YAML', () => {
  test('is read as the same by parsers of either version', () => {
    const yaml = written(asYaml(data)) as string;
    expect(parse(yaml, { version: '1.1' })).toEqual(kept);
    expect(parse(yaml, { version: '1.2' })).toEqual(kept);
    expect(yaml).toContain('name: shop\n"on": true\n');
  });
});

describe('data as INI', () => {
  test('has values first, then sections, and a line for each item of a list', () => {
    expect(written(asIni({
      server: { port: 8080, url: 'http://a/#b', tags: ['x', 'y'], left: undefined }, level: 'info', debug: false,
      'program:web': { command: '/run --x=1', empty: '' }, log: {},
    }))).toBe([
      'level = info', 'debug = false', '',
      '[server]', 'port = 8080', 'url = http://a/#b', 'tags = x', 'tags = y', '',
      '[program:web]', 'command = /run --x=1', 'empty =', '',
      '[log]', '',
    ].join('\n'));
    expect(written(asIni({}))).toBe('');
  });

  test('takes quotes from its author, who knows which the program reads', () => {
    expect(written(asIni({ a: '" x ; y"' }))).toBe('a = " x ; y"\n');
  });

  test.each<[object, string, unknown]>([
    [{ a: 'x\ny' }, 'a', 'x\ny'],
    [{ a: ' x' }, 'a', ' x'],
    [{ s: { a: 'x ; y' } }, 's.a', 'x ; y'],
    [{ s: { a: '# x' } }, 's.a', '# x'],
    [{ s: { a: null } }, 's.a', null],
    [{ s: { part: { a: 1 } } }, 's.part', { a: 1 }],
    [{ a: [['x']] }, 'a', ['x']],
    [{ 'a=b': 1 }, 'a=b', 'a=b'],
    [{ ';a': 1 }, ';a', ';a'],
    [{ 's]': { a: 1 } }, 's]', 's]'],
    [['x'], 'data', ['x']],
  ])('refuses %j, which programs read differently', (given, field, value) => {
    expect(thrownBy(() => asIni(given as never))).toMatchObject({ path: 'asIni', field, value });
  });
});

describe.each([['asJson', asJson], ['asYaml', asYaml], ['asIni', asIni]] as const)('what %s writes', (name, write) => {
  test('connects to what it refers to, and has the address as it is seen from there', () => {
    const application = shop();
    const orders = new WebService(application, 'orders', { image, port: 8080 });
    const worker = new Worker(application, 'mailer', {
      image,
      files: { '/file': write({ db: { host: orders.hostname, port: orders.port, url: text`${orders.url}/v1` } }) },
    });
    const file = at(manifest(worker, 'ConfigMap'), 'data.file') as string;
    expect(file.replace(/[",]/g, '')).toMatch(/host\W+orders\n\s*port\W+8080\n\s*url\W+http:\/\/orders:8080\/v1\n/);
    expect(rules(worker, 'egress')).toHaveLength(1);
    expect(rules(orders, 'ingress')).toHaveLength(1);
  });

  test('is one Output where there are Outputs in it, and an error in YAML', async () => {
    const worker = new Worker(shop(), 'mailer', { image, files: {
      '/file': write({ s: { a: pulumi.output('x'), b: text`${pulumi.output(1)}/${pulumi.output(2)}`, c: 'y' } }),
    } });
    expect(thrownBy(() => manifest(worker, 'ConfigMap'))).toMatchObject({ field: 'data.file', value: 'an Output' });
    const object = worker.node.findAll().find((each): each is KubernetesObject =>
      each instanceof KubernetesObject && each.kind === 'ConfigMap')!;
    const placeholders = new Placeholders();
    const swapped = object.renderFrom(placeholders.viewpoint(object.node.path, 'shop'));
    expect(placeholders.fieldsIn(swapped)).toEqual(['data.file']);
    const restored = pulumi.output(placeholders.restored(swapped)) as pulumi.Output<unknown>;
    const back = await new Promise((resolve) => { restored.apply(resolve); });
    expect(at(back, 'data.file')).toBe(written(write({ s: { a: 'x', b: '1/2', c: 'y' } })));
  });

  test('is what was said, and not what became of it', () => {
    const given = { s: { a: 'x' } };
    const content = write(given);
    given.s.a = 'y';
    expect(written(content)).toBe(written(write({ s: { a: 'x' } })));
  });

  test('refuses secrets, which are no text, and all that is no data', () => {
    const circle: Record<string, unknown> = {};
    circle['again'] = { circle };
    const wrong: readonly (readonly [unknown, string])[] = [
      [existing.secret('login').key('password'), 's.a'], [secret(pulumi.secret('x')), 's.a'], [new Date(0), 's.a'],
      [() => 'x', 's.a'], [NaN, 's.a'], [circle, 's.a.again.circle'],
    ];
    for (const [value, field] of wrong) {
      expect(thrownBy(() => write({ s: { a: value } } as never))).toMatchObject({ path: name, field });
    }
    expect(thrownBy(() => write(undefined as never))).toMatchObject({ path: name, field: 'data' });
    expect(() => `x${write({}) as unknown as string}`).toThrow('pasted into a plain template string');
  });

  test('refuses an Output that was pasted into a text', () => {
    const pasted = `x${pulumi.output('x') as unknown as string}`;
    expect(thrownBy(() => write({ s: { a: pasted } }))).toMatchObject({
      path: name, field: 'data', fix: 'write text`…` before the template',
    });
  });

  test('changes the checksum when the data does', () => {
    const checksum = (value: string): unknown => {
      const worker = new Worker(shop(), 'mailer', { image, files: { '/file': write({ s: { value } }) } });
      return (at(manifest(worker, 'Deployment'), 'spec.template.metadata.annotations') as Record<string, unknown>)[
        'charthouse.dev/files-checksum'];
    };
    expect(checksum('a')).toBe(checksum('a'));
    expect(checksum('a')).not.toBe(checksum('b'));
  });
});

describe('a local file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'charthouse-'));
  const [textFile, bytesFile] = [join(folder, 'a.conf'), join(folder, 'a.bin')];
  beforeAll(() => {
    writeFileSync(textFile, 'größe = 1\n');
    writeFileSync(bytesFile, Uint8Array.of(0, 255));
  });
  afterAll(() => { rmSync(folder, { recursive: true }); });

  test('is text where it is UTF-8, and else bytes; it may be named by a URL', () => {
    expect(localFile(textFile)).toBe('größe = 1\n');
    expect(localFile(pathToFileURL(textFile))).toBe('größe = 1\n');
    const files = { '/a': localFile(textFile), '/b': localFile(bytesFile) };
    const worker = new Worker(shop(), 'mailer', { image, files });
    expect(manifest(worker, 'ConfigMap')).toMatchObject({ data: { a: 'größe = 1\n' }, binaryData: { b: 'AP8=' } });
  });

  test.each([
    [join(folder, 'none'), 'there is no such file'], [folder, 'it is a directory'], [4, 'it cannot be read'],
    [{ href: 'https://example.com/a' }, 'it cannot be read'],
  ])('is refused where there is none: %p', (path, why) => {
    const error = thrownBy(() => localFile(path as string));
    expect(error).toMatchObject({ path: 'localFile', field: 'path', value: path });
    expect(error.message).toContain(why);
  });
});
