/** The cluster's way in, as data: how traffic from outside enters, and what may be asked of it. */
import type { HeaderChanges, RouteRedirect, RouteRewrite } from '../../model/route';
import type { NetworkPeer } from './network-peer';

/** The cluster's way in: a Gateway that routes attach to. */
export interface GatewayEdge {
  readonly kind: 'gateway';
  /** The Gateway that HTTPRoutes name as their parent. */
  readonly gateway: {
    readonly name: string;
    readonly namespace: string;
    /** The listener. @default - every listener that takes the host */
    readonly sectionName?: string | undefined;
    /**
     * The listener of plain HTTP, on which `redirectHttp` and `tls: false` serve a host.
     * @default - none that may be asked for
     */
    readonly httpSectionName?: string | undefined;
  };
  /**
   * What it can do beyond the core of HTTPRoute, as `status.supportedFeatures` of its GatewayClass lists it: `kubectl
   * get gatewayclass NAME -o jsonpath='{.status.supportedFeatures[*].name}'`. `RegularExpression`, which no list has,
   * is ours for paths, headers and parameters by expression. What is not here is refused.
   * @default - the core: paths, headers, weights, request headers, redirects to another host
   */
  readonly supportedFeatures?: readonly (RouteFeature | (string & {}))[] | undefined;
}

/** What an HTTPRoute may ask beyond the core of it, by the names of the Gateway API. */
export type RouteFeature =
  | 'HTTPRoute303RedirectStatusCode'
  | 'HTTPRoute307RedirectStatusCode'
  | 'HTTPRoute308RedirectStatusCode'
  | 'HTTPRouteBackendTimeout'
  | 'HTTPRouteHostRewrite'
  | 'HTTPRouteMethodMatching'
  | 'HTTPRoutePathRedirect'
  | 'HTTPRoutePathRewrite'
  | 'HTTPRoutePortRedirect'
  | 'HTTPRouteQueryParamMatching'
  | 'HTTPRouteRequestMirror'
  | 'HTTPRouteRequestPercentageMirror'
  | 'HTTPRouteRequestTimeout'
  | 'HTTPRouteResponseHeaderModification'
  | 'HTTPRouteSchemeRedirect'
  | 'RegularExpression';

/** The cluster's way in: an Ingress controller. */
export interface IngressEdge {
  readonly kind: 'ingress';
  /** The IngressClass. */
  readonly className: string;
  /**
   * The `pathType` of each path that says none.
   * @default 'Prefix'
   */
  readonly pathType?: 'Prefix' | 'Exact' | 'ImplementationSpecific' | undefined;
  /**
   * How the controller is told, by annotations, what an Ingress has no field for.
   * @default - it can do nothing but lead hosts and paths to a workload
   */
  readonly features?: IngressFeatures | undefined;
}

/** Annotations of an Ingress; undefined where the controller cannot do just that. */
export type RouteAnnotations = Readonly<Record<string, string>> | undefined;

/**
 * Annotations by which an Ingress controller is told what an Ingress has no field for. What is left out, it cannot do.
 * Paths of other annotations get an Ingress of their own.
 */
export interface IngressFeatures {
  /** Sends plain HTTP to HTTPS. @default - cannot */
  readonly redirectHttp?: (() => RouteAnnotations) | undefined;
  /** Reads paths as regular expressions. @default - cannot */
  readonly regularExpressions?: (() => RouteAnnotations) | undefined;
  /** Sends whoever asks elsewhere. @default - cannot */
  readonly redirect?: ((redirect: RouteRedirect) => RouteAnnotations) | undefined;
  /** Asks the workload for another host or path. @default - cannot */
  readonly rewrite?: ((rewrite: RouteRewrite) => RouteAnnotations) | undefined;
  /** Changes headers on the way in. @default - cannot */
  readonly requestHeaders?: ((changes: HeaderChanges) => RouteAnnotations) | undefined;
  /** Changes headers on the way out. @default - cannot */
  readonly responseHeaders?: ((changes: HeaderChanges) => RouteAnnotations) | undefined;
  /** Gives up after so many seconds. @default - cannot */
  readonly timeouts?: ((seconds: RouteSeconds) => RouteAnnotations) | undefined;
}

/** After how many seconds the edge gives up; 0 for never. */
export interface RouteSeconds {
  /** On a request as a whole. @default - not said */
  readonly request?: number | undefined;
  /** On one attempt to ask the workload. @default - not said */
  readonly backendRequest?: number | undefined;
}

/** How traffic from outside enters, and where it then comes from. */
export type Edge = (GatewayEdge | IngressEdge) & {
  /** Where the edge's connections come from, as NetworkPolicies see them. */
  readonly trafficFrom: readonly NetworkPeer[];
  /**
   * Annotations on every route, such as the load balancer's settings of a cloud.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /**
   * Seconds that the edge keeps sending to a pod that is going away; draining takes at least as long.
   * @default 0
   */
  readonly drainSeconds?: number | undefined;
};
