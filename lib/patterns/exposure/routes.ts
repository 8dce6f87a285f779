/** Routes as they are decided: whose requests each takes, and which of the workload's ports it leads to. */
import type { Value } from '../../model/value';
import type { Edge } from '../../platforms/platform/edge';
import type { ExposureProps, RoutePath, RouteProps } from './route-props';

/** A path, and how it is compared. */
export interface ComparedPath {
  readonly value: string;
  readonly type: NonNullable<RoutePath['type']>;
}

/** A route: which requests it is for, and what becomes of them. */
export interface Route {
  /** Its name; `''` for what `exposure` says itself. */
  readonly name: string;
  /** Where it is said, such as `exposure.routes.admin`. */
  readonly field: string;
  readonly hosts: readonly Value<string>[];
  readonly paths: readonly ComparedPath[];
  readonly props: RouteProps;
}

/** The routes of a workload; those without a host are served nowhere. */
export function routesOf(
  host: Value<string> | undefined,
  { routes = {}, ...main }: ExposureProps,
  edge: Edge | undefined,
): readonly Route[] {
  const hosts = [...new Set([...(host === undefined ? [] : [host]), ...(main.hosts ?? [])])];
  const made = (name: string, field: string, props: RouteProps, own: readonly Value<string>[]): Route => ({
    name, field, props, hosts: own, paths: (props.paths ?? ['/']).map((path) => compared(path, edge)),
  });
  return [
    made('', 'exposure', main, hosts),
    ...Object.entries(routes).map(([name, props]) =>
      made(name, `exposure.routes.${name}`, props, props.hosts === undefined ? hosts : [...new Set(props.hosts)])),
  ].filter((route) => route.hosts.length > 0);
}

function compared(path: string | RoutePath, edge: Edge | undefined): ComparedPath {
  const { value, type }: RoutePath = typeof path === 'string' ? { value: path } : path;
  return { value, type: type ?? (edge?.kind === 'ingress' ? edge.pathType : undefined) ?? 'Prefix' };
}

/** The ports of the workload that the edge asks, by number or name; none of a route that only sends elsewhere. */
export function portsOf(routes: readonly Route[], mainPort: number | undefined): readonly (number | string)[] {
  const asked = routes.filter(({ props }) => props.redirect === undefined).map(({ props }) => props.port ?? mainPort);
  return [...new Set(asked.filter((each) => each !== undefined))];
}
