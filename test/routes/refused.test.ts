import type { Edge, GatewayEdge, PlatformProps } from 'charthouse';
import { draftPattern, type DraftedObject, type DraftPatternOptions } from 'charthouse/testing';
import { exposure } from '../../lib/patterns/exposure/exposure';
import { expectRefused } from '../patterns/support/errors';
import { on } from '../patterns/support/facts';

const servicePort: DraftPatternOptions['others'] = (draft) => {
  draft.add('servicePorts', 'http', { port: 80, targetPort: 'http', protocol: 'TCP' }, 'first');
};
const gateway: GatewayEdge & Edge = {
  kind: 'gateway',
  gateway: { name: 'edge', namespace: 'istio', sectionName: 'https', httpSectionName: 'http' },
  trafficFrom: [],
  supportedFeatures: ['RegularExpression', 'HTTPRouteResponseHeaderModification', 'HTTPRouteQueryParamMatching'],
};
const ingress: Edge = {
  kind: 'ingress', className: 'nginx', trafficFrom: [], features: { regularExpressions: () => ({ expressions: 'on' }) },
};
const served = (edge: PlatformProps['edge'], given: object): readonly DraftedObject[] => draftPattern(exposure, {
  others: servicePort, facts: on({ edge }), settings: { host: 'api.example.com', port: 8080, exposure: given },
}).objects;
const hosts = (letter: string): readonly string[] =>
  Array.from({ length: 12 }, (_, index) => `${letter}${index}.example.com`);

describe('an Ingress', () => {
  test.each(['RegularExpression', 'ImplementationSpecific'])('takes no path of type %s without its /', (type) => {
    expectRefused(() => served(ingress, { paths: [{ value: '^api', type }] }),
      { field: 'exposure.paths', value: '^api' });
    expect(served(ingress, { paths: [{ value: '/api', type }] })).toHaveLength(1);
  });
});

describe('an HTTPRoute', () => {
  test('takes an expression that begins with anything', () => {
    expect(served(gateway, { paths: [{ value: '^/api', type: 'RegularExpression' }] })[0]?.body).toMatchObject({
      spec: { rules: [{ matches: [{ path: { type: 'RegularExpression', value: '^/api' } }] }] },
    });
  });

  test.each([
    ['requestHeaders.set', { requestHeaders: { set: { 'x-tenant': 'a', 'X-Tenant': 'b' } } }],
    ['responseHeaders.add', { responseHeaders: { add: { 'x-tenant': 'a', 'X-Tenant': 'b' } } }],
    ['requestHeaders.remove', { requestHeaders: { remove: ['x-tenant', 'X-Tenant'] } }],
    ['match.headers', { match: { headers: { 'x-tenant': 'a', 'X-Tenant': 'b' } } }],
  ])('takes a header once, whatever its case: %s', (field, given) => {
    expectRefused(() => served(gateway, given), { field: `settings.exposure.${field}`, value: 'X-Tenant' });
  });

  test('tells parameters apart by their case', () => {
    const [route] = served(gateway, { match: { queryParams: { v: '1', V: '2' } } });
    expect(route?.body).toHaveProperty('spec.rules.0.matches.0.queryParams',
      [{ name: 'V', value: '2' }, { name: 'v', value: '1' }]);
  });

  test.each([{}, { set: {} }, { remove: [] }])('has no filter for headers that change nothing: %j', (changes) => {
    const [route] = served(gateway, { requestHeaders: changes, responseHeaders: changes });
    expect(route?.body).not.toHaveProperty('spec.rules.0.filters');
  });

  test('that sends to HTTPS has 16 hosts at most: more of them have another one', () => {
    const routes = served(gateway, { hosts: hosts('a'), redirectHttp: true, routes: { other: { hosts: hosts('b') } } });
    const redirects = routes.filter(({ role }) => role.startsWith('http-redirect'));
    expect(redirects.map(({ role }) => role)).toEqual(['http-redirect', 'http-redirect-2']);
    expect(redirects.map(({ body }) => (body as { spec: { hostnames: readonly string[] } }).spec.hostnames)).toEqual([
      ['api.example.com', ...hosts('a'), ...hosts('b').slice(0, 3)], hosts('b').slice(3),
    ]);
  });
});

describe('a redirect', () => {
  test('does not lead to its own host, unless something else is different', () => {
    expectRefused(() => served(gateway, { redirect: { hostname: 'api.example.com', statusCode: 301 } }),
      { field: 'exposure.redirect.hostname', value: 'api.example.com' });
    expect(served(gateway, { redirect: { hostname: 'www.example.com' } })).toHaveLength(1);
    const able = { ...gateway, supportedFeatures: ['HTTPRouteSchemeRedirect'] } as const;
    expect(served(able, { redirect: { hostname: 'api.example.com', scheme: 'https' } })).toHaveLength(1);
  });
});
