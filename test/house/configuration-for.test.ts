import path from 'node:path';
import { configurationFor, type ConfigurationError, type SchemaIssue, type StandardSchema } from '../../lib';
import { freshPath, put, removeFreshPaths } from '../synth/support/folder';
import { errorWith } from './support/refused';
import { houseWith } from './support/workloads';

afterAll(removeFreshPaths);

interface Settings {
  readonly workers: number;
  readonly pools: readonly { readonly size: number }[];
}

const target = houseWith().target('here');

/** A schema as its library would make it: what it takes, and what it says of the rest. */
function schemaOf<Output>(
  validate: (value: unknown) => Output, ...issues: readonly SchemaIssue[]
): StandardSchema<Output> {
  return { '~standard': {
    version: 1, vendor: 'test', validate: (value) => (issues.length > 0 ? { issues } : { value: validate(value) }),
  } };
}

const asIs = schemaOf((value) => value);

/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = freshPath();
  for (const [name, text] of Object.entries(files)) put(folder, name, text);
  return folder;
}

const yaml = 'workers: 3\npools:\n  - size: 1\n  - size: big\n';
const read = (text: string, schema: StandardSchema, name = 'here.yaml'): unknown =>
  configurationFor(target, schema, { folder: folderWith({ [name]: text }) });

function failure(text: string, ...issues: readonly SchemaIssue[]): ConfigurationError {
  try {
    read(text, schemaOf(() => undefined, ...issues));
  } catch (error) {
    return error as ConfigurationError;
  }
  throw new Error('nothing was thrown');
}

describe('the configuration of a target', () => {
  it('is what the schema makes of the file, with its type', () => {
    const schema = schemaOf((value): Settings => ({ ...value as Settings, workers: (value as Settings).workers * 2 }));
    const settings: Settings = configurationFor(target, schema, { folder: folderWith({ 'here.yaml': yaml }) });

    expect(settings).toEqual({ workers: 6, pools: [{ size: 1 }, { size: 'big' }] });
    // @ts-expect-error: the type is that of the schema's output
    const wrong: number = configurationFor(target, schema, { folder: folderWith({ 'here.yaml': yaml }) });
    expect(wrong).toBeDefined();
  });

  it.each(['here.yaml', 'here.yml', 'here.json'])('may be in %s', (name) => {
    expect(read('{"workers": 3}', asIs, name)).toEqual({ workers: 3 });
  });

  it('is read as YAML 1.2: what looks like a text is one', () => {
    expect(read('a: yes\nb: 2026-11-21\nc: 0o17\nd: 1.10\ne: ~\nf: &x { g: 1 }\nh: *x\n', asIs))
      .toEqual({ a: 'yes', b: '2026-11-21', c: 15, d: 1.1, e: null, f: { g: 1 }, h: { g: 1 } });
    expect(read('', asIs)).toBeNull();
  });

  it('takes a schema that is a function, as those of ArkType are', () => {
    const schema = Object.assign(() => undefined, asIs);

    expect(read('a: 1', schema)).toEqual({ a: 1 });
  });

  it('is in the folder `config` where no other is named', () => {
    expect(() => configurationFor(target, asIs)).toThrow(errorWith({ path: 'config', field: 'here' }));
  });
});

describe('what the schema finds', () => {
  it('is said with the file, the line, the path and the message', () => {
    const error = failure(yaml, { message: 'must be a number', path: ['pools', { key: 1 }, 'size'] });
    const file = error.path;

    expect(error).toMatchObject({ name: 'CharthouseError', field: 'pools[1].size', problem: 'must be a number' });
    expect(error.issues).toEqual([{ field: 'pools[1].size', line: 4, message: 'must be a number' }]);
    expect(path.basename(file)).toBe('here.yaml');
    expect(error.message).toBe(`${file}: pools[1].size: must be a number (line 4); correct the file, or the schema`);
  });

  it('is said all at once', () => {
    const error = failure(
      yaml,
      { message: 'is missing', path: ['name'] },
      { message: 'is odd', path: ['workers'] },
      { message: 'says too little' },
    );

    expect(error.message.split('\n')).toEqual([
      `${error.path}: 3 values are not as the schema demands; correct the file, or the schema`,
      '  name: is missing',
      '  workers: is odd (line 1)',
      '  says too little',
    ]);
  });

  it('never shows a value, which may be a secret', () => {
    const { message } = failure('password: hunter2', { message: 'is too short', path: ['password'] });

    expect(message).not.toContain('hunter2');
  });

  it('takes paths of any kind of list: that of ArkType adds what it is made with', () => {
    class Path extends Array<PropertyKey> {
      public constructor(...steps: readonly PropertyKey[]) {
        super();
        this.push(...steps);
      }
    }
    const [whole] = failure('a: 1', { message: 'is odd', path: new Path() }).issues;
    expect(whole).toEqual({ field: '', line: undefined, message: 'is odd' });
    const [inside] = failure(yaml, { message: 'is odd', path: new Path('pools', 1, 'size') }).issues;
    expect(inside).toEqual({ field: 'pools[1].size', line: 4, message: 'is odd' });
  });

  it('has no line in JSON', () => {
    const schema = schemaOf(() => undefined, { message: 'is odd', path: ['a', 0] });

    expect(() => read('{"a": [1]}', schema, 'here.json')).toThrow(/here\.json: a\[0\]: is odd; /);
  });
});

