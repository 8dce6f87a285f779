/** Services, routes and callers: what must not compile, with the message that says why, and what must. */
import { compile } from './support/compiler';
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const service = (props: string): string => `new WebService(shop, 'a', { image, port, ${props} });`;

const mistakes: readonly Mistake[] = [
  {
    mistake: 'a type of Service that is a thing of its own',
    code: service("service: { type: 'ExternalName' }"),
    says: [`Type '"ExternalName"' is not assignable to type '"ClusterIP" | "NodePort" | "LoadBalancer" | undefined'`],
  },
  {
    mistake: 'a misspelt policy',
    code: service("service: { externalTraficPolicy: 'Local' }"),
    says: ["'externalTraficPolicy' does not exist in type 'ServiceProps'", "'externalTrafficPolicy'"],
  },
  {
    mistake: 'a port of the nodes as text',
    code: service("ports: { admin: { port: 9000, nodePort: '30900' } }"),
    says: ["Type 'string' is not assignable to type 'number'"],
  },
  {
    mistake: 'a path of a route in the singular',
    code: service("exposure: { path: '/v1' }"),
    says: ["'path' does not exist in type 'ExposureProps'", "Did you mean to write 'paths'"],
  },
  {
    mistake: 'a path that is compared in a way that there is not',
    code: service("exposure: { paths: [{ value: '/v1', type: 'PathPrefix' }] }"),
    says: [`Type '"PathPrefix"' is not assignable to type '"Prefix" | "Exact" | "RegularExpression"`],
  },
  {
    mistake: 'requests for a worker',
    code: service("exposure: { split: [{ to: new Worker(shop, 'b', { image }), percent: 10 }] }"),
    says: ["Type 'Workload' is not assignable to type", 'Connectable'],
  },
  {
    mistake: 'requests for nobody',
    code: service('exposure: { split: [{ percent: 10 }] }'),
    says: ["Property 'to' is missing in type"],
  },
  {
    mistake: 'a redirect with a status that is none',
    code: service("exposure: { redirect: { hostname: 'a.b', statusCode: 304 } }"),
    says: ["Type '304' is not assignable to type '301 | 302 | 303 | 307 | 308 | undefined'"],
  },
  {
    mistake: 'a certificate that is only wished for',
    code: service('exposure: { tls: true }'),
    says: ["Type 'true' is not assignable to type 'false | ExposureTls | undefined'"],
  },
  {
    mistake: 'a caller by the name of a port',
    code: service("allowFrom: [{ namespace: 'ops', ports: ['http'] }]"),
    says: ["Type 'string' is not assignable to type 'number | PortRange'"],
  },
  {
    mistake: 'a name inside the cluster that leads nowhere',
    code: "import { ExternalService } from 'charthouse';\nnew ExternalService(shop, 'db', { port });",
    says: ["Property 'host' is missing in type"],
  },
];

const right = `
import { ExternalService, type IngressFeatures } from 'charthouse';
const canary = new WebService(shop, 'canary', { image, port, service: { type: 'LoadBalancer', headless: undefined } });
const features: IngressFeatures = { rewrite: ({ prefix }) => (prefix === undefined ? undefined : { a: prefix }) };
export const platforms = [
  generic({ edge: {
    kind: 'gateway', gateway: { name: 'a', namespace: 'b' }, trafficFrom: [],
    supportedFeatures: ['HTTPRoutePathRewrite', 'OneThatIsYetToCome'],
  } }),
  generic({ edge: { kind: 'ingress', className: 'a', trafficFrom: [], features } }),
];
new WebService(shop, 'a', {
  image, port, host: output,
  exposure: {
    hosts: [output, 'b.example.com'], paths: ['/v1', { value: '/v2', type: 'Exact' }], tls: { secret: { name: 'a' } },
    split: [{ to: canary, percent: 10 }, { to: canary.at('http') }], mirror: { to: canary },
    routes: { admin: { paths: ['/admin'], port: 'admin', rewrite: { prefix: '/' } } },
  },
  allowFrom: [{ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'], ports: [80, { port: 90, endPort: 99 }] }],
  connectsTo: [new ExternalService(shop, 'db', { host: output, port })],
});`;

describe('Services and routes that do not compile', () => {
  test.each(compileMistakes(mistakes))('$mistake: the message names it', (compiled) => { expectMessage(compiled); });
});

test('Services and routes that are right compile', () => {
  expect(compile([right])).toEqual([[]]);
});
