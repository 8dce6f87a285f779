import type { Edge, GatewayEdge, PlatformProps } from 'charthouse';
import { draftPattern, type DraftedObject, type DraftedPattern, type DraftPatternOptions } from 'charthouse/testing';
import { exposure } from '../../lib/patterns/exposure/exposure';
import { expectRefused } from './support/errors';
import { on } from './support/facts';

const servicePort: DraftPatternOptions['others'] = (draft) => {
  draft.add('servicePorts', 'http', { port: 80, targetPort: 'http', protocol: 'TCP' }, 'first');
  draft.add('servicePorts', 'grpc', { port: 9000, targetPort: 'grpc', protocol: 'TCP' }, 'props');
};
const gateway: GatewayEdge & Pick<Edge, 'trafficFrom'> = {
  kind: 'gateway', gateway: { name: 'edge', namespace: 'istio', sectionName: 'https' }, trafficFrom: [],
};
const alb: Edge = {
  kind: 'ingress', className: 'alb', trafficFrom: [{ cidr: '10.0.0.0/16', except: ['10.0.9.0/24'] }], drainSeconds: 20,
  annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip' },
};
const tried = (platform: Partial<PlatformProps>, settings: object = {}): DraftedPattern => draftPattern(exposure, {
  others: servicePort, facts: on(platform), settings: { host: 'api.example.com', port: 8080, ...settings },
});
const ingress = (platform: Partial<PlatformProps>, settings: object = {}): DraftedObject | undefined =>
  tried({ edge: alb, ...platform }, settings).objects[0];

