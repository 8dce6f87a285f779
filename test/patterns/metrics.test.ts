import { defineHouse, generic, WebService, Worker, type Application, type PlatformProps, type WebServiceProps } from 'charthouse';
import { draftPattern, manifestsOf, type DraftedPattern, type DraftPatternOptions } from 'charthouse/testing';
import type { Deployment } from '../../lib/model/kubernetes/types';
import { metrics } from '../../lib/patterns/metrics';
import { expectRefused } from './support/errors';
import { agent, listening, on } from './support/facts';

const scrapedFrom = [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }];
const operator: Partial<PlatformProps> = {
  metrics: { kind: 'prometheus-operator', labels: { release: 'prometheus' }, scrapedFrom },
};
const annotated: Partial<PlatformProps> = { metrics: { kind: 'annotations', scrapedFrom } };
const tried = (
  platform: Partial<PlatformProps>, given: unknown, options: DraftPatternOptions & { readonly port?: number } = {},
): DraftedPattern => {
  const { port = 8080, ...others } = options;
  const facts = { ...on(platform), ...options.facts };
  return draftPattern(metrics, { others: listening, ...others, facts, settings: { metrics: given, port } });
};
const acme = defineHouse({
  name: 'acme',
  version: '1',
  platforms: { watched: generic(operator) },
  targets: { one: { platform: 'watched', environment: 'test' } },
});
const madeBy = (build: (shop: Application) => void): Readonly<Record<string, unknown>> =>
  Object.fromEntries(manifestsOf(acme, build).map((manifest) => [manifest.kind, manifest]));
const callers = ({ draft }: DraftedPattern): unknown => draft.entries('allowedCallers').map(({ item }) => item);
const from = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };

describe('metrics', () => {
  test('are not collected where nothing is said, or by false', () => {
    for (const given of [undefined, false]) {
      const drafted = tried(operator, given);
      expect(drafted.objects).toEqual([]);
      expect(drafted.template).not.toHaveProperty('metadata.annotations');
      expect(callers(drafted)).toEqual([]);
    }
  });

  test('are read by a PodMonitor with the labels that its operator looks for', () => {
    const drafted = tried(operator, { path: '/m', interval: '15s' });
    expect(drafted.objects).toEqual([{
      kind: 'PodMonitor',
      role: '',
      labels: { release: 'prometheus' },
      body: {
        spec: {
          selector: { matchLabels: { 'charthouse.dev/workload': 'api' } },
          podMetricsEndpoints: [{ port: 'http', path: '/m', interval: '15s' }],
        },
      },
    }]);
    expect(drafted.template).not.toHaveProperty('metadata.annotations');
  });

  test('are read by annotations of the pods, where a Prometheus looks at these', () => {
    const { objects, template } = tried(annotated, {});
    expect(objects).toEqual([]);
    expect(template).toHaveProperty('metadata.annotations', {
      'prometheus.io/scrape': 'true', 'prometheus.io/path': '/metrics', 'prometheus.io/port': '8080',
    });
  });

  test('may have a port of their own, with no Service in front', () => {
    const drafted = tried(operator, { port: 9090 });
    expect(drafted.container['ports']).toEqual([
      { name: 'http', containerPort: 8080, protocol: 'TCP' }, { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
    ]);
    expect(drafted.objects[0]?.body).toHaveProperty('spec.podMetricsEndpoints.0.port', 'metrics');
    expect(drafted.draft.entries('servicePorts')).toEqual([]);
    expect(tried(annotated, { port: 9090 }).template)
      .toHaveProperty(['metadata', 'annotations', 'prometheus.io/port'], '9090');
  });

  test('may be on the main port by its number, which is then no second port', () => {
    const drafted = tried(operator, { port: 8080 });
    expect(drafted.container['ports']).toHaveLength(1);
    expect(drafted.objects[0]?.body).toHaveProperty('spec.podMetricsEndpoints.0.port', 'http');
  });

  test.each<[string, Partial<WebServiceProps>, string]>([
    ['by that name', { ports: { metrics: 9090 } }, 'metrics'],
    ['by another name', { ports: { prom: { port: 9090, service: false } } }, 'prom'],
    ['without a Service', { containerPorts: { prom: 9090 } }, 'prom'],
    ['beside another port called metrics', { ports: { metrics: 9091 } }, 'metrics-9090'],
    ['beside a main port called metrics', { portName: 'metrics' }, 'metrics-9090'],
    ['in UDP, which no collector speaks', { ports: { metrics: { port: 9090, protocol: 'UDP' } } }, 'metrics-9090'],
  ])('are on a port that is declared already, once: %s', (_how, props, name) => {
    const made = madeBy((shop) => {
      new WebService(shop, 'api', { image: 'api:1', port: 8080, metrics: { port: 9090 }, ...props });
    });
    const declared = (made['Deployment'] as Deployment).spec?.template.spec?.containers?.[0]?.ports ?? [];
    expect(declared.filter(({ containerPort, protocol }) => containerPort === 9090 && protocol === 'TCP'))
      .toEqual([{ name, containerPort: 9090, protocol: 'TCP' }]);
    expect(made['PodMonitor']).toHaveProperty('spec.podMetricsEndpoints.0.port', name);
  });

  test('are on a port that a worker declares already', () => {
    const made = madeBy((shop) => {
      new Worker(shop, 'mailer', { image: 'mailer:1', containerPorts: { prom: 9090 }, metrics: { port: 9090 } });
    });
    expect(made['Deployment']).toHaveProperty('spec.template.spec.containers.0.ports',
      [{ name: 'prom', containerPort: 9090, protocol: 'TCP' }]);
    expect(made['PodMonitor']).toHaveProperty('spec.podMetricsEndpoints.0.port', 'prom');
  });

  test('let the collector in, to their port alone', () => {
    expect(callers(tried(operator, { port: 9090 }))).toEqual([{ from, ports: [9090] }]);
    expect(callers(tried(annotated, {}))).toEqual([{ from, ports: [8080] }]);
  });

  test('are collected from an agent alike', () => {
    expect(tried(operator, {}, { facts: agent }).objects).toHaveLength(1);
  });

  test.each([operator, annotated])('are refused where there is no port, at once: %#', (platform) => {
    expectRefused(() => draftPattern(metrics, { facts: on(platform), settings: { metrics: {} } }),
      { field: 'metrics.port' });
  });

  test('are refused where nobody collects', () => {
    expectRefused(() => tried({ metrics: undefined }, { path: '/m' }), { field: 'metrics', value: { path: '/m' } });
  });

  test('are refused at a path or an interval that is none', () => {
    expectRefused(() => tried(operator, { path: 'metrics' }), { field: 'settings.metrics.path', value: 'metrics' });
    expectRefused(() => tried(operator, { interval: 'often' }), { field: 'settings.metrics.interval', value: 'often' });
  });
});
