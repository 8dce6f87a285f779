/** Services, routes and callers that Kubernetes would refuse, or that the platform's edge cannot serve. */
import { StatefulStore, WebService, Worker, external, generic, type Application, type Edge } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const host = 'api.eu.example.com';
const service = (shop: Application, given: object): unknown => new WebService(shop, 'api', { ...api, service: given });
const route = (shop: Application, given: object): unknown => new WebService(shop, 'api', {
  ...api, host, exposure: given,
});
const edge = (given: object): unknown => generic({ edge: { trafficFrom: [], ...given } as unknown as Edge });
const path = 'shop/api';
const bothTypes = "type: 'NodePort' or 'LoadBalancer'";
const more = 'is more than the edge of platform generic can do';

const services: readonly WrongInput[] = [
  {
    input: 'a traffic policy for outsiders of a Service that has none',
    build: (shop) => service(shop, { externalTrafficPolicy: 'Local' }),
    error: {
      path, field: 'service.externalTrafficPolicy', problem: 'does not go with type ClusterIP', value: 'Local',
      allowed: bothTypes, fix: `leave it out, or write ${bothTypes}`,
    },
  },
  {
    input: 'a load balancer without an address',
    build: (shop) => service(shop, { type: 'LoadBalancer', headless: true }),
    error: {
      path, field: 'service.headless', problem: 'does not go with type LoadBalancer', value: true,
      allowed: "type: 'ClusterIP'", fix: "leave it out, or write type: 'ClusterIP'",
    },
  },
  {
    input: 'no ports of the nodes for what is no load balancer',
    build: (shop) => service(shop, { type: 'NodePort', allocateLoadBalancerNodePorts: false }),
    error: {
      path, field: 'service.allocateLoadBalancerNodePorts', problem: 'does not go with type NodePort', value: false,
      allowed: "type: 'LoadBalancer'", fix: "leave it out, or write type: 'LoadBalancer'",
    },
  },
  {
    input: 'a range of addresses that is none',
    build: (shop) => service(shop, { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.7/24'] }),
    error: {
      path, field: 'service.loadBalancerSourceRanges[0]', value: '203.0.113.7/24',
      problem: 'must be a range of addresses such as 10.20.0.0/16',
      allowed: 'a range of addresses such as 10.20.0.0/16',
      fix: 'write 203.0.113.0/24, or 203.0.113.7/32 for this address alone',
    },
  },
  {
    input: 'a type that is a thing of its own',
    build: (shop) => service(shop, { type: 'ExternalName' }),
    error: {
      path, field: 'service.type', problem: "must be one of 'ClusterIP', 'NodePort', 'LoadBalancer'",
      value: 'ExternalName', allowed: "one of 'ClusterIP', 'NodePort', 'LoadBalancer'", fix: 'choose one of these',
    },
  },
  {
    input: 'a port of the nodes below the others',
    build: (shop) => service(shop, { type: 'NodePort', nodePort: 8080 }),
    error: {
      path, field: 'service.nodePort', problem: 'must be a whole number from 30000 to 32767', value: 8080,
      allowed: 'a whole number from 30000 to 32767', fix: 'raise it',
    },
  },
  {
    input: 'a port of the nodes for a further port of a Service that has none',
    build: (shop) => new WebService(shop, 'api', { ...api, ports: { admin: { port: 9000, nodePort: 30_900 } } }),
    error: {
      path, field: 'ports.admin.nodePort', problem: 'does not go with type ClusterIP', value: 30_900,
      allowed: "service: { type: 'NodePort' or 'LoadBalancer' }",
      fix: "leave it out, or write service: { type: 'NodePort' or 'LoadBalancer' }",
    },
  },
  {
    input: 'a port of the nodes twice',
    build: (shop) => new WebService(shop, 'api', {
      ...api, service: { type: 'NodePort', nodePort: 30_900 }, ports: { admin: { port: 9000, nodePort: 30_900 } },
    }),
    error: {
      path, field: 'ports.admin', problem: "is the same port of the nodes as 'http'", value: '30900/TCP',
      allowed: 'each number once for each protocol', fix: 'give one of them another `nodePort`',
    },
  },
  {
    input: 'a port of the nodes without a Service',
    build: (shop) => new WebService(shop, 'api', {
      ...api, ports: { admin: { port: 9000, service: false, nodePort: 30_900 } },
    }),
    error: {
      path, field: 'ports.admin.nodePort', problem: 'leads to a port that no Service stands in front of', value: 30_900,
      allowed: 'a port with a Service', fix: 'leave it out, or leave `service` on',
    },
  },
  {
    input: 'a name in the Service that another port has',
    build: (shop) => new WebService(shop, 'api', { ...api, service: { portName: 'admin' }, ports: { admin: 9000 } }),
    error: {
      path, field: 'ports.admin', problem: "is the same port of the Service as 'http'", value: "'admin'",
      allowed: 'each name once', fix: 'rename one of the two',
    },
  },
  {
    input: 'another port in front of pods that have no address in common',
    build: (shop) => new StatefulStore(shop, 'db', {
      image: 'postgres:17.2', port: 5432, user: 999, service: { headless: true, port: 80 },
    }),
    error: {
      path: 'shop/db', field: 'service.port', value: 80, allowed: '5432',
      problem: 'is not the port of the pods (5432): nobody translates ports of a headless Service',
      fix: 'leave it out, or leave `headless` out',
    },
  },
  {
    input: 'the end of an affinity that is not there',
    build: (shop) => service(shop, { sessionAffinityTimeoutSeconds: 600 }),
    error: {
      path, field: 'service.sessionAffinityTimeoutSeconds', problem: 'has nothing to end', value: 600,
      allowed: "sessionAffinity: 'ClientIP'", fix: "leave it out, or write sessionAffinity: 'ClientIP'",
    },
  },
  {
    input: 'an affinity of more than a day',
    build: (shop) => service(shop, { sessionAffinity: 'ClientIP', sessionAffinityTimeoutSeconds: 86_401 }),
    error: {
      path, field: 'service.sessionAffinityTimeoutSeconds', problem: 'must be a whole number from 1 to 86400',
      value: 86_401, allowed: 'a whole number from 1 to 86400', fix: 'lower it',
    },
  },
  {
    input: 'a family of addresses twice',
    build: (shop) => service(shop, { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv4'] }),
    error: {
      path, field: 'service.ipFamilies', problem: 'names a family twice', value: ['IPv4', 'IPv4'],
      allowed: "['IPv4', 'IPv6']", fix: "leave it out, or write ['IPv4', 'IPv6']",
    },
  },
  {
    input: 'two families of addresses where one is asked for',
    build: (shop) => service(shop, { ipFamilies: ['IPv4', 'IPv6'] }),
    error: {
      path, field: 'service.ipFamilies', problem: 'asks for two families, and ipFamilyPolicy for one',
      value: ['IPv4', 'IPv6'], allowed: "ipFamilyPolicy: 'PreferDualStack' or 'RequireDualStack'",
      fix: "leave it out, or write ipFamilyPolicy: 'PreferDualStack' or 'RequireDualStack'",
    },
  },
  {
    input: 'a load balancer of a class that has no name',
    build: (shop) => service(shop, { type: 'LoadBalancer', loadBalancerClass: 'our class' }),
    error: {
      path, field: 'service.loadBalancerClass', value: 'our class',
      problem: expect.stringContaining("must be a label's key") as never,
      allowed: expect.stringContaining("a label's key") as never, fix: expect.stringContaining('DNS name') as never,
    },
  },
  {
    input: 'a further port without its number',
    build: (shop) => new WebService(shop, 'api', { ...api, ports: { admin: { protocol: 'UDP' } as never } }),
    error: {
      path, field: 'ports.admin.port', problem: 'is missing', value: undefined,
      allowed: 'a whole number from 1 to 65535', fix: 'say what the container listens on',
    },
  },
  {
    input: 'a protocol above TCP that has no name',
    build: (shop) => service(shop, { appProtocol: 'h2c/' }),
    error: {
      path, field: 'service.appProtocol', problem: 'must be what a port speaks, such as https or kubernetes.io/h2c',
      value: 'h2c/', allowed: 'what a port speaks, such as https or kubernetes.io/h2c',
      fix: 'write a name, and before it, if anything, a DNS name and /',
    },
  },
];

const routes: readonly WrongInput[] = [
  {
    input: 'a path without itself',
    build: (shop) => route(shop, { paths: [{ type: 'Exact' }] }),
    error: {
      path, field: 'exposure.paths[0].value', problem: 'is missing', value: undefined,
      allowed: 'a text of at most 1024 characters', fix: 'add value',
    },
  },
  {
    input: 'a certificate without a Secret',
    build: (shop) => route(shop, { tls: {} }),
    error: {
      path, field: 'exposure.tls.secret', problem: 'is missing', value: undefined,
      allowed: "an object with a name, such as { name: 'login' }", fix: 'add secret',
    },
  },
  {
    input: 'requests for nobody',
    build: (shop) => route(shop, { split: [{ percent: 10 }] }),
    error: {
      path, field: 'exposure.split[0].to', problem: 'must be something that listens', value: undefined,
      allowed: 'a workload with a port, a reference to one, peer(…) or external(…)', fix: 'pass the workload itself',
    },
  },
  {
    input: 'an expression that says nothing',
    build: (shop) => route(shop, { match: { headers: { 'x-a': {} } } }),
    error: {
      path, field: 'exposure.match.headers.x-a.regularExpression', problem: 'is missing', value: undefined,
      allowed: 'a text of at most 4096 characters', fix: 'add regularExpression',
    },
  },
  {
    input: 'a rewrite that the Gateway cannot do',
    build: (shop) => route(shop, { rewrite: { prefix: '/' } }),
    error: {
      path, field: 'exposure.rewrite.prefix', problem: more, value: '/',
      allowed: 'where edge.supportedFeatures of the platform has HTTPRoutePathRewrite',
      fix: 'leave it out for this target (target.pick); where the edge can, add HTTPRoutePathRewrite to '
        + 'edge.supportedFeatures of the platform',
    },
  },
  {
    input: 'a path that no Gateway has',
    build: (shop) => route(shop, { paths: [{ value: '/*', type: 'ImplementationSpecific' }] }),
    error: {
      path, field: 'exposure.paths', problem: more, value: '/*',
      allowed: 'nothing of the kind: no edge of kind gateway can',
      fix: 'leave it out for this target (target.pick), or use another kind of edge',
    },
  },
  {
    input: 'a certificate at a Gateway',
    build: (shop) => route(shop, { tls: { secret: { name: 'api-tls' } } }),
    error: {
      path, field: 'exposure.tls', value: 'api-tls', allowed: 'an edge of kind ingress',
      problem: "is not an application's to say: a Gateway has certificates at its listeners",
      fix: 'leave it out, and give the certificate to the Gateway',
    },
  },
  {
    input: 'plain HTTP at a Gateway whose listeners have no names',
    build: (shop) => route(shop, { tls: false }),
    error: {
      path, field: 'exposure.tls', problem: 'needs the listener of plain HTTP by its name', value: false,
      allowed: 'where edge.gateway.httpSectionName of the platform names it',
      fix: 'leave it out for this target (target.pick), or name the listeners in the platform',
    },
  },
  {
    input: 'a redirect to HTTPS at a Gateway whose listeners have no names',
    build: (shop) => route(shop, { redirectHttp: true }),
    error: {
      path, field: 'exposure.redirectHttp', problem: 'needs both listeners by their names', value: true,
      allowed: 'where edge.gateway of the platform has sectionName and httpSectionName',
      fix: 'leave it out for this target (target.pick), or name the listeners in the platform',
    },
  },
  {
    input: 'a redirect to HTTPS of what is served by HTTP',
    build: (shop) => route(shop, { redirectHttp: true, tls: false }),
    error: {
      path, field: 'exposure.redirectHttp', problem: 'leads to HTTPS, by which the hosts are not served', value: true,
      allowed: 'hosts with a certificate', fix: 'leave it out, or leave the certificate on',
    },
  },
  {
    input: 'a redirect and a port that is never asked',
    build: (shop) => route(shop, { redirect: { hostname: 'www.example.com' }, port: 'http' }),
    error: {
      path, field: 'exposure.port', problem: 'does not go with redirect: the workload is never asked', value: 'http',
      allowed: 'a redirect by itself', fix: 'leave one of the two out, or make two routes of it',
    },
  },
  {
    input: 'a redirect in a circle',
    build: (shop) => route(shop, { redirect: { statusCode: 301 } }),
    error: {
      path, field: 'exposure.redirect', problem: 'leads to where it came from', value: { statusCode: 301 },
      allowed: 'another host or path', fix: 'say what is different',
    },
  },
  {
    input: 'a prefix for two others',
    build: (shop) => route(shop, { paths: ['/a', '/b'], redirect: { prefix: '/' } }),
    error: {
      path, field: 'exposure.redirect.prefix', value: '/', allowed: 'a route with one path of type Prefix',
      problem: 'replaces the one prefix of its route, which has several paths or none',
      fix: 'make a route of each path',
    },
  },
  {
    input: 'a path and a prefix for one',
    build: (shop) => route(shop, { redirect: { prefix: '/', path: '/a' } }),
    error: {
      path, field: 'exposure.redirect.prefix', problem: 'does not go with path', value: '/', allowed: 'one of the two',
      fix: 'leave one out',
    },
  },
  {
    input: 'a path with a step back',
    build: (shop) => route(shop, { paths: ['/v1/../admin'] }),
    error: {
      path, field: 'exposure.paths', problem: 'has a step that leads nowhere: //, /., /.. or %2f',
      value: '/v1/../admin', allowed: 'a path such as /v1/users', fix: 'correct it',
    },
  },
  {
    input: 'a path with a space',
    build: (shop) => route(shop, { routes: { docs: { paths: ['/the docs'] } } }),
    error: {
      path, field: 'exposure.routes.docs.paths', problem: 'has a character that no path has', value: '/the docs',
      allowed: 'a path such as /v1/users', fix: 'correct it',
    },
  },
  {
    input: 'two routes for the same requests',
    build: (shop) => route(shop, { routes: { docs: { port: 'http' } } }),
    error: {
      path, field: 'exposure.routes.docs.paths', problem: 'has a path of exposure too, for the same hosts', value: '/',
      allowed: 'each path once for each host, or with something else to match',
      fix: 'change one of the two; exposure itself takes / unless it says `paths`',
    },
  },
  {
    input: 'a path twice',
    build: (shop) => route(shop, { paths: ['/a', '/a'] }),
    error: {
      path, field: 'exposure.paths', problem: 'has a path twice', value: '/a',
      allowed: 'each path once for each host, or with something else to match', fix: 'leave one of the two out',
    },
  },
  {
    input: 'a route of a name that no object has',
    build: (shop) => route(shop, { routes: { Docs: { paths: ['/docs'] } } }),
    error: {
      path, field: 'exposure.routes.Docs', value: 'Docs',
      problem: "must be one word of at most 63 lower-case letters, digits and '-'",
      allowed: "one word of at most 63 lower-case letters, digits and '-'", fix: 'choose a name of that form',
    },
  },
  {
    input: 'more than all requests',
    build: (shop) => {
      const to = (id: string): object => ({ to: new WebService(shop, id, api), percent: 60 });
      return route(shop, { split: [to('blue'), to('green')] });
    },
    error: {
      path, field: 'exposure.split', problem: 'sends 120 of a hundred requests elsewhere', value: [60, 60],
      allowed: 'at most 100 in all', fix: 'lower the percentages',
    },
  },
  {
    input: 'requests for something outside of the cluster',
    build: (shop) => route(shop, { split: [{ to: external({ host: 'a.example.com', port: 443 }) }] }),
    error: {
      path, field: 'exposure.split[0].to', value: 'external a.example.com',
      problem: 'must be another workload of the same namespace: a route leads to Services beside it',
      allowed: 'a workload of the same Application, with a Service',
      fix: 'pass the workload itself, or a reference to one of its ports',
    },
  },
  {
    input: 'a method in lower case',
    build: (shop) => route(shop, { match: { method: 'get' } }),
    error: {
      path, field: 'exposure.match.method', value: 'get',
      problem: expect.stringContaining("must be one of 'GET'") as never,
      allowed: expect.stringContaining("one of 'GET'") as never, fix: "did you mean 'GET'?",
    },
  },
  {
    input: 'a header with a colon',
    build: (shop) => route(shop, { requestHeaders: { set: { 'X-Tenant:': 'a' } } }),
    error: {
      path, field: 'exposure.requestHeaders.set.X-Tenant:', value: 'X-Tenant:',
      problem: expect.stringContaining('must be the name of a header') as never,
      allowed: expect.stringContaining('the name of a header') as never, fix: 'write the name alone',
    },
  },
  {
    input: 'a header without a value',
    build: (shop) => route(shop, { responseHeaders: { add: { 'x-a': '' } } }),
    error: {
      path, field: 'exposure.responseHeaders.add.x-a', problem: 'must be a text of at most 4096 characters', value: '',
      allowed: 'a text of at most 4096 characters', fix: 'write it as text, in quotes',
    },
  },
  {
    input: 'seventeen headers',
    build: (shop) => {
      const names = Array.from({ length: 17 }, (_, index) => `x${index}`);
      return route(shop, { match: { headers: Object.fromEntries(names.map((name) => [name, 'a'])) } });
    },
    error: {
      path, field: 'exposure.match.headers', problem: 'must be at most 16 entries', value: expect.any(Array) as never,
      allowed: 'at most 16 entries', fix: 'split it, or leave some of it out',
    },
  },
  {
    input: 'a time-out as a number',
    build: (shop) => route(shop, { timeouts: { request: 30 } }),
    error: {
      path, field: 'exposure.timeouts.request', problem: 'must be a duration such as 30s or 1m30s', value: 30,
      allowed: 'a duration such as 30s or 1m30s', fix: 'write a number and one of ms, s, m, h',
    },
  },
  {
    input: 'an attempt that takes longer than the request',
    build: (shop) => route(shop, { timeouts: { request: '30s', backendRequest: '1m' } }),
    error: {
      path, field: 'exposure.timeouts.backendRequest', problem: 'must be at most timeouts.request (30s)', value: '1m',
      allowed: 'at most timeouts.request (30s)', fix: 'raise request or lower backendRequest',
    },
  },
  {
    input: 'a port that the Service does not have',
    build: (shop) => new WebService(shop, 'api', {
      ...api, host, ports: { admin: { port: 9000, service: false } }, exposure: { port: 'admin' },
    }),
    error: {
      path, field: 'exposure.port', problem: 'is no port that the Service stands in front of', value: 'admin',
      allowed: "'http' (8080)", fix: 'name one of its ports, or give the port a Service by `ports`',
    },
  },
  {
    input: 'a host by its address',
    build: (shop) => new WebService(shop, 'api', { ...api, host: '203.0.113.7' }),
    error: {
      path, field: 'host', problem: 'must be a host name such as api.example.com', value: '203.0.113.7',
      allowed: 'a host name such as api.example.com',
      fix: 'write it in lower case, without protocol, port or path',
    },
  },
];

const callers: readonly WrongInput[] = [
  {
    input: 'a caller by addresses and by labels',
    build: (shop) => new WebService(shop, 'api', {
      ...api, allowFrom: [{ cidr: '10.0.0.0/8', podLabels: { a: 'b' } }],
    }),
    error: {
      path, field: 'allowFrom[0].podLabels', problem: 'says who calls a second time', value: { a: 'b' },
      allowed: 'pods, or a range of addresses', fix: 'make two callers of it',
    },
  },
  {
    input: 'a caller without a range that it is not in',
    build: (shop) => new WebService(shop, 'api', {
      ...api, allowFrom: [{ cidr: '10.0.0.0/16', except: ['10.1.0.0/24'] }],
    }),
    error: {
      path, field: 'allowFrom[0].except[0]', problem: 'is not a part of cidr', value: '10.1.0.0/24',
      allowed: 'a smaller range within 10.0.0.0/16', fix: 'leave it out, or widen cidr',
    },
  },
  {
    input: 'a range of ports that ends before it begins',
    build: (shop) => new Worker(shop, 'api', {
      image: 'api:1', allowFrom: [{ namespace: 'calls', ports: [{ port: 30_100, endPort: 30_000 }] }],
    }),
    error: {
      path, field: 'allowFrom[0].ports[0]', problem: 'is no range of ports', value: { port: 30_100, endPort: 30_000 },
      allowed: '{ port, endPort }, the last at least as high as the first',
      fix: 'give both; a single port is a number by itself',
    },
  },
];

const platforms: readonly WrongInput[] = [
  {
    input: 'an edge without its Gateway',
    build: () => edge({ kind: 'gateway' }),
    error: {
      path: 'platform generic', field: 'edge.gateway.name', problem: 'is missing', value: undefined,
      allowed: 'a Gateway with name and namespace', fix: 'add gateway.name to edge',
    },
  },
  {
    input: 'an edge without its class',
    build: () => edge({ kind: 'ingress' }),
    error: {
      path: 'platform generic', field: 'edge.className', problem: 'is missing', value: undefined,
      allowed: 'the name of an IngressClass', fix: 'add className to edge',
    },
  },
  {
    input: 'a feature that is no function',
    build: () => edge({ kind: 'ingress', className: 'a', features: { redirectHttp: { a: 'b' } } }),
    error: {
      path: 'platform generic', field: 'edge.features.redirectHttp', value: { a: 'b' },
      problem: 'must be a function that returns annotations', allowed: 'a function that returns annotations',
      fix: 'give a function that returns annotations',
    },
  },
  {
    input: 'traffic from nobody',
    build: () => edge({ kind: 'ingress', className: 'a', trafficFrom: [{}] }),
    error: {
      path: 'platform generic', field: 'edge.trafficFrom[0]', problem: 'names nobody', value: {},
      allowed: 'namespaceLabels, podLabels or both; or cidr', fix: 'say who it is by labels, or by cidr',
    },
  },
  {
    input: 'traffic from pods and addresses at once',
    build: () => edge({ kind: 'ingress', className: 'a', trafficFrom: [{ cidr: '10.0.0.0/8', podLabels: {} }] }),
    error: {
      path: 'platform generic', field: 'edge.trafficFrom[0]', problem: 'names pods and addresses at once',
      value: { cidr: '10.0.0.0/8', podLabels: {} }, allowed: 'namespaceLabels, podLabels or both; or cidr',
      fix: 'make two peers of it',
    },
  },
  {
    input: 'ranges of IPv6 among those of IPv4',
    build: () => {
      const { network } = generic();
      return generic({ network: { ...network, externalHosts: { kind: 'any-public-address', except: ['fc00::/7'] } } });
    },
    error: {
      path: 'platform generic', field: 'network.externalHosts.except[0]', problem: 'is not a part of cidr',
      value: 'fc00::/7', allowed: 'a smaller range within 0.0.0.0/0', fix: 'leave it out, or widen cidr',
    },
  },
];

describe('Services that are wrong', () => {
  test.each(services)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});

describe('routes that are wrong', () => {
  test.each(routes)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});

describe('callers that are wrong', () => {
  test.each(callers)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});

describe("platforms' edges and networks that are wrong", () => {
  test.each(platforms)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
