import { apiGroupOffered } from '../../lib/checks/api-group-offered';
import type { PlatformProps } from '../../lib/platforms/platform';
import { expectFindings, expectNothing, object, workload } from './tree';

const certificate = object('api', { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' });
const offersNothing = { platform: { offers: { apiGroups: [] } } };

describe('the API group of a custom resource', () => {
  test('is fine where the platform offers it', () => {
    expectNothing(apiGroupOffered, [certificate], { platform: { offers: { apiGroups: ['cert-manager.io'] } } });
  });

  test('is reported where the platform lists its groups, and this is none of them', () => {
    expectFindings(apiGroupOffered, [certificate], [{
      path: 'shop/api',
      rule: 'api-group-offered',
      severity: 'warning',
      field: 'apiVersion',
      value: 'cert-manager.io/v1',
      message: 'platform plain does not offer the API group cert-manager.io of Certificate',
      fix: "install its custom resource definitions, and add 'cert-manager.io' to offers.apiGroups of the platform",
    }], offersNothing);
  });

  test('is not judged where the platform lists no groups', () => {
    expectNothing(apiGroupOffered, [certificate]);
  });

  test('is no matter for the groups of Kubernetes itself', () => {
    expectNothing(apiGroupOffered, [
      workload('api'),
      object('role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' }),
    ], offersNothing);
  });

  test.each<[string, string, Partial<PlatformProps>]>([
    [
      'a Gateway edge',
      'gateway.networking.k8s.io/v1',
      { edge: { kind: 'gateway', gateway: { name: 'main', namespace: 'edge' }, trafficFrom: [] } },
    ],
    [
      'the Prometheus operator',
      'monitoring.coreos.com/v1',
      { metrics: { kind: 'prometheus-operator', scrapedFrom: [] } },
    ],
    ['certificates of cert-manager', 'cert-manager.io/v1', { tls: { kind: 'cert-manager', clusterIssuer: 'main' } }],
  ])('goes without saying for %s', (_capability, apiVersion, capability) => {
    const platform = { ...capability, offers: { apiGroups: [] } };
    expectNothing(apiGroupOffered, [object('api', { apiVersion, kind: 'Thing' })], { platform });
  });

  test('is fine where the tree itself defines it', () => {
    const definition = object('crd', {
      apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec: { group: 'cert-manager.io' },
    });
    expectNothing(apiGroupOffered, [certificate, definition], offersNothing);
  });
});
