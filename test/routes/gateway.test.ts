import { expectRefused } from '../patterns/support/errors';
import { gatewayWith, objectsAt, ruleOf } from './support/served';

const backendRefs = [{ name: 'api', port: 80 }];
const any = [{ path: { type: 'PathPrefix', value: '/' } }];

describe('a route at a Gateway', () => {
  test('is for requests with a method, headers and parameters, in an order of their own', () => {
    const match = {
      method: 'POST',
      headers: { 'x-version': '2', 'x-client': { regularExpression: 'ios/.*' } },
      queryParams: { debug: 'yes' },
    } as const;
    expect(ruleOf({ match })).toEqual({
      matches: [{
        ...any[0],
        method: 'POST',
        headers: [
          { name: 'x-client', type: 'RegularExpression', value: 'ios/.*' }, { name: 'x-version', value: '2' },
        ],
        queryParams: [{ name: 'debug', value: 'yes' }],
      }],
      backendRefs,
    });
  });

  test('changes headers on both ways', () => {
    const requestHeaders = { set: { 'x-tenant': 'acme' }, add: { via: 'edge', accept: '*/*' }, remove: ['x-debug'] };
    expect(ruleOf({ requestHeaders, responseHeaders: { set: { 'x-frame-options': 'DENY' } } })).toEqual({
      matches: any,
      filters: [
        {
          type: 'RequestHeaderModifier',
          requestHeaderModifier: {
            set: [{ name: 'x-tenant', value: 'acme' }],
            add: [{ name: 'accept', value: '*/*' }, { name: 'via', value: 'edge' }],
            remove: ['x-debug'],
          },
        },
        {
          type: 'ResponseHeaderModifier',
          responseHeaderModifier: { set: [{ name: 'x-frame-options', value: 'DENY' }] },
        },
      ],
      backendRefs,
    });
  });

  test.each([
    [{ prefix: '/' }, { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } }],
    [{ path: '/index.html', hostname: 'old.example.com' }, {
      hostname: 'old.example.com', path: { type: 'ReplaceFullPath', replaceFullPath: '/index.html' },
    }],
  ])('asks the workload for something else: %j', (rewrite, urlRewrite) => {
    expect(ruleOf({ paths: ['/v1'], rewrite })).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
      filters: [{ type: 'URLRewrite', urlRewrite }],
      backendRefs,
    });
  });

  test.each([
    [{ hostname: 'www.example.com', statusCode: 301 }, { hostname: 'www.example.com', statusCode: 301 }],
    [{ scheme: 'https', port: 8443, prefix: '/new' }, {
      scheme: 'https', port: 8443, path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' },
    }],
    [{ path: '/gone', statusCode: 308 }, {
      path: { type: 'ReplaceFullPath', replaceFullPath: '/gone' }, statusCode: 308,
    }],
  ] as const)('sends whoever asks elsewhere, and asks nobody itself: %j', (redirect, requestRedirect) => {
    expect(ruleOf({ redirect })).toEqual({ matches: any, filters: [{ type: 'RequestRedirect', requestRedirect }] });
  });

  test('gives up after a while', () => {
    const timeouts = { request: '1m30s', backendRequest: '20s' };
    expect(ruleOf({ timeouts })).toEqual({ matches: any, backendRefs, timeouts });
    expect(ruleOf({ timeouts: { request: '0s', backendRequest: '1h' } }))
      .toMatchObject({ timeouts: { request: '0s' } });
  });

  test('stands beside others in one HTTPRoute, where they have their hosts in common, and else in another one', () => {
    const routes = {
      admin: { paths: ['/admin'], port: 'grpc' },
      old: { hosts: ['old.example.com'], redirect: { hostname: 'api.example.com' } },
      older: { hosts: ['old.example.com'], paths: ['/v0'] },
    };
    expect(objectsAt(gatewayWith(), { routes })).toMatchObject([
      {
        role: '',
        body: {
          spec: {
            hostnames: ['api.example.com'],
            rules: [{ backendRefs }, { backendRefs: [{ name: 'api', port: 9000 }] }],
          },
        },
      },
      { role: 'old', body: { spec: { hostnames: ['old.example.com'], rules: [{ filters: [{}] }, { backendRefs }] } } },
    ]);
  });

  test('takes as much as an HTTPRoute does, and no more', () => {
    const routes = (number: number): object =>
      Object.fromEntries(Array.from({ length: number }, (_, index) => [`r${index}`, { paths: [`/${index}`] }]));
    const paths = Array.from({ length: 65 }, (_, index) => `/${index}`);
    const hosts = paths.slice(0, 16).map((_, index) => `h${index}.example.com`);
    expect(objectsAt(gatewayWith(), { routes: routes(15) })).toHaveLength(1);
    expectRefused(() => objectsAt(gatewayWith(), { routes: routes(16) }), { field: 'exposure.routes', value: 17 });
    expectRefused(() => objectsAt(gatewayWith(), { paths }), { field: 'exposure.paths', value: 65 });
    expectRefused(() => objectsAt(gatewayWith(), { hosts }), { field: 'exposure.hosts', value: 17 });
    expectRefused(() => objectsAt(gatewayWith(), {
      paths: paths.slice(1), routes: { a: { paths: paths.slice(1).map((path) => `/a${path}`) }, b: { paths: ['/b'] } },
    }), { field: 'exposure.routes', value: 129 });
  });
});

