import { legalNames } from '../../lib/checks/legal-names';
import { expectFindings, expectNothing, findingsOf, object, service, workload, type Fields } from './tree';

const named = (apiVersion: string, kind: string, name: unknown): ReturnType<typeof object> =>
  object('x', { apiVersion, kind, metadata: { name } });

describe('the name of an object', () => {
  test.each<[string, string, string]>([
    ['apps/v1', 'Deployment', 'a.b-c.0'],
    ['apps/v1', 'Deployment', 'a'.repeat(253)],
    ['apps/v1', 'StatefulSet', 'a'.repeat(52)],
    ['batch/v1', 'CronJob', 'a'.repeat(52)],
    ['v1', 'Namespace', '0-shop'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:Foo'],
    ['example.com/v1', 'Service', '0.dotted'],
  ])('of %s %s may be %s', (apiVersion, kind, name) => {
    expectNothing(legalNames, [named(apiVersion, kind, name)]);
  });

  test.each<[string, string, string]>([
    ['apps/v1', 'Deployment', 'Api'],
    ['apps/v1', 'Deployment', 'a..b'],
    ['apps/v1', 'Deployment', 'a'.repeat(254)],
    ['apps/v1', 'StatefulSet', 'a'.repeat(53)],
    ['apps/v1', 'StatefulSet', 'a.b'],
    ['batch/v1', 'CronJob', 'a'.repeat(53)],
    ['batch/v1', 'Job', 'a'.repeat(64)],
    ['v1', 'Service', '0api'],
    ['v1', 'Service', 'a.b'],
    ['v1', 'Namespace', 'a'.repeat(64)],
    ['rbac.authorization.k8s.io/v1', 'Role', 'a/b'],
  ])('of %s %s may not be %s', (apiVersion, kind, name) => {
    expect(findingsOf(legalNames, [named(apiVersion, kind, name)])).toEqual([expect.objectContaining({
      path: 'shop/x',
      rule: 'legal-names',
      severity: 'error',
      field: 'metadata.name',
      value: name,
      message: `'${name}' (${name.length} characters) is no legal ${kind} name`,
      fix: expect.stringMatching(/^use .* \(charthouse: the `name` prop\)$/),
    })]);
  });

  test('is reported where it is no text, or missing and not generated', () => {
    expect(findingsOf(legalNames, [named('v1', 'ConfigMap', 12), named('v1', 'Secret', undefined)])
      .map(({ message, value }) => [message, value])).toEqual([
      ['the ConfigMap name is no text but 12', 12],
      ['the Secret name is missing', undefined],
    ]);
    const generated = object('x', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: undefined, generateName: 'x-' },
    });
    expectNothing(legalNames, [generated]);
  });

  test('is reported for a namespace that cannot be one', () => {
    expectFindings(legalNames, [workload('api', { namespace: 'my.shop' })], [{
      path: 'shop/api',
      rule: 'legal-names',
      severity: 'error',
      field: 'metadata.namespace',
      value: 'my.shop',
      message: "'my.shop' (7 characters) is no legal namespace",
      fix: "use lower-case letters, digits and '-', at most 63 characters, a letter or digit at both ends",
    }]);
  });
});

describe('a name in a pod', () => {
  const fields = (container: Fields, pod: Fields = {}): readonly (string | undefined)[] =>
    findingsOf(legalNames, [workload('api', { container, pod })]).map(({ field }) => field);

  test('is fine as the API server takes it', () => {
    expect(fields({
      env: [{ name: 'DB_HOST' }, { name: 'dotted.name' }, { name: 'any name, nearly' }],
      ports: [{ name: 'http-metrics', containerPort: 1 }, { containerPort: 2 }],
    }, { volumes: [{ name: 'data' }] })).toEqual([]);
  });

  test('is reported by where it stands', () => {
    expect(fields({
      name: 'Main',
      env: [{ name: 'A=B' }, {}, { name: 'ü' }],
      ports: [{ name: 'much-too-long-name' }, { name: '8080' }, { name: 'a--b' }],
    }, { volumes: [{ name: 'my_data' }] })).toEqual([
      'spec.template.spec.containers[Main].env[1].name',
      'spec.template.spec.containers[Main].env[A=B].name',
      'spec.template.spec.containers[Main].env[ü].name',
      'spec.template.spec.containers[Main].name',
      'spec.template.spec.containers[Main].ports[8080].name',
      'spec.template.spec.containers[Main].ports[a--b].name',
      'spec.template.spec.containers[Main].ports[much-too-long-name].name',
      'spec.template.spec.volumes[my_data].name',
    ]);
  });

  test('follows the stricter rule for variables before Kubernetes 1.32', () => {
    const api = workload('api', { container: { env: [{ name: '1ST:ONE' }] } });
    expectNothing(legalNames, [api]);
    expectFindings(legalNames, [api], [{
      path: 'shop/api',
      rule: 'legal-names',
      severity: 'error',
      field: 'spec.template.spec.containers[main].env[1ST:ONE].name',
      value: '1ST:ONE',
      message: "'1ST:ONE' (7 characters) is no legal variable name",
      fix: "use letters, digits, '_', '-' and '.', no digit first",
    }], { platform: { kubernetes: '1.31' } });
  });

  test('of a port of a Service is a word', () => {
    const ports = [{ name: 'a-long-name-of-a-port', port: 1 }, { port: 2 }, { name: 'Web', port: 3 }];
    expect(findingsOf(legalNames, [service('api', { ports })]).map(({ value }) => value)).toEqual(['Web']);
  });

  test('may stand in lists of any shape', () => {
    expect(fields({ env: 'none', ports: [null, 7] }, { volumes: {} })).toEqual([]);
  });
});
