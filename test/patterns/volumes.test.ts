import { existing } from 'charthouse';
import { draftPattern, type DraftedPattern, type DraftPatternOptions } from 'charthouse/testing';
import { volumes } from '../../lib/patterns/volumes';
import { expectRefused } from './support/errors';

const tried = (given: object, options: DraftPatternOptions = {}): DraftedPattern =>
  draftPattern(volumes, { ...options, settings: { volumes: given } });

describe('volumes', () => {
  test('are none where nothing is said', () => {
    expect(draftPattern(volumes).container).toEqual({ name: 'api' });
  });

  test.each([
    [{ emptyDir: {} }, { emptyDir: {} }, {}],
    [{ emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }, { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }, {}],
    [{ claim: { name: 'orders-data' } }, { persistentVolumeClaim: { claimName: 'orders-data' } }, {}],
    [{ configMap: { name: 'settings' } }, { configMap: { name: 'settings' } }, { readOnly: true }],
    [{ secret: { name: 'login' } }, { secret: { secretName: 'login' } }, { readOnly: true }],
    [{ secret: { name: 'login' }, readOnly: false }, { secret: { secretName: 'login' } }, { readOnly: false }],
    [{ claim: { name: 'a' }, readOnly: true, subPath: 'x' }, { persistentVolumeClaim: { claimName: 'a' } },
      { readOnly: true, subPath: 'x' }],
  ])('are what is said: %j', (given, source, mount) => {
    const { container, template } = tried({ data: { path: '/data', ...given } });
    expect(template).toHaveProperty('spec.volumes', [{ name: 'data', ...source }]);
    expect(container['volumeMounts']).toEqual([{ name: 'data', mountPath: '/data', ...mount }]);
  });

  test('may be brought by another container of the pod', () => {
    expect(tried({ data: { path: '/data', shared: true } }).template).not.toHaveProperty('spec.volumes');
    expect(tried({ data: { path: '/data', shared: true } }, { role: 'sidecar' }).container['volumeMounts'])
      .toEqual([{ name: 'data', mountPath: '/data' }]);
  });

  test('vouch for what is declared, and not for a name', () => {
    const given = {
      a: { path: '/a', secret: existing.secret('login') },
      b: { path: '/b', configMap: existing.configMap('settings') },
      c: { path: '/c', claim: existing.claim('data') },
      d: { path: '/d', secret: { name: 'other' } },
    };
    expect(tried(given).draft.needed('declared').map(({ kind, name }) => [kind, name])).toEqual([
      ['Secret', 'login'], ['ConfigMap', 'settings'], ['PersistentVolumeClaim', 'data'],
    ]);
  });

  test('are refused where they are nothing, or two things, or nowhere', () => {
    expectRefused(() => tried({ data: { path: '/data' } }), { field: 'volumes.data', value: ['path'] });
    expectRefused(() => tried({ data: { path: '/data', emptyDir: {}, claim: { name: 'a' } } }),
      { field: 'volumes.data', value: ['path', 'emptyDir', 'claim'] });
    expectRefused(() => tried({ data: { emptyDir: {} } }), { field: 'volumes.data', value: ['emptyDir'] });
  });

  test('are refused with a size or a name that is none', () => {
    expectRefused(() => tried({ data: { path: '/data', emptyDir: { sizeLimit: 'big' } } }),
      { field: 'settings.volumes.data.emptyDir.sizeLimit', value: 'big' });
    expectRefused(() => tried({ Data: { path: '/data', emptyDir: {} } }), { field: 'volumes.Data', value: 'Data' });
  });

  test('are refused twice at one path', () => {
    expect(() => tried({ a: { path: '/data', emptyDir: {} }, b: { path: '/data', emptyDir: {} } })).toThrow('/data');
  });
});
