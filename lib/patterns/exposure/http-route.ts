/** Routes at a Gateway: an HTTPRoute for the hosts that share their routes. */
import { CharthouseError } from '../../model/error';
import type {
  HTTPRouteParentRef,
  HTTPRouteRule,
  HTTPRouteRuleFilter,
  HTTPRouteRuleMatch,
} from '../../model/kubernetes/types';
import { emitted, type EmittedObject } from '../../model/object';
import type { HeaderChanges, RouteRedirect, RouteRewrite } from '../../model/route';
import type { Value } from '../../model/value';
import type { Edge, GatewayEdge } from '../../platforms/platform/edge';
import type { RouteMatch } from './route-props';
import { backendOf } from './route-targets';
import type { ComparedPath, Route } from './routes';
import { annotationsOf, backendsOf, grouped, hostsOf, type Serving } from './serving';

/** What an HTTPRoute takes (https://gateway-api.sigs.k8s.io/reference/spec/). */
const limits = Object.freeze({ hosts: 16, rules: 16, matches: 64, allMatches: 128 });

/** The HTTPRoutes of a workload. */
export function httpRoutes(edge: GatewayEdge & Edge, serving: Serving): readonly EmittedObject[] {
  const alike = (left: Route, right: Route): boolean =>
    left.hosts.length === right.hosts.length && left.hosts.every((host, index) => host === right.hosts[index]);
  const routes = grouped(serving.routes, alike).map((group) => {
    const hostnames = [...(group[0]?.hosts ?? [])];
    const rules = group.map((route) => ruleOf(route, serving));
    checkLimits(group, rules, serving);
    return emitted(
      'HTTPRoute',
      { spec: { parentRefs: [parentOf(edge, serving)], hostnames, rules } },
      { role: group[0]?.name ?? '', annotations: annotationsOf(hostnames, serving) },
    );
  });
  return serving.exposure.redirectHttp === true ? [...routes, ...redirectsOf(edge, serving)] : routes;
}

function ruleOf(route: Route, serving: Serving): HTTPRouteRule {
  const { props, paths } = route;
  const filters = filtersOf(route, serving);
  const backendRefs = props.redirect === undefined ? [...backendsOf(route, serving)] : undefined;
  return {
    matches: paths.map((path) => ({ path: pathOf(path), ...matchOf(props.match) })),
    ...(filters.length === 0 ? {} : { filters }),
    backendRefs,
    timeouts: props.timeouts,
  };
}

function pathOf({ value, type }: ComparedPath): HTTPRouteRuleMatch['path'] {
  return { type: type === 'Exact' || type === 'RegularExpression' ? type : 'PathPrefix', value };
}

function matchOf({ method, headers, queryParams }: RouteMatch = {}): HTTPRouteRuleMatch {
  return { method, headers: valuesOf(headers), queryParams: valuesOf(queryParams) };
}

function valuesOf(values: RouteMatch['headers']): HTTPRouteRuleMatch['headers'] {
  return byName(values)?.map(([name, value]) => (typeof value === 'string'
    ? { name, value }
    : { name, type: 'RegularExpression', value: value.regularExpression }));
}

/** By name: nothing else tells them apart, so their order must not show. */
function byName<T>(values: Readonly<Record<string, T>> | undefined): [string, T][] | undefined {
  return values === undefined ? undefined : Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1));
}

function filtersOf({ field, props }: Route, { facts }: Serving): HTTPRouteRuleFilter[] {
  const { requestHeaders, responseHeaders, mirror, rewrite, redirect } = props;
  const filters: HTTPRouteRuleFilter[] = [];
  if (changesAny(requestHeaders))
    filters.push({ type: 'RequestHeaderModifier', requestHeaderModifier: changesOf(requestHeaders) });
  if (changesAny(responseHeaders))
    filters.push({ type: 'ResponseHeaderModifier', responseHeaderModifier: changesOf(responseHeaders) });
  if (mirror !== undefined) {
    const backendRef = backendOf(mirror, `${field}.mirror.to`, facts);
    filters.push({ type: 'RequestMirror', requestMirror: { backendRef, percent: mirror.percent } });
  }
  if (rewrite !== undefined)
    filters.push({ type: 'URLRewrite', urlRewrite: { hostname: rewrite.hostname, path: replacedPath(rewrite) } });
  if (redirect !== undefined) filters.push({ type: 'RequestRedirect', requestRedirect: redirectFilter(redirect) });
  return filters;
}

