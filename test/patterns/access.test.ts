import { draftPattern } from 'charthouse/testing';
import { access } from '../../lib/patterns/access';
import { expectRefused } from './support/errors';

const token = (settings: object): unknown =>
  draftPattern(access, { settings: { ...settings } }).template['spec'];

describe('access', () => {
  test('gives no token, and says nothing else', () => {
    expect(token({})).toEqual({ automountServiceAccountToken: false, containers: [{ name: 'api' }] });
  });

  test('gives a token to who asks for it', () => {
    expect(token({ automountServiceAccountToken: true })).toHaveProperty('automountServiceAccountToken', true);
  });

  test('refuses another value', () => {
    expectRefused(() => token({ automountServiceAccountToken: 'yes' }), {
      field: 'settings.automountServiceAccountToken', value: 'yes',
    });
  });
});
