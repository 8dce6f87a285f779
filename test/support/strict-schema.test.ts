import { readSchemas } from '../../scripts/kubernetes-types/schemas';
import { validateStrict } from './strict-schema';

interface Options {
  readonly spec?: object;
  readonly container?: object;
}

function deployment({ spec, container }: Options = {}): object {
  const labels = { app: 'api' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', labels },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } },
      template: {
        metadata: { labels },
        spec: {
          containers: [{
            name: 'api',
            image: 'api:1.4.2',
            ports: [{ containerPort: 8080 }, { containerPort: 8080, protocol: 'UDP' }],
            resources: { requests: { cpu: '100m', memory: '256Mi', 'example.com/gpu': 1 } },
            ...container,
          }],
        },
      },
      ...spec,
    },
  };
}

const first = 'spec.template.spec.containers[0]';

describe('the strict schema', () => {
  it('accepts a good Deployment', () => {
    expect(validateStrict(deployment())).toEqual([]);
  });

  it('accepts a good HTTPRoute and a good PodMonitor, which are custom resources', () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        parentRefs: [{ name: 'edge', namespace: 'gateways' }],
        hostnames: ['api.example.com'],
        rules: [{ backendRefs: [{ name: 'api', port: 80 }] }],
      },
    };
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'api' },
      spec: { selector: { matchLabels: { app: 'api' } }, podMetricsEndpoints: [{ port: 'http', path: '/metrics' }] },
    };
    expect([validateStrict(route), validateStrict(monitor)]).toEqual([[], []]);
  });

  it('refuses an unknown field, with its path', () => {
    expect(validateStrict(deployment({ container: { imagePullPolice: 'Always' } })))
      .toEqual([`${first}.imagePullPolice is not a field`]);
  });

  it('refuses an unknown field in the metadata of a custom resource', () => {
    const monitor = {
      apiVersion: 'monitoring.coreos.com/v1', kind: 'PodMonitor', metadata: { name: 'api', label: {} },
      spec: { selector: {} },
    };
    expect(validateStrict(monitor)).toEqual(['metadata.label is not a field']);
  });

  it('refuses a value outside an enumeration, and tells those within', () => {
    expect(validateStrict(deployment({ container: { imagePullPolicy: 'Sometimes' } }))).toEqual([
      `${first}.imagePullPolicy must be equal to one of the allowed values: Always, IfNotPresent, Never, `
      + 'got "Sometimes"',
    ]);
  });

  it('refuses an object without a required field', () => {
    expect(validateStrict(deployment({ spec: { selector: undefined } }))).toEqual(['spec.selector is missing']);
  });

  it('refuses an object without a name', () => {
    expect(validateStrict({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} })).toEqual(['metadata.name is missing']);
  });

  it.each([
    ['a text where a number belongs', { replicas: '2' }, 'spec.replicas must be integer, got "2"'],
    ['a fraction where an integer belongs', { replicas: 1.5 }, 'spec.replicas must be integer, got 1.5'],
    ['a number beyond int32', { replicas: 2 ** 31 }, 'spec.replicas must match format "int32", got 2147483648'],
    ['null', { paused: null }, 'spec.paused must be boolean, got null'],
  ])('refuses %s', (_what, spec, expected) => {
    expect(validateStrict(deployment({ spec }))).toContain(expected);
  });

  it('accepts and refuses quantities as Kubernetes does', () => {
    const judge = (memory: unknown): number =>
      validateStrict(deployment({ container: { resources: { limits: { memory } } } })).length;
    expect(['64Mi', '1.5', '500m', '1e3', '2G', 3, 0.5].map(judge)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(['64MB', 'lots', '1 Gi', '', true].map(judge)).toEqual([1, 1, 1, 1, 1]);
  });

  it('refuses two items of a list with equal keys, defaults filled in', () => {
    const ports = [{ containerPort: 8080, name: 'a' }, { containerPort: 8080, name: 'b', protocol: 'TCP' }];
    expect(validateStrict(deployment({ container: { ports } })).join())
      .toContain(`${first}.ports has two items with equal keys`);
  });

  it('refuses what is no manifest', () => {
    expect([undefined, null, 'text', [], {}].map((value) => validateStrict(value).length)).toEqual([1, 1, 1, 1, 1]);
  });

  it('has a rule for every kind of the schemas', () => {
    const kinds = Object.values(readSchemas()).flatMap((schema) => schema['x-kubernetes-group-version-kind'] ?? []);
    expect(kinds.length).toBeGreaterThan(100);
    for (const { group, version, kind } of kinds) {
      const manifest = { apiVersion: group === '' ? version : `${group}/${version}`, kind, surplus: true };
      expect(validateStrict(manifest)).toEqual(expect.arrayContaining(['metadata.name is missing']));
    }
  });

  it('reads the patterns of Go: case does not matter after (?i)', () => {
    const rule = (strategy: string): string[] => validateStrict({
      apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'api' },
      spec: { groups: [{ name: 'api', partial_response_strategy: strategy }] },
    });
    expect([rule('WARN'), rule('later').length]).toEqual([[], 1]);
  });

  it('refuses a kind without a schema, unless it is listed', () => {
    const certificate = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'api' } };
    expect(validateStrict(certificate)).toEqual(['cert-manager.io/v1/Certificate has no schema']);
    expect(validateStrict(certificate, ['cert-manager.io/v1/Certificate'])).toEqual([]);
  });
});
