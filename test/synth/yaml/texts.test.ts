import { Yaml } from 'cdk8s';
import { writeYaml } from '../../../lib/synth/yaml/write-yaml';
import { written } from './support/contested';
import { nastyTexts } from './support/nasty-text';

/** Where a text can stand. What the outermost map, list or text holds is indented, and quoted, otherwise. */
const places: Readonly<Record<string, (text: string) => unknown>> = {
  'a value': (text) => ({ data: text, after: 1 }),
  'a value, deep inside': (text) => ({ a: [{ b: { c: text }, d: [text] }] }),
  'a key': (text) => ({ [text]: 1, after: 1 }),
  'a key, deep inside': (text) => ({ a: [{ [text]: { [text]: [text] } }] }),
  'a key of an empty list': (text) => ({ [text]: [] }),
  'an item': (text) => [text, text],
  'an item of an item': (text) => [[text], [[text, text]]],
  'the document': (text) => text,
};

const cases = Object.entries(nastyTexts)
  .flatMap(([kind, texts]) => Object.entries(places).map(([place, put]) => ({ kind, place, texts, put })));

test.each(cases)('$kind as $place: as the library writes it', ({ texts, put }) => {
  for (const text of texts) {
    const document = put(text);
    expect(written(document)).toBe(Yaml.stringify(document));
  }
});

/** Said once in words, so that they do not rest on the library alone. */
const inWords: readonly (readonly [document: unknown, text: string])[] = [
  [{ a: 'text' }, 'a: text\n'],
  [{ a: 'yes', y: 'no' }, 'a: "yes"\n"y": "no"\n'],
  [{ a: '0777', b: '1:30', c: '1_000', d: '1e3' }, 'a: "0777"\nb: "1:30"\nc: "1_000"\nd: "1e3"\n'],
  [{ a: '~', b: '', c: 'null', d: '2026-11-22' }, 'a: "~"\nb: ""\nc: "null"\nd: "2026-11-22"\n'],
  [{ a: ' a', b: 'a ', c: 'a: b', d: 'a #b' }, 'a: " a"\nb: "a "\nc: "a: b"\nd: "a #b"\n'],
  [{ a: 'say "a": b', b: "it's: b", c: `"a's": b` }, `a: 'say "a": b'\nb: "it's: b"\nc: "\\"a's\\": b"\n`],
  [{ a: 'one\ntwo\n', b: 'one\ntwo', c: 'one\n\n\n' }, 'a: |\n  one\n  two\nb: |-\n  one\n  two\nc: |+\n  one\n\n\n'],
  [{ a: '  one\ntwo\n', b: ['\n one'] }, 'a: |2\n    one\n  two\nb:\n  - |2-\n    \n     one\n'],
  [{ a: 'one\n ', b: '\u0001\n' }, 'a: "one\\n "\nb: "\\x01\\n"\n'],
  [{ a: `${'x'.repeat(40)} \n\n y\n ` }, `a: "${'x'.repeat(40)}\\ \n\n\n  \\ y\n\n  \\ "\n`],
  [{ '---': '---', b: { '---': 1 } }, '"---": ---\nb:\n  ---: 1\n'],
  ['---', '|-\n  ---\n'],
  [['a\n---\n'], '- |\n  a\n  ---\n'],
  [{ 'a\nb': 1, '': 2, '<<': '<<' }, '"a\\nb": 1\n"": 2\n<<: <<\n'],
];

test.each(inWords)('%j', (document, text) => {
  expect(writeYaml([document])).toBe(text);
  expect(Yaml.stringify(document)).toBe(text);
});

test('text of many lines, words or digits takes no longer than it is long', () => {
  const lines = ['\n'.repeat(1e6), `${'a line\n'.repeat(1e6)} `];
  const texts = ['word '.repeat(2e6), '9'.repeat(8e6), `a${' '.repeat(8e6)}b`, ...lines];
  for (const text of texts) expect(written({ text })).toBe(Yaml.stringify({ text }));
});
