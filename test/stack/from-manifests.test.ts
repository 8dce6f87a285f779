/** Plain manifests in the tree of a stack. */
import { Chart } from 'cdk8s';
import { App, Application, defineHouse, generic } from 'charthouse';
import { fromManifests } from 'charthouse/pulumi';

const house = defineHouse({
  name: 'acme',
  version: '1',
  platforms: { plain: generic() },
  targets: { prod: { platform: 'plain', environment: 'prod' } },
});
const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'few' }, spec: { hard: { pods: '10' } } };

test('in an Application a manifest gets its namespace, unless it states another', () => {
  const shop = new Application(new App(), 'shop', { target: house.target('prod') });
  const elsewhere = { ...quota, metadata: { name: 'few', namespace: 'other' } };
  const objects = fromManifests(shop, 'quotas', [quota, elsewhere]);

  expect(objects.map((object) => object.metadata.namespace)).toStrictEqual(['shop', 'other']);
});

test('outside of every Chart a manifest stays as it is', () => {
  const [object] = fromManifests(new App(), 'quotas', [quota]);

  expect(object?.toJson()).toStrictEqual(quota);
  expect(object === undefined ? undefined : Chart.of(object).node.path).toBe('quotas');
});