describe('what a Gateway can do', () => {
  test.each([
    ['HTTPRouteMethodMatching', 'match.method', { match: { method: 'GET' } }],
    ['HTTPRouteQueryParamMatching', 'match.queryParams', { match: { queryParams: { a: 'b' } } }],
    ['HTTPRouteResponseHeaderModification', 'responseHeaders', { responseHeaders: { remove: ['server'] } }],
    ['HTTPRouteSchemeRedirect', 'redirect.scheme', { redirect: { scheme: 'https' } }],
    ['HTTPRoutePortRedirect', 'redirect.port', { redirect: { port: 8443 } }],
    ['HTTPRoutePathRedirect', 'redirect.path', { redirect: { path: '/' } }],
    ['HTTPRoute308RedirectStatusCode', 'redirect.statusCode', { redirect: { hostname: 'a.b', statusCode: 308 } }],
    ['HTTPRouteHostRewrite', 'rewrite.hostname', { rewrite: { hostname: 'a.b' } }],
    ['HTTPRoutePathRewrite', 'rewrite.prefix', { rewrite: { prefix: '/' } }],
    ['HTTPRouteRequestTimeout', 'timeouts.request', { timeouts: { request: '1s' } }],
    ['HTTPRouteBackendTimeout', 'timeouts.backendRequest', { timeouts: { backendRequest: '1s' } }],
    ['RegularExpression', 'paths', { paths: [{ value: '/v[0-9]', type: 'RegularExpression' }] }],
    ['RegularExpression', 'match.headers', { match: { headers: { a: { regularExpression: 'b' } } } }],
  ])('is said by the platform: %s, for %s', (feature, field, props) => {
    expect(objectsAt(gatewayWith(feature), { ...props })).toHaveLength(1);
    expectRefused(() => objectsAt(gatewayWith(), { ...props }), { field: `exposure.${field}` });
  });

  test.each([
    { match: { headers: { a: 'b' } } }, { requestHeaders: { remove: ['a'] } },
    { redirect: { hostname: 'a.b', statusCode: 301 } }, { paths: [{ value: '/a', type: 'Exact' }] },
  ])('is at least the core of HTTPRoute: %j', (props) => {
    expect(objectsAt(gatewayWith(), props)).toHaveLength(1);
  });

  test('is never what an Ingress controller has of its own', () => {
    const paths = [{ value: '/*', type: 'ImplementationSpecific' }];
    expectRefused(() => objectsAt(gatewayWith(), { paths }), { field: 'exposure.paths', value: '/*' });
  });
});
