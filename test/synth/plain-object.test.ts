import { inspect } from 'node:util';
import { ApiObject, App, Chart, JsonPatch, Lazy, type ApiObjectProps, type IResolver } from 'cdk8s';
import fc from 'fast-check';
import { plainManifest } from '../../lib/synth/plain-object';
import { withCopiedValues } from '../../lib/synth/yaml/copied';
import { assertProperty } from '../property/support/run';

function objectOf(fields: Readonly<Record<string, unknown>>, resolvers: IResolver[] = []): ApiObject {
  const labels = { team: 'checkout', app: 'api' };
  const chart = new Chart(new App({ resolvers }), 'shop', { namespace: 'shop', labels });
  const props: ApiObjectProps = { apiVersion: 'v1', kind: 'ConfigMap', ...fields };
  return new ApiObject(chart, 'object', props);
}

/** What a value looks like, with the order of keys, `undefined`, `-0` and holes in lists. */
function shown(value: unknown): string {
  return inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null });
}

const special = ['__proto__', 'constructor', 'resolve'];
const texts = fc.string({ maxLength: 8 }).filter((text) => !special.includes(text));
const keys = fc.oneof(texts, fc.nat({ max: 20 }).map(String), fc.constantFrom('value', 'valueOf'));
const plainData = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined, '', 0, false)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

test('plain data is rendered as by cdk8s, value for value; copied, also key for key', () => {
  const maps = fc.tuple(fc.dictionary(keys, plainData), plainData, fc.dictionary(keys, fc.string()));
  assertProperty(maps, ([fields, shared, labels]) => {
    const metadata = { labels, annotations: { 'example.com/b': '2', a: '1' } };
    const object = objectOf({ ...fields, one: shared, two: [shared, { b: shared, a: shared }], metadata });
    const manifest = plainManifest(object);
    expect(manifest).toBeDefined();
    expect(Object.keys(manifest ?? {})).toStrictEqual(Object.keys(object.toJson() as object));
    expect(shown(withCopiedValues(manifest ?? {}))).toBe(shown(object.toJson()));
  }, 500);
});

test('data is taken as it is, without nothing', () => {
  const taken = { b: ['value'], a: {} };
  const before = inspect(taken);
  const object = objectOf({ spec: { taken, kept: [taken, { none: null }], none: undefined } });
  const manifest = plainManifest(object) as unknown as { readonly spec: { readonly taken: object } };
  expect(manifest.spec).toStrictEqual({ taken, kept: [taken, {}] });
  expect(manifest.spec.taken).toBe(taken);
  expect(inspect(taken)).toBe(before);
});

class Odd {
  public readonly value = 3;
}

test.each([
  ['a token', () => objectOf({ spec: { a: Lazy.any({ produce: () => 1 }) } })],
  ['a value that resolves itself', () => objectOf({ spec: [{ resolve: () => 1 }] })],
  ['an object of a class', () => objectOf({ spec: { a: new Odd() } })],
  ['a date', () => objectOf({ spec: new Date(0) })],
  ['a function', () => objectOf({ spec: [() => 1] })],
  ['an object without a prototype', () => objectOf({ spec: Object.create(null) as unknown })],
  ['an object with a constructor of its own', () => objectOf({ spec: { constructor: 'x' } })],
  ['a key `__proto__`', () => objectOf({ spec: JSON.parse('{"__proto__": {"a": 1}}') as unknown })],
  ['finalizers', () => objectOf({ metadata: { finalizers: ['example.com/x'] } })],
  ['a label `__proto__`', () => objectOf({ metadata: JSON.parse('{"annotations": {"__proto__": "a"}}') as object })],
  ['a label that comes later', () => objectOf({ metadata: { labels: { a: Lazy.any({ produce: () => 'b' }) } } })],
  ['a resolver', () => objectOf({}, [{ resolve: () => undefined }])],
  ['a JSON patch', () => {
    const object = objectOf({});
    object.addJsonPatch(JsonPatch.add('/data', {}));
    return object;
  }],
  ['a `toJson` of its own', () => Object.assign(objectOf({}), { toJson: () => ({}) })],
])('%s is left to cdk8s', (_what, make) => {
  expect(plainManifest(make())).toBeUndefined();
});

test('keys in the order of their writing are left to cdk8s, where the environment asks for them', () => {
  process.env.CDK8S_DISABLE_SORT = 'true';
  try {
    expect(plainManifest(objectOf({}))).toBeUndefined();
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});
