import { draftPattern } from 'charthouse/testing';
import { discovery } from '../../lib/patterns/discovery';
import { expectRefused } from './support/errors';

const pod = (settings: object): unknown => draftPattern(discovery, { settings: { ...settings } }).template['spec'];

describe('discovery', () => {
  test('keeps the variables of other Services out of the pods, and says nothing else', () => {
    expect(pod({})).toEqual({ enableServiceLinks: false, containers: [{ name: 'api' }] });
  });

  test('gives them to who asks for them', () => {
    expect(pod({ enableServiceLinks: true })).toHaveProperty('enableServiceLinks', true);
  });

  test('refuses another value', () => {
    expectRefused(() => pod({ enableServiceLinks: 1 }), { field: 'settings.enableServiceLinks', value: 1 });
  });
});
