import { existing } from 'charthouse';
import { draftPattern, type DraftedPattern, type DraftPatternOptions } from 'charthouse/testing';
import { secrets } from '../../lib/patterns/secrets';
import { expectRefused } from './support/errors';

const login = existing.secret('orders.login', ['password']);
const tried = (given: object, options: DraftPatternOptions = {}): DraftedPattern =>
  draftPattern(secrets, { ...options, settings: { secrets: given } });
const secretVolume = 'spec.volumes.0.secret';

describe('secrets', () => {
  test('are none where nothing is said', () => {
    const { container, objects } = draftPattern(secrets);
    expect(container).toEqual({ name: 'api' });
    expect(objects).toEqual([]);
  });

  test('are read-only files, which any user of the pod may read where no group owns them', () => {
    const { container, template } = tried({ '/etc/login': login });
    expect(container['volumeMounts'])
      .toEqual([{ name: 'secret-orders-login', mountPath: '/etc/login', readOnly: true }]);
    expect(template).toHaveProperty('spec.volumes', [
      { name: 'secret-orders-login', secret: { secretName: 'orders.login', defaultMode: 0o444 } },
    ]);
  });

  test("are the group's alone where the pod has a group for its volumes", () => {
    const others: DraftPatternOptions['others'] = (draft) => { draft.claimPod({ securityContext: { fsGroup: 999 } }); };
    expect(tried({ '/etc/login': login }, { others }).template).toHaveProperty(`${secretVolume}.defaultMode`, 0o440);
  });

  test('are one volume where one Secret appears at two paths', () => {
    const { container, template } = tried({ '/etc/a': login, '/etc/b': login });
    expect(container['volumeMounts']).toHaveLength(2);
    expect(template).toHaveProperty('spec.volumes.length', 1);
  });

  test('are a volume of its own for each container', () => {
    expect(tried({ '/etc/login': login }, { role: 'sidecar' }).template)
      .toHaveProperty('spec.volumes.0.name', 'beside-secret-orders-login');
  });

  test('are volumes of their own, though the words of their names are the same, in whatever order', () => {
    const namesOf = (...names: readonly string[]): unknown =>
      (tried(Object.fromEntries(names.map((name) => [`/etc/${name}`, { name }]))).template['spec'] as
        { volumes: { name: string }[] }).volumes.map(({ name }) => name);
    expect(namesOf('a.b', 'a-b')).toEqual(namesOf('a-b', 'a.b'));
    expect(namesOf('a.b', 'a-b')).toEqual(['secret-a-b', expect.stringMatching(/^secret-a-b-[0-9a-f]{6}$/)]);
  });

  test('are refused twice at one path, and where they are no Secret', () => {
    expect(() => tried({ '/etc/a': login, '/etc/a/': { name: 'b' } })).toThrow("two entries '/etc/a'");
    expectRefused(() => tried({ '/etc/a': existing.configMap('settings') }),
      { field: 'settings.secrets./etc/a', value: 'settings' });
  });

  test('have a legal volume name, however long theirs is', () => {
    expect(tried({ '/etc/login': { name: `${'a'.repeat(55)}.b` } }).template)
      .toHaveProperty('spec.volumes.0.name', `secret-${'a'.repeat(55)}`);
  });

  test('vouch for what is declared, and not for a name', () => {
    expect(tried({ '/etc/login': login }).draft.needed('declared'))
      .toEqual([expect.objectContaining({ name: 'orders.login' })]);
    expect(tried({ '/etc/login': { name: 'login' } }).draft.needed('declared')).toEqual([]);
  });

  test('are never written: the Secret of a stack has no text in YAML', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      draft.add('secretValues', 'TOKEN', { apply: () => 'x' } as never);
    };
    expectRefused(() => draftPattern(secrets, { others }), { field: 'env TOKEN', value: 'a secret' });
  });
});
