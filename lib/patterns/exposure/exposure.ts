/** Host names at the cluster's edge: an Ingress or HTTPRoutes, as the platform has it, with TLS and DNS. */
import { CharthouseError } from '../../model/error';
import { dnsLabel } from '../../model/name-shapes';
import { isReference } from '../../model/reference';
import { port, valueOf } from '../../model/shape';
import { isDeferred, type Value } from '../../model/value';
import type { Edge } from '../../platforms/platform/edge';
import type { WorkloadFacts } from '../facts';
import { networkPeer } from '../network-peer';
import { makePattern, keys } from '../pattern';
import { checkCapabilities } from './capabilities';
import { checkRoute } from './check-route';
import { checkOverlap } from './check-overlap';
import { checkTls } from './check-tls';
import { httpRoutes } from './http-route';
import { ingresses } from './ingress';
import type { ExposureKeys } from './route-props';
import { exposureShape, host } from './route-shapes';
import { connectTargets } from './route-targets';
import { portsOf, routesOf, type Route } from './routes';

/** Emits the routes, lets the edge in, and drains for as long as the edge needs. */
export const exposure = makePattern({
  name: 'exposure',
  fits: ['listens'],
  keys: keys<ExposureKeys>({ host: valueOf(host), exposure: exposureShape }),
  reads: keys<{ readonly port?: number | undefined }>({ port }),
  defaults: { exposure: { paths: ['/'] } },
  apply(draft, settings, facts) {
    const routes = routesOf(settings.host, settings.exposure, facts.platform.edge);
    if (routes.length === 0) return;
    const edge = edgeOf(facts, routes);
    checkTls(settings.exposure, edge, facts);
    for (const route of routes) {
      if (route.name !== '') dnsLabel.check(route.name, { path: facts.path, field: route.field });
      checkRoute(route, edge, facts.path);
      checkCapabilities(route, edge, facts);
      connectTargets(draft, route, edge, facts);
    }
    checkOverlap(routes, facts.path);
    // Routes lead to the main port unless they say another: metrics and a sidecar's admin port are none of the edge's
    // business.
    const ports = portsOf(routes, settings.port);
    const asksNobody = routes.every(({ props }) => props.redirect !== undefined);
    for (const [index, from] of edge.trafficFrom.entries())
      if (!asksNobody) draft.add('allowedCallers', `edge ${index}`, { from: networkPeer(from), ports });
    draft.need('drainSeconds', edge.drainSeconds ?? 0);
  },
  emit(draft, settings, facts) {
    const routes = routesOf(settings.host, settings.exposure, facts.platform.edge);
    if (routes.length === 0) return [];
    const edge = edgeOf(facts, routes);
    if (draft.entries('servicePorts').length === 0) throw withoutService(routes, facts.path);
    const serving = { draft, facts, routes, exposure: settings.exposure };
    return edge.kind === 'gateway' ? httpRoutes(edge, serving) : ingresses(edge, serving);
  },
});

/** Where the first host is said, and which it is. */
function firstHost([route]: readonly Route[]): { readonly field: string; readonly value: string | undefined } {
  const value = route?.hosts[0];
  return { field: 'host', value: value === undefined ? undefined : shown(value) };
}

function edgeOf(facts: WorkloadFacts, routes: readonly Route[]): Edge {
  const { edge } = facts.platform;
  if (edge !== undefined) return edge;
  throw new CharthouseError({
    path: facts.path,
    ...firstHost(routes),
    problem: `needs an edge, which platform ${facts.platform.name} lacks`,
    allowed: 'a platform with an edge',
    fix: "leave the host out for this target, or give the platform an edge: { kind: 'gateway', … }",
  });
}

function withoutService(routes: readonly Route[], path: string): CharthouseError {
  return new CharthouseError({
    path,
    ...firstHost(routes),
    problem: 'needs a Service to lead to',
    allowed: 'a workload with a port and a Service',
    fix: 'give the workload a port, and leave `service` on',
  });
}

function shown(value: Value<string>): string {
  return isDeferred(value) || isReference(value) ? 'a later value' : value;
}
