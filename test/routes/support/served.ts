/** A workload `api` of the shop, served at an edge: what its routes come to. */
import { generic, k3s, type Edge, type GatewayEdge, type IngressFeatures, type RouteProps } from 'charthouse';
import { draftPattern, type DraftedObject } from 'charthouse/testing';
import { exposure } from '../../../lib/patterns/exposure/exposure';
import type { Props } from '../../property/support/arbitrary-container';

const from = { trafficFrom: [{ namespaceLabels: { name: 'edge' } }] };

/** Every feature of the Gateway API that a route may ask for. */
export const everyFeature: GatewayEdge['supportedFeatures'] = [
  'HTTPRoute303RedirectStatusCode', 'HTTPRoute307RedirectStatusCode', 'HTTPRoute308RedirectStatusCode',
  'HTTPRouteBackendTimeout', 'HTTPRouteHostRewrite', 'HTTPRouteMethodMatching', 'HTTPRoutePathRedirect',
  'HTTPRoutePathRewrite', 'HTTPRoutePortRedirect', 'HTTPRouteQueryParamMatching', 'HTTPRouteRequestMirror',
  'HTTPRouteRequestPercentageMirror', 'HTTPRouteRequestTimeout', 'HTTPRouteResponseHeaderModification',
  'HTTPRouteSchemeRedirect', 'RegularExpression',
];

/** A Gateway that can do so much. */
export function gatewayWith(...supportedFeatures: readonly string[]): Edge {
  return { kind: 'gateway', gateway: { name: 'edge', namespace: 'edge' }, supportedFeatures, ...from };
}

/** An Ingress controller that is told so much. */
export function ingressWith(features?: IngressFeatures): Edge {
  return { kind: 'ingress', className: 'haproxy', features, ...from };
}

/** The objects of a workload with one Service port, or with `grpc` besides. */
export function objectsAt(edge: Edge, props: Props): readonly DraftedObject[] {
  const base = edge.kind === 'gateway' ? generic() : k3s();
  return draftPattern(exposure, {
    facts: { platform: { ...base, name: 'test', edge } },
    settings: { host: 'api.example.com', port: 8080, exposure: props },
    others: (draft) => {
      draft.containers('main').add('ports', 'http', { containerPort: 8080, protocol: 'TCP' }, 'first');
      draft.add('servicePorts', 'http', { port: 80, targetPort: 'http', protocol: 'TCP' }, 'first');
      draft.add('servicePorts', 'grpc', { port: 9000, targetPort: 'grpc', protocol: 'TCP' }, 'props');
    },
  }).objects;
}

/** The one rule of the one HTTPRoute at a Gateway that can do everything. */
export function ruleOf(props: RouteProps): unknown {
  const [route, ...others] = objectsAt(gatewayWith(...everyFeature ?? []), { ...props });
  expect(others).toEqual([]);
  const { rules } = route?.body['spec'] as { readonly rules: readonly unknown[] };
  expect(rules).toHaveLength(1);
  return rules[0];
}
