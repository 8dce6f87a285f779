/** Takes from arbitrary routes what the edge of their target cannot do, and adds the workloads that they lead to. */
import type { Props } from './arbitrary-container';

/** What only a tree can say: the other workloads that requests go to. */
export const ofRoutes: readonly string[] = [
  'exposure.split', 'exposure.mirror', 'exposure.mirror.to', 'exposure.mirror.percent',
];

/** The props without ports that a Service without an address would have to translate. */
export function legalServices(given: Props): Props {
  const { service, ports } = given;
  if (!isRecord(service) || service.headless !== true || !isRecord(ports)) return given;
  const own = ([name, port]: readonly [string, unknown]): readonly [string, unknown] =>
    [name, isRecord(port) && typeof port.service === 'number' ? { ...port, service: undefined } : port];
  return { ...given, ports: Object.fromEntries(Object.entries(ports).map(own)) };
}

/** The props as the edge of the target can serve them: an Ingress compares no headers, a Gateway has certificates. */
export function servedBy(kind: 'gateway' | 'ingress', props: Props): Props {
  if (!isRecord(props.exposure)) return props;
  const { match, tls, ...exposure } = props.exposure;
  const plain = tls === undefined || (kind === 'gateway' && tls !== false) ? {} : { tls };
  const compared = kind === 'gateway' && match !== undefined ? { match } : {};
  return { ...props, exposure: { ...exposure, ...compared, ...plain } };
}

/** The props with another workload that takes some of the requests, and copies of them; where there are any to take. */
export function ledTo(to: object, props: Props): Props {
  const { host, exposure = {} } = props;
  if (host === undefined || !isRecord(exposure) || exposure.redirect !== undefined) return props;
  const target = { to, percent: 10 };
  return { ...props, exposure: { ...exposure, split: [target], mirror: target } };
}

/** The names of what the props say, as deep as a route says whom it leads to. */
export function saidIn(props: Props): readonly string[] {
  const exposure = isRecord(props.exposure) ? props.exposure : {};
  const mirror = isRecord(exposure.mirror) ? exposure.mirror : {};
  return [
    ...Object.keys(props),
    ...Object.keys(exposure).map((key) => `exposure.${key}`),
    ...Object.keys(mirror).map((key) => `exposure.mirror.${key}`),
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
