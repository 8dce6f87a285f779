/** A route that contradicts itself, or that the API server would refuse. */
import { CharthouseError } from '../../model/error';
import type { RouteRedirect, RouteRewrite } from '../../model/route';
import type { Edge } from '../../platforms/platform/edge';
import type { ComparedPath, Route } from './routes';

/** What makes no sense where whoever asks is sent elsewhere. */
const withoutRedirect = Object.freeze(['port', 'split', 'mirror', 'rewrite', 'timeouts'] as const);

/** Throws where the route cannot be. */
export function checkRoute(route: Route, edge: Edge, path: string): void {
  const { field, props } = route;
  for (const compared of route.paths) {
    const wrong = wrongPath(compared, edge);
    if (wrong !== undefined)
      throw refused(path, `${field}.paths`, wrong, compared.value, 'a path such as /v1/users', 'correct it');
  }
  if (props.redirect !== undefined) checkRedirect(props.redirect, route, path);
  if (props.rewrite !== undefined) checkReplaced(props.rewrite, `${field}.rewrite`, route, path);
  checkTargets(route, path);
  checkTimeouts(route, path);
}

/** As both the Gateway API and Ingress have it; an expression begins with / in an Ingress alone. */
function wrongPath({ value, type }: ComparedPath, edge: Edge): string | undefined {
  if (type !== 'Prefix' && type !== 'Exact')
    return edge.kind === 'gateway' || value.startsWith('/') ? undefined : 'does not begin with /';
  if (!/^([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/.test(value)) return 'has a character that no path has';
  if (!value.startsWith('/')) return 'does not begin with /';
  if (/\/\/|\/\.\.?(\/|$)|%2f/i.test(value)) return 'has a step that leads nowhere: //, /., /.. or %2f';
  return undefined;
}

function checkRedirect(redirect: RouteRedirect, route: Route, path: string): void {
  const { field, props } = route;
  const other = withoutRedirect.find((key) => props[key] !== undefined);
  if (other !== undefined) {
    throw refused(path, `${field}.${other}`, 'does not go with redirect: the workload is never asked', props[other],
      'a redirect by itself', 'leave one of the two out, or make two routes of it');
  }
  checkReplaced(redirect, `${field}.redirect`, route, path);
  const { hostname, statusCode: _how, ...elsewhere } = redirect;
  const moves = Object.values(elsewhere).some((value) => value !== undefined);
  if (hostname !== undefined && !moves && route.hosts.includes(hostname)) {
    throw refused(path, `${field}.redirect.hostname`, 'is a host of the route itself: it would lead in a circle',
      hostname, 'another host', 'say where else it leads, or give the route hosts of its own');
  }
}

/** What is asked for instead: something else than what was asked for, and a prefix in the place of one. */
function checkReplaced(given: RouteRewrite, field: string, { paths }: Route, path: string): void {
  const { statusCode: _how, ...rest }: RouteRedirect = given;
  if (Object.values(rest).every((value) => value === undefined))
    throw refused(path, field, 'leads to where it came from', given, 'another host or path', 'say what is different');
  if (given.prefix === undefined) return;
  if (given.path !== undefined)
    throw refused(path, `${field}.prefix`, 'does not go with path', given.prefix, 'one of the two', 'leave one out');
  if (paths.length === 1 && paths[0]?.type === 'Prefix') return;
  throw refused(path, `${field}.prefix`, 'replaces the one prefix of its route, which has several paths or none',
    given.prefix, 'a route with one path of type Prefix', 'make a route of each path');
}

function checkTargets({ field, props }: Route, path: string): void {
  const percents = (props.split ?? []).map(({ percent = 100 }) => percent);
  const sum = percents.reduce((all, percent) => all + percent, 0);
  if (sum <= 100) return;
  const problem = `sends ${sum} of a hundred requests elsewhere`;
  throw refused(path, `${field}.split`, problem, percents, 'at most 100 in all', 'lower the percentages');
}

function checkTimeouts({ field, props }: Route, path: string): void {
  const { request, backendRequest } = props.timeouts ?? {};
  if (request === undefined || backendRequest === undefined) return;
  const [whole, attempt] = [secondsOf(request), secondsOf(backendRequest)];
  if (whole === 0 || attempt <= whole) return;
  const allowed = `at most timeouts.request (${request})`;
  throw refused(path, `${field}.timeouts.backendRequest`, `must be ${allowed}`, backendRequest, allowed,
    'raise request or lower backendRequest');
}

const unitSeconds: Readonly<Record<string, number>> = Object.freeze({ h: 3600, m: 60, s: 1, ms: 0.001 });

/** The seconds of a duration such as `1m30s`. */
export function secondsOf(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|h|m|s)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (unitSeconds[unit ?? ''] ?? 0), 0);
}

function refused(
  path: string, field: string, problem: string, value: unknown, allowed: string, fix: string,
): CharthouseError {
  return new CharthouseError({ path, field, problem, value, allowed, fix });
}
