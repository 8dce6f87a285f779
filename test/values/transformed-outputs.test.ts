/** Patches that hold what comes later. */
import { text } from '../../lib';
import { applyTransform } from '../../lib/model/transform/transform';
import { knownOf, later } from './support/later';
import { Placeholders } from './support/placeholders';
import { thrownBy } from './support/shop';

const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api' }, spec: { replicas: 2 } };
const stored = (change: object): Parameters<typeof applyTransform>[1] =>
  ({ kind: 'Deployment', role: '', unknownFields: false, change });

test.each<[string, object]>([
  ['a patch', { metadata: { annotations: { 'example.com/a': text`a-${later('b')}` } } }],
  ['a function', (object: { metadata: object }) => {
    Object.assign(object.metadata, { annotations: { 'example.com/a': text`a-${later('b')}` } });
  }],
])('%s may hold an Output, which is seen at its field alone', (_what, change) => {
  const placeholders = new Placeholders();
  const changed = applyTransform(manifest, stored(change), placeholders.viewpoint('shop/api/Deployment', 'shop'));
  expect(placeholders.fieldsIn(changed)).toEqual(['metadata.annotations.example.com/a']);
  expect(knownOf(placeholders.restored(changed))).toHaveProperty('metadata.annotations', { 'example.com/a': 'a-b' });
});

test('in YAML an Output in a patch is an error with path and field', () => {
  const change = { metadata: { annotations: { a: later('b') } } };
  expect(thrownBy(() => applyTransform(manifest, stored(change), 'shop/api/Deployment'))).toMatchObject({
    path: 'shop/api/Deployment', field: 'metadata.annotations.a', value: 'an Output',
  });
});

test('a patch without one still removes a field by null', () => {
  const changed = applyTransform(manifest, stored({ spec: { replicas: null } }), 'shop/api/Deployment');
  expect(changed).not.toHaveProperty('spec.replicas');
});