describe('a configuration is refused', () => {
  it('of a schema that waits', () => {
    const schema: StandardSchema = {
      '~standard': { version: 1, vendor: 'slow', validate: (value) => Promise.resolve({ value }) },
    };

    expect(() => read('a: 1', schema)).toThrow(errorWith({
      field: 'schema', problem: 'is asynchronous: a tree is built at once', value: 'slow',
    }));
  });

  it('of a schema that waits, and of what it fails with later nobody hears', async () => {
    const heard: unknown[] = [];
    const hear = (reason: unknown): void => { heard.push(reason); };
    process.on('unhandledRejection', hear);
    const validate = (): Promise<never> => Promise.reject(new Error('no server'));

    expect(() => read('a: 1', { '~standard': { version: 1, vendor: 'slow', validate } }))
      .toThrow(errorWith({ field: 'schema' }));
    await new Promise((resolve) => { setImmediate(resolve); });
    process.off('unhandledRejection', hear);
    expect(heard).toEqual([]);
  });

  it.each(['here.yaml', 'here.json'])('with a number in %s that would be another one', (name) => {
    expect(() => read('{"ids": [\n12345678901234567890]}', asIs, name)).toThrow(errorWith({
      field: 'line 2',
      problem: 'holds 12345678901234567890, of which a number keeps the first digits only',
      fix: 'put it in quotes, and read it as text',
    }));
    expect(read('{"id": "12345678901234567890", "bytes": 1e30, "last": 9007199254740991}', asIs, name))
      .toEqual({ id: '12345678901234567890', bytes: 1e30, last: 9007199254740991 });
  });

  const other = { '~standard': { version: 2, validate: () => undefined } };
  it.each([undefined, {}, 'text', other])('of what is no schema: %j', (schema) => {
    expect(() => read('a: 1', schema as never)).toThrow(errorWith({ path: 'configurationFor', field: 'schema' }));
  });

  it('of what is no target', () => {
    expect(() => configurationFor({ name: 'here' }, asIs)).toThrow(errorWith({
      path: 'configurationFor', field: 'target', allowed: 'what house.target(name) returns',
    }));
  });

  it('without a file for the target, with the nearest name', () => {
    const folder = folderWith({ 'heer.yaml': '', 'README.md': '' });

    expect(() => configurationFor(target, asIs, { folder })).toThrow(errorWith({
      path: folder, field: 'here', problem: 'has no file', allowed: 'here.yaml, here.yml, here.json',
      fix: "did you mean 'heer.yaml'?",
    }));
  });

  it('with two files for the target', () => {
    const folder = folderWith({ 'here.yaml': 'a: 1', 'here.json': '{}' });

    expect(() => configurationFor(target, asIs, { folder })).toThrow(errorWith({
      path: folder, field: 'here', problem: 'has several files', fix: 'remove all but one',
    }));
  });

  it.each([
    ['a: [1', { field: 'line 1' }],
    ['a: 1\na: 2', { field: 'line 2', problem: 'is not YAML: Map keys must be unique' }],
    ['a: 1\n---\nb: 2', { field: 'line 2', problem: 'is not YAML: it holds several documents' }],
    ['a: !secret b', { field: 'line 1', problem: 'is not YAML: Unresolved tag: !secret' }],
    ['a: *nowhere', { problem: expect.stringContaining('nowhere') as string }],
  ])('in a file that is not read as it looks: %j', (text, facts) => {
    expect(() => read(text, asIs)).toThrow(errorWith({ allowed: 'one document in YAML', ...facts }));
  });

  it('in a file that is no JSON, and with an option that is not known', () => {
    expect(() => read('{"a": 1,}', asIs, 'here.json')).toThrow(errorWith({ allowed: 'one document in JSON' }));
    expect(() => configurationFor(target, asIs, { foldr: 'a' } as never))
      .toThrow(errorWith({ fix: "did you mean 'folder'?" }));
  });
});
