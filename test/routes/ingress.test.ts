import type { IngressFeatures } from 'charthouse';
import { expectRefused } from '../patterns/support/errors';
import { ingressWith, objectsAt } from './support/served';

/** As HAProxy's controller is told. */
const haproxy: IngressFeatures = {
  redirectHttp: () => ({ 'haproxy.org/ssl-redirect': 'true' }),
  regularExpressions: () => ({ 'haproxy.org/path-match': 'regex' }),
  redirect: ({ hostname, statusCode, ...rest }) => (Object.keys(rest).length > 0 || hostname === undefined
    ? undefined
    : { 'haproxy.org/request-redirect': hostname, 'haproxy.org/request-redirect-code': String(statusCode ?? 302) }),
  rewrite: ({ prefix }) => (prefix === undefined ? undefined : { 'haproxy.org/path-rewrite': prefix }),
  requestHeaders: ({ set = {} }) => ({
    'haproxy.org/request-set-header': Object.entries(set).map(([name, value]) => `${name} ${value}`).join('\n'),
  }),
  responseHeaders: () => ({ 'haproxy.org/request-set-header': 'nothing' }),
  timeouts: ({ request }) => (request === undefined ? undefined : { 'haproxy.org/timeout-server': `${request}s` }),
};

describe('a route at an Ingress', () => {
  test('says by annotations what an Ingress has no field for', () => {
    const [ingress, ...others] = objectsAt(ingressWith(haproxy), {
      rewrite: { prefix: '/' }, requestHeaders: { set: { 'x-tenant': 'acme' } }, timeouts: { request: '1m30s' },
      redirectHttp: true,
    });
    expect(others).toEqual([]);
    expect(ingress?.annotations).toEqual({
      'haproxy.org/ssl-redirect': 'true',
      'haproxy.org/path-rewrite': '/',
      'haproxy.org/request-set-header': 'x-tenant acme',
      'haproxy.org/timeout-server': '90s',
    });
  });

  test('has an Ingress of its own where it takes other annotations, and one certificate with all others', () => {
    const routes = {
      reports: { paths: ['/reports'], timeouts: { request: '300s' } },
      plain: { paths: ['/plain'] },
      old: { hosts: ['old.example.com'], redirect: { hostname: 'api.example.com', statusCode: 301 } },
      slow: { paths: ['/slow'], timeouts: { request: '300s' } },
    } as const;
    const at = (path: string): object =>
      ({ path, pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 80 } } } });
    expect(objectsAt(ingressWith(haproxy), { routes })).toEqual([
      {
        kind: 'Ingress',
        role: '',
        body: {
          spec: {
            ingressClassName: 'haproxy',
            tls: [{ hosts: ['api.example.com', 'old.example.com'] }],
            rules: [{ host: 'api.example.com', http: { paths: [at('/'), at('/plain')] } }],
          },
        },
      },
      {
        kind: 'Ingress',
        role: 'reports',
        annotations: { 'haproxy.org/timeout-server': '300s' },
        body: {
          spec: {
            ingressClassName: 'haproxy',
            tls: [{ hosts: ['api.example.com'] }],
            rules: [{ host: 'api.example.com', http: { paths: [at('/reports'), at('/slow')] } }],
          },
        },
      },
      {
        kind: 'Ingress',
        role: 'old',
        annotations: {
          'haproxy.org/request-redirect': 'api.example.com', 'haproxy.org/request-redirect-code': '301',
        },
        body: {
          spec: {
            ingressClassName: 'haproxy',
            tls: [{ hosts: ['old.example.com'] }],
            rules: [{ host: 'old.example.com', http: { paths: [at('/')] } }],
          },
        },
      },
    ]);
  });

  test('is compared as the controller does, where that is told to read expressions', () => {
    const paths = [{ value: '/v[0-9]+', type: 'RegularExpression' }];
    const [ingress] = objectsAt(ingressWith(haproxy), { paths });
    expect(ingress?.annotations).toEqual({ 'haproxy.org/path-match': 'regex' });
    expect(ingress?.body).toHaveProperty('spec.rules.0.http.paths.0', expect.objectContaining(
      { path: '/v[0-9]+', pathType: 'ImplementationSpecific' }));
  });
});

describe('what an Ingress controller can do', () => {
  test.each([
    ['redirect', { redirect: { hostname: 'a.b' } }],
    ['rewrite', { rewrite: { prefix: '/' } }],
    ['requestHeaders', { requestHeaders: { remove: ['a'] } }],
    ['responseHeaders', { responseHeaders: { remove: ['a'] } }],
    ['timeouts.request', { timeouts: { request: '1s' } }],
    ['paths', { paths: [{ value: '/v[0-9]', type: 'RegularExpression' }] }],
    ['redirectHttp', { redirectHttp: true }],
  ])('is said by the platform: %s', (field, props) => {
    expectRefused(() => objectsAt(ingressWith(), props), { field: `exposure.${field}` });
  });

  test.each([
    ['match.method', { match: { method: 'GET' } }],
    ['match.headers', { match: { headers: { a: 'b' } } }],
    ['match.queryParams', { match: { queryParams: { a: 'b' } } }],
  ])('is never %s', (field, props) => {
    expectRefused(() => objectsAt(ingressWith(haproxy), props), { field: `exposure.${field}` });
  });

  test('may be a part of a feature', () => {
    const redirect = { hostname: 'a.b', scheme: 'https' };
    expectRefused(() => objectsAt(ingressWith(haproxy), { redirect }), { field: 'exposure.redirect', value: redirect });
    expectRefused(() => objectsAt(ingressWith(haproxy), { timeouts: { backendRequest: '1s' } }),
      { field: 'exposure.timeouts' });
  });

  test('is no annotation twice', () => {
    const headers = { requestHeaders: { set: { a: 'b' } }, responseHeaders: { set: { a: 'b' } } };
    expectRefused(() => objectsAt(ingressWith(haproxy), headers),
      { field: 'exposure.responseHeaders', value: 'haproxy.org/request-set-header' });
  });
});
