/** Two routes for the same requests: which of them is taken, nobody could tell. */
import { CharthouseError } from '../../model/error';
import type { Value } from '../../model/value';
import type { Route } from './routes';

/** Throws where two routes have a host, a path and all that they demand in common. */
export function checkOverlap(routes: readonly Route[], path: string): void {
  const [only] = routes;
  if (routes.length === 1 && only?.hosts.length === 1 && only.paths.length === 1) return;
  const seen = new Map<Value<string>, Map<string, Route>>();
  for (const route of routes) {
    for (const host of route.hosts) {
      const ofHost = seen.get(host) ?? new Map<string, Route>();
      seen.set(host, ofHost);
      for (const { value, type } of route.paths) {
        const key = JSON.stringify([value, type, demandsOf(route)]);
        const first = ofHost.get(key);
        if (first !== undefined) throw overlap(first, route, value, path);
        ofHost.set(key, route);
      }
    }
  }
}

/** In an order of their own: whichever header is said first, the demand is the same. */
function demandsOf({ props: { match = {} } }: Route): unknown {
  const sorted = (values: object | undefined): unknown => Object.entries(values ?? {}).sort();
  return [match.method, sorted(match.headers), sorted(match.queryParams)];
}

function overlap(first: Route, second: Route, value: string, path: string): CharthouseError {
  return new CharthouseError({
    path,
    field: `${second.field}.paths`,
    problem: first === second ? 'has a path twice' : `has a path of ${first.field} too, for the same hosts`,
    value,
    allowed: 'each path once for each host, or with something else to match',
    fix: first === second ? 'leave one of the two out' : 'change one of the two; exposure itself takes / unless it says'
      + ' `paths`',
  });
}
