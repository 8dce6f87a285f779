import fc from 'fast-check';
import { keysInOrder, withCopiedValues } from '../../../lib/synth/yaml/copied';
import { writeYaml } from '../../../lib/synth/yaml/write-yaml';
import { nastyText } from './support/nasty-text';
import { plainValueOf } from './support/nasty-values';
import { assertOfValues } from './support/run-values';

const numbers = fc.oneof(fc.nat({ max: 20 }), fc.constantFrom(2 ** 32 - 2, 2 ** 32 - 1, 2 ** 32, -1)).map(String);
const keys = fc.array(fc.oneof(numbers, nastyText, fc.constantFrom('01', '!', 'constructor')), { maxLength: 8 });

function mapOf(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, name]));
}

test('keys are in the order in which a map has them that got them sorted', () => {
  assertOfValues(keys, (names) => {
    const map = mapOf(names);
    const before = Object.keys(map);
    expect(keysInOrder(map)).toStrictEqual(Object.keys(mapOf(Object.keys(map).sort())));
    expect(Object.keys(map)).toStrictEqual(before);
  });
});

test('only the values of a document are copied: it keeps the order of its own keys', () => {
  const shared = { b: 1, a: [2] };
  const map = { kind: 'A', data: shared, again: [shared] };
  const copy = withCopiedValues(map) as typeof map;
  expect(JSON.stringify(copy)).toBe('{"kind":"A","data":{"a":[2],"b":1},"again":[{"a":[2],"b":1}]}');
  expect(copy.again).not.toContain(copy.data);
  expect(shared).toStrictEqual({ b: 1, a: [2] });
});

test('values are written as their copies would be', () => {
  const value = plainValueOf(nastyText);
  assertOfValues(fc.tuple(value, value, keys), ([one, other, names]) => {
    const map = { z: one, ...mapOf(names), a: [other, one, { y: other, x: [one], 9: other, 10: one }], other };
    expect(writeYaml([map], { valuesAsCopied: true })).toBe(writeYaml([withCopiedValues(map)]));
  });
});

test('what is copied anyway needs no names', () => {
  const labels = { tier: 'web', app: 'api' };
  expect(writeYaml([{ spec: { template: labels, selector: labels } }], { valuesAsCopied: true }))
    .toBe('spec:\n  selector:\n    app: api\n    tier: web\n  template:\n    app: api\n    tier: web\n');
});
