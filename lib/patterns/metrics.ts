/** Metrics are collected in the platform's way: a PodMonitor, or annotations that a Prometheus reads. */
import { CharthouseError } from '../model/error';
import { emitted } from '../model/object';
import { networkPeer } from './network-peer';
import type { Metrics } from '../platforms/platform';
import type { WorkloadFacts } from './facts';
import { whenStated } from '../model/rule';
import { anything, mapOf, object, orFalse, port, portName, shapeOf } from '../model/shape';
import { makePattern, keys } from './pattern';

/** Where metrics are. */
export interface MetricsProps {
  /**
   * The main port, another one of the main container, or one of its own, which no Service stands in front of.
   * @default - the main port
   */
  readonly port?: number | undefined;
  /** @default '/metrics' */
  readonly path?: string | undefined;
  /** How often they are collected, such as `30s`. @default - as often as the collector does by itself */
  readonly interval?: string | undefined;
}

/** The metrics of a workload. */
export interface MetricsKey {
  /** Where metrics are. @default - none are collected */
  readonly metrics?: MetricsProps | false | undefined;
}

const path = shapeOf(
  'a path that begins with /',
  (value) => typeof value === 'string' && value.startsWith('/'),
  (value) => `write '/${String(value)}'`,
);
const duration = shapeOf(
  'a duration such as 30s or 1m30s',
  (value) => typeof value === 'string' && /^(\d+(ms|[smhdwy]))+$/.test(value),
  'write a number and one of ms, s, m, h',
);

/** Emits a PodMonitor or adds annotations, and lets the collector in. */
export const metrics = makePattern({
  name: 'metrics',
  fits: ['longRunning'],
  keys: keys<MetricsKey>({ metrics: orFalse(object({ port, path, interval: duration })) }),
  defaults: { metrics: whenStated({ path: '/metrics' }) },
  reads: keys<DeclaredPorts>({ port, portName, ports: mapOf(anything), containerPorts: mapOf(anything) }),
  apply(draft, settings, facts) {
    if (settings.metrics === undefined) return;
    const { port: number = settings.port, path: metricsPath } = settings.metrics;
    const collector = collectorOf(facts, settings.metrics);
    const declared = declaredPorts(settings);
    if (number !== undefined && ![...declared.values()].includes(number))
      draft.containers('main').add('ports', freeName(declared, number), { containerPort: number, protocol: 'TCP' });
    if (collector.kind === 'annotations') {
      draft.add('podAnnotations', 'prometheus.io/scrape', 'true');
      if (metricsPath !== undefined) draft.add('podAnnotations', 'prometheus.io/path', metricsPath);
      draft.add(
        'podAnnotations',
        'prometheus.io/port',
        draft.derived([{ kind: 'containerCollection', container: 'main', field: 'ports' }], (entries) =>
          String(portIn(entries as readonly NamedContainerPort[], number, facts.path).item.containerPort),
        ),
      );
    }
    for (const [index, peer] of collector.scrapedFrom.entries()) {
      draft.add('allowedCallers', `metrics ${index}`, {
        from: networkPeer(peer),
        ports: number === undefined ? [] : [number],
      });
    }
  },
  emit(draft, settings, facts) {
    if (settings.metrics === undefined) return [];
    const collector = collectorOf(facts, settings.metrics);
    const { port: number = settings.port, path: metricsPath, interval } = settings.metrics;
    const named = portIn(draft.main.collections.sorted('ports') as readonly NamedContainerPort[], number, facts.path);
    if (collector.kind !== 'prometheus-operator') return [];
    return [
      emitted(
        'PodMonitor',
        {
          spec: {
            selector: { matchLabels: { ...draft.selector } },
            podMetricsEndpoints: [{ port: named.key, path: metricsPath, interval }],
          },
        },
        { labels: collector.labels ?? {} },
      ),
    ];
  },
});

/** What other patterns' keys say of the ports of the main container. */
interface DeclaredPorts {
  readonly port?: number | undefined;
  readonly portName?: string | undefined;
  readonly ports?: Readonly<Record<string, number | DeclaredPort>> | undefined;
  readonly containerPorts?: Readonly<Record<string, number | DeclaredPort>> | undefined;
}

interface DeclaredPort {
  readonly port: number;
  readonly protocol?: string | undefined;
}

/** Every name that is taken, with its number where that speaks TCP, as collectors do. */
function declaredPorts(settings: DeclaredPorts): ReadonlyMap<string, number | undefined> {
  const declared = new Map<string, number | undefined>();
  if (settings.port !== undefined) declared.set(settings.portName ?? 'http', settings.port);
  for (const [name, given] of Object.entries({ ...settings.ports, ...settings.containerPorts })) {
    const { port: number, protocol = 'TCP' }: DeclaredPort = typeof given === 'number' ? { port: given } : given;
    declared.set(name, protocol === 'TCP' ? number : undefined);
  }
  return declared;
}

/** `metrics`, or with the number behind where another port is called so. */
function freeName(declared: ReadonlyMap<string, unknown>, number: number): string {
  return declared.has('metrics') ? `metrics-${number}` : 'metrics';
}

interface NamedContainerPort {
  readonly key: string;
  readonly item: { readonly containerPort: number; readonly protocol?: string | undefined };
}

function portIn(
  ports: readonly NamedContainerPort[],
  number: number | undefined,
  workload: string,
): NamedContainerPort {
  const found = number === undefined
    ? ports[0]
    : ports.find(({ item }) => item.containerPort === number && (item.protocol ?? 'TCP') === 'TCP');
  if (found !== undefined) return found;
  throw new CharthouseError({
    path: workload,
    field: 'metrics.port',
    problem: 'is missing: the workload listens on no port',
    value: number,
    allowed: 'a port number',
    fix: 'say on which port the metrics are',
  });
}

function collectorOf(facts: WorkloadFacts, wanted: MetricsProps): Metrics {
  const { metrics: collector, name } = facts.platform;
  if (collector !== undefined) return collector;
  throw new CharthouseError({
    path: facts.path,
    field: 'metrics',
    problem: `needs a collector, which platform ${name} lacks`,
    value: wanted,
    allowed: 'a platform with `metrics`',
    fix: 'leave metrics out for this target (target.pick), or give the platform `metrics`',
  });
}
