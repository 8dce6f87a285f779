/** How a host is served: what an application says of routes. */
import type { Named } from '../../model/existing';
import type { ForeignObject } from '../../model/foreign-object';
import type { Reference } from '../../model/reference';
import type { HeaderChanges, RouteRedirect, RouteRewrite } from '../../model/route';
import type { Value } from '../../model/value';
import type { Connectable } from '../connectable';

/** A path of requests. */
export interface RoutePath {
  /** Such as `/v1`; an expression where `type` is `RegularExpression`. */
  readonly value: string;
  /**
   * How it is compared. `Prefix` takes whole steps: `/v1` and `/v1/users`, not `/v10`. `ImplementationSpecific` is an
   * Ingress controller's own way.
   * @default - `Prefix`, or the `pathType` of the platform's edge
   */
  readonly type?: 'Prefix' | 'Exact' | 'RegularExpression' | 'ImplementationSpecific' | undefined;
}

/** A value that fits an expression, in the dialect of the edge. */
export interface RegularExpression {
  readonly regularExpression: string;
}

/** What a request must have besides its host and path: all of it. */
export interface RouteMatch {
  /** @default - any */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | undefined;
  /** Headers with their values, by name. @default - any */
  readonly headers?: Readonly<Record<string, string | RegularExpression>> | undefined;
  /** Parameters of the query with their values, by name. @default - any */
  readonly queryParams?: Readonly<Record<string, string | RegularExpression>> | undefined;
}

/** Another workload of the namespace that requests go to. */
export interface RouteTarget {
  /** The workload, for its main port, or a reference to one of its ports: `canary.at('http')`. */
  readonly to: Connectable | Reference | ForeignObject;
  /** How many of a hundred requests. @default - all of them */
  readonly percent?: number | undefined;
}

/** When the edge gives up, such as `30s`, `1m30s` or `500ms`; `0s` is never. */
export interface RouteTimeouts {
  /** On a request as a whole. @default - the edge's own */
  readonly request?: string | undefined;
  /** On one attempt to ask the workload; at most `request`. @default - the edge's own */
  readonly backendRequest?: string | undefined;
}

/** Which requests a route is for, and what becomes of them. */
export interface RouteProps {
  /**
   * Host names: of `exposure` itself, those besides `host`; of one of its `routes`, those that it is for.
   * @default - `host` alone; of a route, all hosts of `exposure`
   */
  readonly hosts?: readonly Value<string>[] | undefined;
  /**
   * Paths: a prefix such as `/v1`, or how it is compared as well.
   *
   * @example paths: ['/v1', { value: '/healthz', type: 'Exact' }]
   * @default ['/']
   */
  readonly paths?: readonly (string | RoutePath)[] | undefined;
  /**
   * What a request must have besides.
   *
   * @example match: { method: 'GET', headers: { 'x-version': '2' } }
   * @default - any request
   */
  readonly match?: RouteMatch | undefined;
  /** The port of the workload, by its name or as its pods listen on it. @default - the main port */
  readonly port?: number | string | undefined;
  /**
   * Other workloads of the namespace that take a part of the requests; the rest stays here. Each lets the edge in, and
   * drains for as long as it says itself by `rollout`.
   *
   * @example split: [{ to: canary, percent: 10 }]
   * @default - none
   */
  readonly split?: readonly RouteTarget[] | undefined;
  /** Another workload that gets a copy of the requests, whose answers nobody sees. @default - none */
  readonly mirror?: RouteTarget | undefined;
  /**
   * Sends whoever asks elsewhere, instead of asking the workload.
   *
   * @example redirect: { hostname: 'www.example.com', statusCode: 301 }
   * @default - the workload is asked
   */
  readonly redirect?: RouteRedirect | undefined;
  /**
   * Asks the workload for another host or path than the edge was asked for.
   *
   * @example rewrite: { prefix: '/' }
   * @default - for the same
   */
  readonly rewrite?: RouteRewrite | undefined;
  /**
   * What becomes of headers on the way to the workload.
   *
   * @example requestHeaders: { set: { 'x-tenant': 'acme' }, remove: ['x-debug'] }
   * @default - they stay as they are
   */
  readonly requestHeaders?: HeaderChanges | undefined;
  /** What becomes of headers on the way back. @default - they stay as they are */
  readonly responseHeaders?: HeaderChanges | undefined;
  /**
   * When the edge gives up.
   *
   * @example timeouts: { request: '60s', backendRequest: '20s' }
   * @default - as the edge does by itself
   */
  readonly timeouts?: RouteTimeouts | undefined;
}

/** The certificate of an Ingress. */
export interface ExposureTls {
  /** The Secret that holds it, such as `existing.secret('api-tls')`. */
  readonly secret: Named;
}

/** How a host is served. What it says of requests is the route to the main port; `routes` are others. */
export interface ExposureProps extends RouteProps {
  /**
   * Further routes, by name.
   *
   * @example routes: { admin: { paths: ['/admin'], port: 'admin', timeouts: { request: '300s' } } }
   * @default - none
   */
  readonly routes?: Readonly<Record<string, RouteProps>> | undefined;
  /** The certificate of the hosts, or `false` for plain HTTP. @default - as the platform's `tls` says */
  readonly tls?: ExposureTls | false | undefined;
  /** Whether plain HTTP is sent to HTTPS. @default - as the edge does by itself */
  readonly redirectHttp?: boolean | undefined;
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
