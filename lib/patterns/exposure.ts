/** A host name at the cluster's edge: an Ingress or an HTTPRoute, as the platform has it, with TLS and DNS. */
import { CharthouseError } from '../model/error';
import { emitted, type EmittedObject } from '../model/object';
import { isReference } from '../model/reference';
import { mapOf, object, orFalse, port, shapeOf, textShape, valueOf } from '../model/shape';
import { isDeferred, type Value } from '../model/value';
import type { Edge, GatewayEdge, IngressEdge, PlatformProps } from '../platforms/platform';
import type { WorkloadFacts } from './facts';
import { networkPeer } from './network-peer';
import { definePattern, keys } from './pattern';

/** How a host is served. */
export interface ExposureProps {
  /** Path prefixes that lead to the workload. @default ['/'] */
  readonly paths?: readonly string[] | undefined;
  /** Annotations of the route. @default - those of the platform's edge */
  readonly annotations?: Readonly<Record<string, Value<string>>> | undefined;
}

/** Where a workload is reached from outside. */
export interface ExposureKeys {
  /** The host name, such as `api.example.com`. @default - not reachable from outside */
  readonly host?: Value<string> | undefined;
  /** How the host is served, or `false` for no route in spite of a host. @default - every path */
  readonly exposure?: ExposureProps | false | undefined;
}

const host = shapeOf(
  'a host name such as api.example.com',
  (value) =>
    typeof value === 'string'
    && value.length <= 253
    && /^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value),
  'write it in lower case, without protocol, port or path',
);
const path = shapeOf(
  'a path that begins with /',
  (value) => typeof value === 'string' && value.startsWith('/'),
  (value) => `write '/${String(value)}'`,
);

/** Emits the route, lets the edge in, and drains for as long as the edge needs. */
export const exposure = definePattern({
  name: 'exposure',
  fits: ['listens'],
  keys: keys<ExposureKeys>({
    host: valueOf(host),
    exposure: orFalse(
      object({ paths: { allowed: 'a list of paths', check: checkPaths }, annotations: mapOf(valueOf(textShape)) }),
    ),
  }),
  reads: keys<{ readonly port?: number | undefined }>({ port }),
  defaults: { exposure: { paths: ['/'] } },
  apply(draft, settings, facts) {
    if (settings.host === undefined) return;
    const edge = edgeOf(facts, settings.host);
    // The route leads to the main port: metrics and a sidecar's admin port are none of the edge's business.
    const ports = settings.port === undefined ? [] : [settings.port];
    for (const [index, from] of edge.trafficFrom.entries())
      draft.add('allowedCallers', `edge ${index}`, { from: networkPeer(from), ports });
    draft.need('drainSeconds', edge.drainSeconds ?? 0);
  },
  emit(draft, settings, facts) {
    if (settings.host === undefined) return [];
    const [servicePort] = draft.entries('servicePorts');
    if (servicePort === undefined) {
      throw new CharthouseError({
        path: facts.path,
        field: 'host',
        problem: 'needs a Service to lead to',
        value: shown(settings.host),
        allowed: 'a workload with a port and a Service',
        fix: 'give the workload a port, and leave `service` on',
      });
    }
    const route: Route = {
      host: settings.host,
      paths: settings.exposure.paths ?? ['/'],
      service: facts.name,
      port: servicePort.item.port,
    };
    const annotations = { ...dnsAnnotations(facts.platform, settings.host), ...settings.exposure.annotations };
    const edge = edgeOf(facts, settings.host);
    return [
      edge.kind === 'gateway'
        ? httpRoute(edge, route, { ...edge.annotations, ...annotations })
        : ingress(edge, facts, route, { ...edge.annotations, ...annotations }),
    ];
  },
});

/** What leads to a workload. */
interface Route {
  readonly host: Value<string>;
  readonly paths: readonly string[];
  readonly service: string;
  readonly port: number;
}

function httpRoute(edge: GatewayEdge, route: Route, annotations: Readonly<Record<string, unknown>>): EmittedObject {
  return emitted(
    'HTTPRoute',
    {
      spec: {
        parentRefs: [{ ...edge.gateway }],
        hostnames: [route.host],
        rules: [
          {
            matches: route.paths.map((value) => ({ path: { type: 'PathPrefix' as const, value } })),
            backendRefs: [{ name: route.service, port: route.port }],
          },
        ],
      },
    },
    { annotations },
  );
}

function ingress(
  edge: IngressEdge,
  facts: WorkloadFacts,
  route: Route,
  annotations: Readonly<Record<string, unknown>>,
): EmittedObject {
  const tls = facts.platform.tls ?? { kind: 'edge' };
  const secretName =
    tls.kind === 'secret' ? tls.secretName : tls.kind === 'cert-manager' ? `${facts.name}-tls` : undefined;
  const issuer = tls.kind === 'cert-manager' ? { 'cert-manager.io/cluster-issuer': tls.clusterIssuer } : {};
  return emitted(
    'Ingress',
    {
      spec: {
        ingressClassName: edge.className,
        ...(tls.kind === 'none' ? {} : { tls: [{ hosts: [route.host], secretName }] }),
        rules: [
          {
            host: route.host,
            http: {
              paths: route.paths.map((value) => ({
                path: value,
                pathType: edge.pathType ?? 'Prefix',
                backend: { service: { name: route.service, port: { number: route.port } } },
              })),
            },
          },
        ],
      },
    },
    { annotations: { ...issuer, ...annotations } },
  );
}

function dnsAnnotations(platform: PlatformProps, hostName: Value<string>): Readonly<Record<string, unknown>> {
  return platform.dns?.kind === 'external-dns' ? { [`${platform.dns.annotationPrefix}hostname`]: hostName } : {};
}

function edgeOf(facts: WorkloadFacts, hostName: Value<string>): Edge {
  const { edge } = facts.platform;
  if (edge !== undefined) return edge;
  throw new CharthouseError({
    path: facts.path,
    field: 'host',
    problem: `needs an edge, which platform ${facts.platform.name} lacks`,
    value: shown(hostName),
    allowed: 'a platform with an edge',
    fix: "leave the host out for this target, or give the platform an edge: { kind: 'gateway', … }",
  });
}

function checkPaths(value: unknown, place: { readonly path: string; readonly field: string }): void {
  if (!Array.isArray(value) || value.length === 0) {
    throw new CharthouseError({
      ...place,
      problem: 'must be a list of paths',
      value,
      allowed: 'at least one path',
      fix: "give ['/']",
    });
  }
  value.forEach((item, index) => {
    path.check(item, { ...place, field: `${place.field}[${index}]` });
  });
}

function shown(value: Value<string>): string {
  return isDeferred(value) || isReference(value) ? 'a later value' : value;
}
