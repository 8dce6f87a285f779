import { writeYaml } from '../../../lib/synth/yaml/write-yaml';

class Quantity {
  public constructor(public readonly amount: string) {}
}

class Names extends Array<string> {}

const values: Readonly<Record<string, unknown>> = {
  'a date': new Date(0),
  'a Map': new Map([['a', 1]]),
  'a Set': new Set([1]),
  'a Uint8Array': Uint8Array.of(1),
  'a RegExp': /a/,
  'a String object': Object('text'),
  'a Number object': Object(1),
  'a bigint': 1n,
  'a symbol': Symbol('a'),
  'a function': () => 1,
  'an instance of a class': new Quantity('1Gi'),
  'a list of a class': Names.from(['a']),
  'an empty list of a class': new Names(),
  'a map that inherits': Object.create({ a: 1 }),
  'a map that renders itself': { toJSON: () => 'text' },
  'a list that renders itself': Object.assign(['a'], { toJSON: () => 'text' }),
  'a map that can be iterated': { [Symbol.iterator]: () => [1][Symbol.iterator]() },
};

/** Where it is met; also after something that stands twice. */
const places: Readonly<Record<string, (value: unknown) => unknown>> = {
  'the document': (value) => value,
  'a value': (value) => ({ a: 1, b: { c: value } }),
  'an item': (value) => [1, [value]],
  'beside one that stands twice': (value) => {
    const labels = { app: 'api' };
    return [labels, labels, value];
  },
};

test.each(Object.entries(values))('%s is left to the library', (_name, value) => {
  for (const put of Object.values(places)) {
    expect(writeYaml([put(value)])).toBeUndefined();
    expect(writeYaml([{ a: 1 }, put(value)], { contested: true })).toBeUndefined();
  }
});

const contested: readonly unknown[] = [
  -0, '\n', ' \n', '\n\n ', '\u00a0\n', 'nO', 'ofF', 'oFF', 'fALSE', 'FAlse', '-.nan', '+.NaN',
];

test.each(contested)('%j is left to the library unless asked for: its versions write it differently', (value) => {
  const documents = [value, [value], { a: { b: value } }, ...typeof value === 'string' ? [{ [value]: 1 }] : []];
  for (const document of documents) {
    expect(writeYaml([document])).toBeUndefined();
    expect(writeYaml([document], { contested: true })).toBeDefined();
  }
});

const agreed = [0, '', ' ', 'a\n', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE', '.nan', 'nOt'];

test.each(agreed)('%j is written the same by all versions', (value) => {
  expect(writeYaml([{ a: value }])).toBeDefined();
});
