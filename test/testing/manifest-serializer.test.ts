import { WebService } from '../../lib';
import { manifestSerializer, manifestText, manifestsOf, type Manifest } from '../../lib/testing';
import { Shop, house } from './support/shop';

const config = (name: string, labels: object, namespace = 'shop'): Manifest => ({
  apiVersion: 'v1', kind: 'ConfigMap', data: { b: '1', a: '2' }, metadata: { labels, namespace, name },
} as unknown as Manifest);

describe('the snapshot serializer', () => {
  it('prints manifests as YAML, by kind and name, with what they share said once', () => {
    const metadata = { namespace: 'shop', name: 'web', labels: { team: 'a' } };
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };

    expect(manifestText([account, config('web', { team: 'a', tier: 'front' }), config('api', { team: 'a' })])).toBe(`
# all in namespace shop
# all with the labels
#   team: a
apiVersion: v1
kind: ConfigMap
metadata:
  name: api
data:
  a: "2"
  b: "1"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  labels:
    tier: front
data:
  a: "2"
  b: "1"
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: web`.trimStart());
  });

  it('says of a single manifest all that there is', () => {
    expect(manifestText(config('api', { team: 'a' })))
      .toContain('  name: api\n  labels:\n    team: a\n  namespace: shop');
    expect(manifestText([config('a', {}), config('b', {}, 'other')])).not.toContain('# all in namespace');
    expect(manifestText([])).toBe('# no objects');
  });

  it('prints the same for every order', () => {
    const manifests = manifestsOf(house, (shop) => { new WebService(shop, 'api', { image: 'api:1', port: 80 }); });

    expect(manifestText([...manifests].reverse())).toBe(manifestText(manifests));
  });

  it('prints the same for every order of objects that are called the same, of two targets', () => {
    const [one, other] = [config('a', {}), { ...config('a', {}), data: {} }];

    expect(manifestText([one, other])).toBe(manifestText([other, one]));
  });

  it('leaves alone what only refers to an object, and prints what has no metadata', () => {
    const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' };

    expect([reference, [reference]].map(manifestSerializer.test)).toEqual([false, false]);
    expect(manifestText([{ apiVersion: 'a/v1', kind: 'Odd', items: [] }])).toContain('kind: Odd');
  });

  it('serves trees, manifests, and nothing else', () => {
    const { app, api } = new Shop();

    expect([app, api, config('a', {}), [config('a', {})]].map(manifestSerializer.test)).toEqual(Array(4).fill(true));
    expect([[], {}, 'text', 3, null, [1]].map(manifestSerializer.test)).toEqual(Array(6).fill(false));
  });
});

describe('jest', () => {
  expect.addSnapshotSerializer(manifestSerializer);

  it('uses it in snapshots, inside of other values too', () => {
    expect({ shown: config('a', {}) }).toMatchInlineSnapshot(`
      {
        "shown": apiVersion: v1
        kind: ConfigMap
        metadata:
          name: a
          namespace: shop
        data:
          a: "2"
          b: "1",
      }
    `);
  });
});
