/** Arbitrary Services and routes: nothing that contradicts itself. What an edge cannot do is taken away later. */
import fc from 'fast-check';
import { mapOf, optional, word, type Props } from './arbitrary-container';

const policy = fc.constantFrom('Cluster', 'Local');
const portText = fc.constantFrom('https', 'kubernetes.io/h2c');

/** What goes with every type. */
const common = {
  port: fc.constantFrom(80, 443),
  portName: fc.constantFrom('web-service', 'x1'),
  appProtocol: portText,
  internalTrafficPolicy: policy,
  trafficDistribution: fc.constantFrom('PreferClose', 'PreferSameZone', 'PreferSameNode'),
  publishNotReadyAddresses: fc.boolean(),
  ipFamilyPolicy: fc.constantFrom('PreferDualStack', 'RequireDualStack'),
  annotations: fc.constant({ 'example.com/balancer': 'internal' }),
};
const sticky = fc.record({
  sessionAffinity: fc.constant('ClientIP'), sessionAffinityTimeoutSeconds: fc.integer({ min: 1, max: 86_400 }),
}, { requiredKeys: ['sessionAffinity'] });
const families = fc.record({
  ipFamilyPolicy: fc.constant('PreferDualStack'), ipFamilies: fc.constantFrom(['IPv4'], ['IPv6', 'IPv4']),
});
const outside = { nodePort: fc.integer({ min: 30_000, max: 32_767 }), externalTrafficPolicy: policy };
const nodePort = fc.record({ type: fc.constant('NodePort'), ...outside }, { requiredKeys: ['type'] });
const balancer = fc.record({
  type: fc.constant('LoadBalancer'),
  ...outside,
  loadBalancerClass: fc.constant('example.com/internal'),
  loadBalancerSourceRanges: fc.constantFrom(['203.0.113.0/24'], ['2001:db8::/32', '198.51.100.7/32']),
  allocateLoadBalancerNodePorts: fc.boolean(),
}, { requiredKeys: ['type'] });
const clusterIP = fc.record({ type: fc.constant('ClusterIP') }, { requiredKeys: [] });
const headless = fc.constant({ headless: true });

function joined(...parts: readonly fc.Arbitrary<Props>[]): fc.Arbitrary<Props> {
  return fc.tuple(...parts).map((drawn) => Object.assign({}, ...drawn) as Props);
}

/** Nobody translates the ports of what has no address, or chooses among its pods. */
function withoutAddress({ internalTrafficPolicy: _nodes, trafficDistribution: _near, ...others }: Props): Props {
  return others;
}

const service = fc.oneof(
  fc.constant(false),
  joined(optional(common), clusterIP),
  joined(optional(common), fc.oneof(nodePort, balancer), fc.oneof(fc.constant({}), sticky, families)),
  joined(optional({ ...common, port: fc.constant(undefined) }).map(withoutAddress), headless),
  joined(families, sticky),
);

const headers = mapOf(word.map((name) => `x-${name}`), word);
const changes = optional({ set: headers, add: headers, remove: fc.constant(['x-debug']) });
const hostnames = fc.constantFrom(['www.example.com'], ['a.example.com', '*.b.example.com']);
const paths = fc.constantFrom(
  ['/'], ['/v1', '/v2'], ['/v1', { value: '/healthz', type: 'Exact' }],
  [{ value: '/v[0-9]+', type: 'RegularExpression' }],
);
const match = optional({
  method: fc.constantFrom('GET', 'POST'),
  headers: fc.constantFrom({ 'x-version': '2' }, { 'x-client': { regularExpression: 'ios.*' }, accept: 'text/html' }),
  queryParams: fc.constantFrom({ debug: 'yes' }, { page: { regularExpression: '[0-9]+' } }),
});
const hostname = fc.constant('old.example.com');
const anew = fc.oneof(
  fc.record({ hostname, path: fc.constant('/new') }, { requiredKeys: ['hostname'] }),
  fc.record({ hostname, path: fc.constant('/new') }, { requiredKeys: ['path'] }),
  fc.constant({ prefix: '/' }),
);
const redirect = joined(anew, optional({
  scheme: fc.constantFrom('http', 'https'),
  port: fc.constant(8443),
  statusCode: fc.constantFrom(301, 302, 303, 307, 308),
}));
const served = {
  requestHeaders: changes,
  responseHeaders: changes,
  timeouts: optional({ request: fc.constantFrom('60s', '1m30s'), backendRequest: fc.constantFrom('500ms', '20s') }),
};
const certificate = fc.constantFrom<Props>(
  { tls: false }, { tls: { secret: { name: 'own-tls' } } }, { redirectHttp: true },
);
const routes = fc.constantFrom<Props>(
  { docs: { paths: ['/docs'], port: 1000, timeouts: { request: '300s' } } },
  { old: { hosts: ['old.example.com'], redirect: { hostname: 'new.example.com' } }, api: { paths: ['/api'] } },
);

const exposure = fc.oneof(
  fc.constant(false),
  optional({ paths, hosts: hostnames, annotations: fc.constant({ 'example.com/route': 'x' }), match, ...served }),
  joined(optional({ port: fc.constant(1000), hosts: hostnames, routes, ...served }), certificate),
  fc.record({ paths: fc.constant(['/v1']), redirect }),
  fc.record({ paths: fc.constant(['/v1']), rewrite: anew, ...served }, { requiredKeys: ['paths', 'rewrite'] }),
);

/** The keys of what listens. */
export const serviceKeys: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  portName: fc.constantFrom('http', 'grpc-api'),
  ports: fc.constantFrom<Props>(
    { metrics2: 2001 }, { udp: { port: 2002, protocol: 'UDP' }, own: { port: 2003, service: 4003 } },
    { hidden: { port: 2004, service: false }, both: { port: 2005, appProtocol: 'https' } },
  ),
  service,
  host: fc.constantFrom('api.example.com', '*.example.com'),
  exposure,
};

/** Callers that are not in the tree. */
export const allowFrom = fc.array(fc.constantFrom<Props>(
  { cidr: '10.1.0.0/16' }, { namespace: 'partners', workload: 'caller', ports: [1001] }, { workload: 'caller' },
  { namespace: 'ops', podLabels: { app: 'probe' } }, { namespaceLabels: { team: 'ops' } },
  { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'], ports: [{ port: 30_000, endPort: 30_100, protocol: 'UDP' }] },
), { minLength: 1, maxLength: 3 });
