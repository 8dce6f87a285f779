import { runInNewContext } from 'node:vm';
import { Yaml } from 'cdk8s';
import { writeYaml } from '../../../lib/synth/yaml/write-yaml';

const labels = { app: 'api' };
const empty: unknown[] = [];
const none = {};
const inner = { list: [1] };
const outer = { inner, inner2: inner };
const circle: Record<string, unknown> = { labels };
circle.self = circle;
circle.again = [circle, labels];
const listOfItself: unknown[] = [labels];
listOfItself.push(listOfItself, [listOfItself]);
const long = 'k'.repeat(1025);

const written: Readonly<Record<string, readonly [document: unknown, text: string]>> = {
  'a map': [{ a: 1, b: { c: 2 } }, 'a: 1\nb:\n  c: 2\n'],
  'a list in a map is indented': [{ a: [1, { b: 2, c: 3 }] }, 'a:\n  - 1\n  - b: 2\n    c: 3\n'],
  'lists in lists': [[[1, [2, 3]], [[]]], '- - 1\n  - - 2\n    - 3\n- - []\n'],
  'empty maps and lists': [{ a: {}, b: [], c: [{}, []] }, 'a: {}\nb: []\nc:\n  - {}\n  - []\n'],
  'an empty map alone': [{}, '{}\n'],
  'an empty list alone': [[], '[]\n'],
  'null and undefined': [{ a: null, b: undefined, c: [null, undefined] }, 'a: null\nb: null\nc:\n  - null\n  - null\n'],
  booleans: [{ a: true, b: [false] }, 'a: true\nb:\n  - false\n'],
  numbers: [
    [0, -1, 1.5, 1e21, 1e-7, 5e-324, 2 ** 53, 123456789012345680000, 0.1 + 0.2],
    '- 0\n- -1\n- 1.5\n- 1e+21\n- 1e-7\n- 5e-324\n- 9007199254740992\n- 123456789012345680000\n- 0.30000000000000004\n',
  ],
  'no numbers': [[NaN, Infinity, -Infinity], '- .nan\n- .inf\n- -.inf\n'],
  'keys in the order of JavaScript': [{ b: 1, 10: 2, 2: 3, a: 4 }, '"2": 3\n"10": 2\nb: 1\na: 4\n'],
  'a key that is longer than what parsers look ahead': [
    { [long]: { a: 1, b: 2 }, b: { [long]: [1, 2], [`${long}s`]: 'text' } },
    `? ${long}\n: a: 1\n  b: 2\nb:\n  ? ${long}\n  : - 1\n    - 2\n  ? ${long}s\n  : text\n`,
  ],
  'a long key of nothing': [{ [long]: {}, [`${long}s`]: [] }, `? ${long}\n: {}\n? ${long}s\n: []\n`],
  'a map that stands twice': [{ a: { labels }, b: { labels } }, 'a:\n  labels: &a1\n    app: api\nb:\n  labels: *a1\n'],
  'a map that stands twice in a list': [[labels, labels], '- &a1\n  app: api\n- *a1\n'],
  'a list that stands twice and is empty': [{ a: empty, b: empty, c: [empty] }, 'a: &a1 []\nb: *a1\nc:\n  - *a1\n'],
  'a map that stands twice and is empty': [[none, none], '- &a1 {}\n- *a1\n'],
  'one that stands twice in another one': [
    [outer, outer], '- &a2\n  inner: &a1\n    list:\n      - 1\n  inner2: *a1\n- *a2\n',
  ],
  'names go by which is met again first': [
    { a: inner, b: labels, c: labels, d: inner },
    'a: &a2\n  list:\n    - 1\nb: &a1\n  app: api\nc: *a1\nd: *a2\n',
  ],
  'one that stands twice under long keys': [
    { [long]: labels, [`${long}s`]: labels }, `? ${long}\n: &a1\n  app: api\n? ${long}s\n: *a1\n`,
  ],
  'a map that holds itself': [circle, '&a1\nlabels: &a2\n  app: api\nself: *a1\nagain:\n  - *a1\n  - *a2\n'],
  'a list that holds itself': [listOfItself, '&a1\n- app: api\n- *a1\n- - *a1\n'],
  'a map without a prototype': [Object.assign(Object.create(null) as object, { a: 1 }), 'a: 1\n'],
  'keys with a meaning to JavaScript': [
    JSON.parse('{"__proto__":{"a":1},"constructor":1,"toJSON":2}'), '__proto__:\n  a: 1\nconstructor: 1\ntoJSON: 2\n',
  ],
  'maps and lists of another realm': [runInNewContext('({ a: [{}, []] })'), 'a:\n  - {}\n  - []\n'],
  'symbols as keys are no keys': [{ [Symbol('a')]: 1, b: 1 }, 'b: 1\n'],
};

test.each(Object.entries(written))('%s', (_name, [document, text]) => {
  expect(writeYaml([document])).toBe(text);
  expect(Yaml.stringify(document)).toBe(text);
});

test('the holes of a sparse list are null', () => {
  const sparse: unknown[] = ['a'];
  sparse[2] = 'b';
  expect(writeYaml([sparse])).toBe('- a\n- null\n- b\n');
  expect(Yaml.stringify(sparse)).toBe('- a\n- null\n- b\n');
});

test('documents are set apart, and one of undefined is empty', () => {
  const documents = [{ a: 1 }, undefined, null, 'text', [], undefined];
  expect(writeYaml(documents)).toBe('a: 1\n---\n\n---\nnull\n---\ntext\n---\n[]\n---\n\n');
  expect(writeYaml(documents)).toBe(Yaml.stringify(...documents));
  expect(writeYaml([])).toBe('');
  expect(Yaml.stringify()).toBe('');
});

test('each document has names of its own', () => {
  const text = 'a: &a1\n  app: api\nb: *a1\n';
  expect(writeYaml([{ a: labels, b: labels }, { a: labels, b: labels }])).toBe(`${text}---\n${text}`);
});

test('many that stand twice take no longer than they are many', () => {
  const many = Array.from({ length: 2e4 }, (_none, index) => ({ index }));
  const text = writeYaml([[many, ...many]]);
  expect(text?.split('\n').at(-2)).toBe('- *a20000');
});

test('layers of diamonds are written once each', () => {
  const top = Array.from({ length: 60 }).reduce<unknown>((below) => ({ left: below, right: below }), 1);
  expect(writeYaml([top])).toBe(Yaml.stringify(top));
});

test('deep nesting is written, deeper than the library can', () => {
  const nested = (depth: number): unknown => {
    let value: unknown = 'leaf';
    for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { a: value } : [value];
    return value;
  };
  expect(writeYaml([nested(400)])).toBe(Yaml.stringify(nested(400)));
  let depth = 400;
  const fails = (): boolean => {
    try {
      Yaml.stringify(nested(depth));
      return false;
    } catch (error) {
      return error instanceof RangeError;
    }
  };
  while (!fails()) depth += 200;
  expect(writeYaml([nested(depth + 200)])).toContain(' leaf\n');
});