describe('exposure', () => {
  test('is nothing without a host', () => {
    const { draft, objects } = draftPattern(exposure, { others: servicePort });
    expect(objects).toEqual([]);
    expect(draft.entries('allowedCallers')).toEqual([]);
  });

  test('is a route of the Gateway that leads to the first port of the Service', () => {
    expect(tried({ edge: gateway }).objects).toEqual([{
      kind: 'HTTPRoute',
      role: '',
      body: {
        spec: {
          parentRefs: [{ name: 'edge', namespace: 'istio', sectionName: 'https' }],
          hostnames: ['api.example.com'],
          rules: [{
            matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'api', port: 80 }],
          }],
        },
      },
    }]);
  });

  test('is an Ingress with TLS where the edge is one, with the annotations of the platform', () => {
    expect(ingress({})).toEqual({
      kind: 'Ingress',
      role: '',
      annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip' },
      body: {
        spec: {
          ingressClassName: 'alb',
          tls: [{ hosts: ['api.example.com'] }],
          rules: [{
            host: 'api.example.com',
            http: {
              paths: [{
                path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { number: 80 } } },
              }],
            },
          }],
        },
      },
    });
  });

  test('has the certificate that the platform makes, keeps, or does without', () => {
    const certManager = ingress({ tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' } });
    expect(certManager?.annotations).toHaveProperty(['cert-manager.io/cluster-issuer'], 'letsencrypt');
    expect(certManager?.body).toHaveProperty('spec.tls', [{ hosts: ['api.example.com'], secretName: 'api-tls' }]);
    expect(ingress({ tls: { kind: 'secret', secretName: 'wildcard' } })?.body)
      .toHaveProperty('spec.tls', [{ hosts: ['api.example.com'], secretName: 'wildcard' }]);
    expect(ingress({ tls: { kind: 'none' } })?.body).not.toHaveProperty('spec.tls');
    expect(ingress({ tls: undefined })?.body).toHaveProperty('spec.tls', [{ hosts: ['api.example.com'] }]);
  });

  test.each(['external-dns.kubernetes.io/', 'external-dns.alpha.kubernetes.io/'])(
    'asks external-dns for the name, under the prefix %s', (annotationPrefix) => {
      const dns = { kind: 'external-dns', annotationPrefix } as const;
      const annotations = { [`${annotationPrefix}hostname`]: 'api.example.com' };
      expect(tried({ edge: gateway, dns }).objects[0]?.annotations).toEqual(annotations);
      expect(ingress({ dns })?.annotations).toMatchObject(annotations);
    });

  test('takes paths and annotations, which go before those of the platform', () => {
    const settings = {
      exposure: { paths: ['/v1', '/v2'], annotations: { 'alb.ingress.kubernetes.io/target-type': 'instance' } },
    };
    expect(ingress({}, settings)?.annotations).toEqual({ 'alb.ingress.kubernetes.io/target-type': 'instance' });
    expect(ingress({}, settings)?.body).toMatchObject(
      { spec: { rules: [{ http: { paths: [{ path: '/v1' }, { path: '/v2' }] } }] } });
    expect(tried({ edge: gateway }, settings).objects[0]?.body).toMatchObject(
      { spec: { rules: [{ matches: [{ path: { value: '/v1' } }, { path: { value: '/v2' } }] }] } });
  });

  test('asks for the path type of the platform', () => {
    expect(ingress({ edge: { ...alb, pathType: 'ImplementationSpecific' } })?.body)
      .toHaveProperty('spec.rules.0.http.paths.0.pathType', 'ImplementationSpecific');
  });

  test('lets the edge in, from pods or from addresses, to the main port alone', () => {
    const trafficFrom = [{ namespaceLabels: { edge: 'true' }, podLabels: { app: 'edge' } }];
    const callers = (edge: Edge): unknown => tried({ edge }).draft.entries('allowedCallers').map(({ item }) => item);
    expect(callers({ ...gateway, trafficFrom })).toEqual([{
      from: {
        namespaceSelector: { matchLabels: { edge: 'true' } }, podSelector: { matchLabels: { app: 'edge' } },
      },
      ports: [8080],
    }]);
    expect(callers(alb)).toEqual(
      [{ from: { ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.9.0/24'] } }, ports: [8080] }]);
  });

  test('drains for as long as the edge goes on sending', () => {
    expect(tried({ edge: alb }).draft.needed('drainSeconds')).toBe(20);
    expect(tried({ edge: gateway }).draft.needed('drainSeconds')).toBe(0);
  });

  test('is off by false, in spite of a host', () => {
    const { draft, objects } = tried({ edge: gateway }, { exposure: false });
    expect(objects).toEqual([]);
    expect(draft.entries('allowedCallers')).toEqual([]);
  });

  test('is refused without an edge, and without a Service', () => {
    expectRefused(() => tried({ edge: undefined }), { field: 'host', value: 'api.example.com' });
    expectRefused(() => draftPattern(exposure, { settings: { host: 'api.example.com' } }),
      { field: 'host', value: 'api.example.com' });
  });

  test.each(['https://api.example.com', 'api.example.com/v1', 'API.example.com', 'api_1.example.com', '-a.example.com',
    `${'a'.repeat(64)}.example.com`])('refuses the host %s', (host) => {
    expectRefused(() => tried({}, { host }), { field: 'settings.host', value: host });
  });

  test('takes a host with a wildcard', () => {
    expect(tried({}, { host: '*.example.com' }).objects[0]?.body).toHaveProperty('spec.hostnames', ['*.example.com']);
  });

  test('refuses paths that are none', () => {
    expectRefused(() => tried({}, { exposure: { paths: [] } }), { field: 'settings.exposure.paths', value: [] });
    expectRefused(() => tried({}, { exposure: { paths: ['v1'] } }),
      { field: 'settings.exposure.paths[0]', value: 'v1' });
  });

  test('serves further hosts beside the host, or without one, each once', () => {
    const hosts = ['www.example.com', 'api.example.com'];
    const objects = tried({ edge: gateway }, { exposure: { hosts } }).objects;
    expect(objects[0]?.body).toHaveProperty('spec.hostnames', ['api.example.com', 'www.example.com']);
    expect(tried({ edge: gateway }, { host: undefined, exposure: { hosts } }).objects[0]?.body)
      .toHaveProperty('spec.hostnames', hosts);
    expect(ingress({ tls: { kind: 'secret', secretName: 'wildcard' } }, { exposure: { hosts } })?.body).toMatchObject({
      spec: {
        tls: [{ hosts: ['api.example.com', 'www.example.com'], secretName: 'wildcard' }],
        rules: [{ host: 'api.example.com' }, { host: 'www.example.com' }],
      },
    });
  });

  test('asks external-dns for all of its hosts', () => {
    const dns = { kind: 'external-dns', annotationPrefix: 'dns/' } as const;
    const settings = { exposure: { hosts: ['www.example.com'] } };
    expect(ingress({ dns }, settings)?.annotations)
      .toMatchObject({ 'dns/hostname': 'api.example.com,www.example.com' });
  });

  test('takes exact paths, expressions, and what the controller has of its own', () => {
    const exact = { value: '/healthz', type: 'Exact' };
    const own = { value: '/any/*', type: 'ImplementationSpecific' };
    expect(ingress({}, { exposure: { paths: ['/v1', exact, own] } })?.body)
      .toMatchObject({ spec: { rules: [{ http: { paths: [
        { path: '/v1', pathType: 'Prefix' }, { path: '/healthz', pathType: 'Exact' },
        { path: '/any/*', pathType: 'ImplementationSpecific' },
      ] } }] } });
    const able: Edge = { ...gateway, supportedFeatures: ['RegularExpression'] };
    const paths = [exact, { value: '/v[0-9]+', type: 'RegularExpression' }];
    expect(tried({ edge: able }, { exposure: { paths } }).objects[0]?.body).toHaveProperty('spec.rules.0.matches', [
      { path: { type: 'Exact', value: '/healthz' } }, { path: { type: 'RegularExpression', value: '/v[0-9]+' } },
    ]);
  });

  test('leads to another port by name or number, and lets the edge in to that one', () => {
    for (const port of ['grpc', 9090]) {
      const others: DraftPatternOptions['others'] = (draft) => {
        servicePort(draft);
        draft.containers('main').add('ports', 'http', { containerPort: 8080, protocol: 'TCP' }, 'first');
        draft.containers('main').add('ports', 'grpc', { containerPort: 9090, protocol: 'TCP' });
      };
      const routes = { grpc: { paths: ['/grpc'], port } };
      const { draft, objects } = draftPattern(exposure, {
        others, facts: on({ edge: alb }), settings: { host: 'api.example.com', port: 8080, exposure: { routes } },
      });
      expect(objects[0]?.body).toMatchObject({ spec: { rules: [{ http: { paths: [
        { path: '/', backend: { service: { port: { number: 80 } } } },
        { path: '/grpc', backend: { service: { port: { number: 9000 } } } },
      ] } }] } });
      expect(draft.entries('allowedCallers').map(({ item }) => item.ports)).toEqual([[8080, port]]);
    }
    expectRefused(() => tried({ edge: gateway }, { exposure: { port: 'admin' } }),
      { field: 'exposure.port', value: 'admin' });
  });

  test('serves by plain HTTP, or with a certificate of its own, where that is said', () => {
    const secret = { name: 'own-tls' };
    const certManager = { tls: { kind: 'cert-manager', clusterIssuer: 'letsencrypt' } } as const;
    expect(ingress(certManager, { exposure: { tls: false } })).not.toHaveProperty('body.spec.tls');
    const own = ingress(certManager, { exposure: { tls: { secret } } });
    expect(own?.body).toHaveProperty('spec.tls', [{ hosts: ['api.example.com'], secretName: 'own-tls' }]);
    expect(own?.annotations).not.toHaveProperty(['cert-manager.io/cluster-issuer']);
    const http: Edge = { ...gateway, gateway: { ...gateway.gateway, httpSectionName: 'http' } };
    expect(tried({ edge: http }, { exposure: { tls: false } }).objects[0]?.body)
      .toHaveProperty('spec.parentRefs', [{ name: 'edge', namespace: 'istio', sectionName: 'http' }]);
    expect(tried({ edge: http }).objects[0]?.body)
      .toHaveProperty('spec.parentRefs', [{ name: 'edge', namespace: 'istio', sectionName: 'https' }]);
  });

  test('sends plain HTTP to HTTPS: at a Gateway by a route of its own, at an Ingress by annotations', () => {
    const http: Edge = { ...gateway, gateway: { ...gateway.gateway, httpSectionName: 'http' } };
    expect(tried({ edge: http }, { exposure: { redirectHttp: true } }).objects[1]).toMatchObject({
      kind: 'HTTPRoute',
      role: 'http-redirect',
      body: {
        spec: {
          parentRefs: [{ name: 'edge', namespace: 'istio', sectionName: 'http' }],
          hostnames: ['api.example.com'],
          rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
        },
      },
    });
    const edge: Edge = { ...alb, features: { redirectHttp: () => ({ 'alb/ssl-redirect': '443' }) } };
    expect(ingress({ edge }, { exposure: { redirectHttp: true } })?.annotations)
      .toMatchObject({ 'alb/ssl-redirect': '443' });
  });

  test('is nothing without a host, whatever a house says of routes', () => {
    const settings = { host: undefined, exposure: { routes: { a: { port: 1 } } } };
    const { draft, objects } = tried({ edge: undefined }, settings);
    expect([objects, draft.entries('allowedCallers')]).toEqual([[], []]);
  });

  test.each(['10.0.0.1', '*.*.example.com', 'a..example.com'])('refuses the host %s as well', (host) => {
    expectRefused(() => tried({}, { host }), { field: 'settings.host', value: host });
  });
});
