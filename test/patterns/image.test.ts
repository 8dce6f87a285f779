import { existing } from 'charthouse';
import { draftPattern } from 'charthouse/testing';
import { image } from '../../lib/patterns/image';
import { expectRefused } from './support/errors';

const digest = `sha256:${'0'.repeat(64)}`;
const imageOf = (settings: object): unknown => draftPattern(image, { settings: { ...settings } }).container['image'];

describe('image', () => {
  test('is as written, and pulled as Kubernetes does by itself', () => {
    expect(draftPattern(image, { settings: { image: 'api:1.4.2' } }).container)
      .toEqual({ name: 'api', image: 'api:1.4.2' });
  });

  test.each([
    'api:1.4.2', `api@${digest}`, `api:1.4.2@${digest}`, 'localhost:5000/shop/api:v1', 'ghcr.io/shop/api:1.4.2-rc.1',
    `api:latest@${digest}`,
  ])('states a version: %s', (given) => {
    expect(imageOf({ image: given })).toBe(given);
  });

  test.each(['api:', 'api@sha256:12', 'API:1', '', 'api:1 '])('is refused where it is none: %s', (given) => {
    expectRefused(() => imageOf({ image: given }), { field: 'settings.image', value: given });
  });

  test.each(['api', 'api:latest', 'localhost:5000/api'])('without a version takes a reason: %s', (given) => {
    expectRefused(() => imageOf({ image: given }), { field: 'image', value: given });
    const because = { image: 'there are no versions' };
    const { container, reasons } = draftPattern(image, { settings: { image: given }, because });
    expect(container['image']).toBe(given);
    expect(reasons.filter(({ needed }) => needed)).toHaveLength(1);
  });

  test('is refused where it is missing', () => {
    expectRefused(() => draftPattern(image), { field: 'image' });
    expectRefused(() => draftPattern(image, { role: 'sidecar' }), { field: 'sidecars.beside.image' });
  });

  test.each([
    ['api:1', 'registry.example.com/api:1'],
    ['shop/api:1', 'registry.example.com/shop/api:1'],
    ['ghcr.io/shop/api:1', 'ghcr.io/shop/api:1'],
    ['localhost/api:1', 'localhost/api:1'],
    ['localhost:5000/api:1', 'localhost:5000/api:1'],
  ])('comes from the registry where it names none: %s', (given, expected) => {
    expect(imageOf({ image: given, registry: 'registry.example.com' })).toBe(expected);
  });

  test('comes as written where a registry of the house is left out', () => {
    expect(imageOf({ image: 'api:1', registry: false })).toBe('api:1');
  });

  test.each(['Always', 'IfNotPresent', 'Never'])('is pulled as stated: %s', (imagePullPolicy) => {
    expect(draftPattern(image, { settings: { image: 'api:1', imagePullPolicy } }).container)
      .toHaveProperty('imagePullPolicy', imagePullPolicy);
  });

  test('is pulled always, and with a Secret, where that is stated', () => {
    const { container, template } = draftPattern(image, {
      settings: { image: 'api:1', imagePullPolicy: 'Always', imagePullSecrets: ['mirror', 'hub'] },
    });
    expect(container['imagePullPolicy']).toBe('Always');
    expect(template).toHaveProperty('spec.imagePullSecrets', [{ name: 'mirror' }, { name: 'hub' }]);
  });

  test('is pulled with Secrets of the tree, or such as exist', () => {
    const imagePullSecrets = ['mirror', { name: 'hub' }, existing.secret('quay')];
    const { template, draft } = draftPattern(image, { settings: { image: 'api:1', imagePullSecrets } });
    expect(template).toHaveProperty('spec.imagePullSecrets', [{ name: 'mirror' }, { name: 'hub' }, { name: 'quay' }]);
    expect(draft.needed('declared')).toEqual([expect.objectContaining({ name: 'quay' })]);
  });

  test('is refused with a Secret that has no name', () => {
    for (const given of ['', null, {}]) {
      expectRefused(() => draftPattern(image, { settings: { image: 'api:1', imagePullSecrets: [given] } }),
        { field: 'settings.imagePullSecrets[0]', value: given });
    }
  });
});