/** The API server refuses a filter that says nothing. */
function changesAny(changes: HeaderChanges | undefined): changes is HeaderChanges {
  return Object.values(changes ?? {}).some((each: object | undefined) => Object.keys(each ?? {}).length > 0);
}

function changesOf({ set, add, remove }: HeaderChanges): HTTPRouteRuleFilter['requestHeaderModifier'] {
  const pairs = (values: HeaderChanges['set']): { name: string; value: string }[] | undefined =>
    byName(values)?.map(([name, value]) => ({ name, value }));
  return { set: pairs(set), add: pairs(add), remove: remove === undefined ? undefined : [...remove] };
}

function redirectFilter(redirect: RouteRedirect): HTTPRouteRuleFilter['requestRedirect'] {
  const { path: _path, prefix: _prefix, ...rest } = redirect;
  return { ...rest, path: replacedPath(redirect) };
}

type ReplacedPath = NonNullable<HTTPRouteRuleFilter['urlRewrite']>['path'];

function replacedPath({ path, prefix }: RouteRewrite): ReplacedPath {
  if (path !== undefined) return { type: 'ReplaceFullPath', replaceFullPath: path };
  return prefix === undefined ? undefined : { type: 'ReplacePrefixMatch', replacePrefixMatch: prefix };
}

function parentOf({ gateway }: GatewayEdge, { facts, exposure }: Serving): HTTPRouteParentRef {
  const { httpSectionName, sectionName, ...parent } = gateway;
  const listener = exposure.tls === false && facts.platform.tls?.kind !== 'none' ? httpSectionName : sectionName;
  return { ...parent, ...(listener === undefined ? {} : { sectionName: listener }) };
}

/** Sends plain HTTP to HTTPS, by routes at the listener of plain HTTP alone: elsewhere they would lead in a circle. */
function redirectsOf(edge: GatewayEdge & Edge, { routes }: Serving): EmittedObject[] {
  const hosts = hostsOf(routes);
  return Array.from({ length: Math.ceil(hosts.length / limits.hosts) }, (_, index) =>
    redirectOf(edge, hosts.slice(index * limits.hosts, (index + 1) * limits.hosts), index + 1));
}

function redirectOf(
  { gateway, annotations = {} }: GatewayEdge & Edge,
  hostnames: readonly Value<string>[],
  number: number,
): EmittedObject {
  const { name, namespace, httpSectionName } = gateway;
  return emitted('HTTPRoute', {
    spec: {
      parentRefs: [{ name, namespace, sectionName: httpSectionName }],
      hostnames,
      rules: [{
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
      }],
    },
  }, { role: number === 1 ? 'http-redirect' : `http-redirect-${number}`, annotations });
}

function checkLimits(group: readonly Route[], rules: readonly HTTPRouteRule[], { facts }: Serving): void {
  const [first] = group;
  if (first === undefined) return;
  const refuse = (field: string, what: string, number: number, most: number): void => {
    if (number <= most) return;
    throw new CharthouseError({
      path: facts.path,
      field,
      problem: `has more ${what} than an HTTPRoute takes`,
      value: number,
      allowed: `at most ${most}`,
      fix: 'give some of them hosts of their own, or make a workload of them',
    });
  };
  refuse(`${first.field}.hosts`, 'hosts', first.hosts.length, limits.hosts);
  refuse('exposure.routes', 'routes', rules.length, limits.rules);
  for (const { field, paths } of group) refuse(`${field}.paths`, 'paths', paths.length, limits.matches);
  refuse('exposure.routes', 'paths', group.reduce((sum, { paths }) => sum + paths.length, 0), limits.allMatches);
}
