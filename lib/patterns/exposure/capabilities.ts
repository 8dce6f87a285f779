/** What routes ask of the platform's edge, and whether it can. */
import { CharthouseError } from '../../model/error';
import type { Edge, IngressFeatures, RouteFeature } from '../../platforms/platform/edge';
import type { WorkloadFacts } from '../facts';
import type { Route } from './routes';

/** Something that a route asks. */
interface Ask {
  readonly field: string;
  readonly value: unknown;
  /** The feature of a Gateway; undefined for what each one can do, `never` for what none can. */
  readonly gateway: RouteFeature | 'never' | undefined;
  /** The feature of an Ingress controller; undefined for what an Ingress says by itself, `never` for what none can. */
  readonly ingress: keyof IngressFeatures | 'never' | undefined;
}

/** Throws where the route asks what the edge cannot do. */
export function checkCapabilities(route: Route, edge: Edge, facts: WorkloadFacts): void {
  for (const ask of asksOf(route)) {
    if (!can(edge, ask)) throw beyond(ask, edge, facts);
  }
}

function can(edge: Edge, { gateway, ingress }: Ask): boolean {
  if (edge.kind === 'gateway')
    return gateway === undefined || (edge.supportedFeatures ?? []).includes(gateway);
  return ingress === undefined || (ingress !== 'never' && edge.features?.[ingress] !== undefined);
}

function beyond({ field, value, gateway, ingress }: Ask, edge: Edge, facts: WorkloadFacts): CharthouseError {
  const { name } = facts.platform;
  const feature = edge.kind === 'gateway' ? gateway : ingress;
  const place = edge.kind === 'gateway' ? 'edge.supportedFeatures' : 'edge.features';
  return new CharthouseError({
    path: facts.path,
    field,
    problem: `is more than the edge of platform ${name} can do`,
    value,
    allowed: feature === 'never' || feature === undefined
      ? `nothing of the kind: no edge of kind ${edge.kind} can`
      : `where ${place} of the platform has ${feature}`,
    fix: feature === 'never' || feature === undefined
      ? 'leave it out for this target (target.pick), or use another kind of edge'
      : `leave it out for this target (target.pick); where the edge can, add ${feature} to ${place} of the platform`,
  });
}

/** Everything that a route asks beyond hosts, prefixes and exact paths. */
function asksOf({ field, paths, props }: Route): readonly Ask[] {
  const asks: Ask[] = [];
  const ask = (name: string, value: unknown, gateway: Ask['gateway'], ingress: Ask['ingress']): void => {
    if (value !== undefined) asks.push({ field: `${field}.${name}`, value, gateway, ingress });
  };
  const { match = {}, redirect = {}, rewrite = {}, timeouts = {}, mirror } = props;
  for (const { value, type } of paths) {
    if (type === 'RegularExpression') ask('paths', value, 'RegularExpression', 'regularExpressions');
    if (type === 'ImplementationSpecific') ask('paths', value, 'never', undefined);
  }
  ask('match.method', match.method, 'HTTPRouteMethodMatching', 'never');
  ask('match.headers', match.headers, expressionIn(match.headers), 'never');
  ask('match.queryParams', match.queryParams, 'HTTPRouteQueryParamMatching', 'never');
  ask('match.queryParams', match.queryParams, expressionIn(match.queryParams), 'never');
  ask('redirect', props.redirect, undefined, 'redirect');
  ask('redirect.scheme', redirect.scheme, 'HTTPRouteSchemeRedirect', 'redirect');
  ask('redirect.port', redirect.port, 'HTTPRoutePortRedirect', 'redirect');
  ask('redirect.path', redirect.path, 'HTTPRoutePathRedirect', 'redirect');
  ask('redirect.prefix', redirect.prefix, 'HTTPRoutePathRedirect', 'redirect');
  ask('redirect.statusCode', redirect.statusCode, statusFeature(redirect.statusCode), 'redirect');
  ask('rewrite', props.rewrite, undefined, 'rewrite');
  ask('rewrite.hostname', rewrite.hostname, 'HTTPRouteHostRewrite', 'rewrite');
  ask('rewrite.path', rewrite.path, 'HTTPRoutePathRewrite', 'rewrite');
  ask('rewrite.prefix', rewrite.prefix, 'HTTPRoutePathRewrite', 'rewrite');
  ask('requestHeaders', props.requestHeaders, undefined, 'requestHeaders');
  ask('responseHeaders', props.responseHeaders, 'HTTPRouteResponseHeaderModification', 'responseHeaders');
  ask('split', props.split, undefined, 'never');
  ask('mirror', mirror?.to, 'HTTPRouteRequestMirror', 'never');
  ask('mirror.percent', mirror?.percent, 'HTTPRouteRequestPercentageMirror', 'never');
  ask('timeouts.request', timeouts.request, 'HTTPRouteRequestTimeout', 'timeouts');
  ask('timeouts.backendRequest', timeouts.backendRequest, 'HTTPRouteBackendTimeout', 'timeouts');
  return asks;
}

function expressionIn(values: object | undefined): RouteFeature | undefined {
  return Object.values(values ?? {}).some((value) => typeof value === 'object') ? 'RegularExpression' : undefined;
}

/** 301 and 302 are of the core. */
function statusFeature(code: 301 | 302 | 303 | 307 | 308 | undefined): RouteFeature | undefined {
  return code === 303 || code === 307 || code === 308 ? `HTTPRoute${code}RedirectStatusCode` : undefined;
}
