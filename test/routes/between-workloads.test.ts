import { App, Application, WebService, defineHouse, generic, k3s, type WebServiceProps } from '../../lib';
import { at, manifest, pods, rules, thrownBy } from '../values/support/shop';
import { gatewayWith } from './support/served';

const edge = gatewayWith('HTTPRouteRequestMirror', 'HTTPRouteRequestPercentageMirror');
const house = defineHouse({
  name: 'shop',
  version: '1',
  platforms: { gateway: generic({ edge }), ingress: k3s() },
  targets: {
    gateway: { platform: 'gateway', environment: 'test' },
    ingress: { platform: 'ingress', environment: 'test' },
  },
});
const fromEdge = {
  from: [{ namespaceSelector: { matchLabels: { name: 'edge' } } }], ports: [{ port: 8080, protocol: 'TCP' }],
};
const image = 'api:1';
const port = 8080;

function shop(app = new App(), name = 'shop', target: 'gateway' | 'ingress' = 'gateway'): Application {
  return new Application(app, name, { target: house.target(target) });
}

function served(application: Application, exposure: WebServiceProps['exposure'], id = 'api'): WebService {
  return new WebService(application, id, { image, port, host: 'api.example.com', exposure });
}

describe('requests that go to several workloads', () => {
  test('are split by percentages, of which this workload keeps the rest', () => {
    const application = shop();
    const canary = new WebService(application, 'canary', { image, port, service: { port: 80 } });
    const beta = new WebService(application, 'beta', { image, port, ports: { next: 9000 } });
    const api = served(application, { split: [{ to: canary, percent: 10 }, { to: beta.at('next'), percent: 5 }] });
    expect(at(manifest(api, 'HTTPRoute'), 'spec.rules.0.backendRefs')).toEqual([
      { name: 'api', port: 8080, weight: 85 },
      { name: 'canary', port: 80, weight: 10 },
      { name: 'beta', port: 9000, weight: 5 },
    ]);
  });

  test('go to another workload altogether where no percentage is said', () => {
    const application = shop();
    const green = new WebService(application, 'green', { image, port });
    const route = manifest(served(application, { split: [{ to: green }] }), 'HTTPRoute');
    expect(at(route, 'spec.rules.0.backendRefs'))
      .toMatchObject([{ name: 'api', weight: 0 }, { name: 'green', weight: 100 }]);
  });

  test('are copied to one whose answers nobody sees', () => {
    const application = shop();
    const shadow = new WebService(application, 'shadow', { image, port });
    const api = served(application, { mirror: { to: shadow, percent: 20 } });
    expect(at(manifest(api, 'HTTPRoute'), 'spec.rules.0')).toMatchObject({
      filters: [{
        type: 'RequestMirror', requestMirror: { backendRef: { name: 'shadow', port: 8080 }, percent: 20 },
      }],
      backendRefs: [{ name: 'api', port: 8080 }],
    });
  });

  test('come from the edge: it is let in, this workload is not, and nothing more is let out', () => {
    const application = shop();
    const canary = new WebService(application, 'canary', { image, port, ports: { admin: 9000 } });
    const api = served(application, { split: [{ to: canary, percent: 10 }] });
    expect(rules(canary, 'ingress')).toEqual([fromEdge]);
    expect([rules(api, 'ingress'), rules(api, 'egress')]).toEqual([[fromEdge], []]);
  });

  test('do not hide that this workload calls the other one itself', () => {
    const application = shop();
    const canary = new WebService(application, 'canary', { image, port });
    const api = new WebService(application, 'api', {
      image, port, host: 'api.example.com', env: { CANARY: canary.url },
      exposure: { split: [{ to: canary, percent: 10 }] },
    });
    expect(rules(canary, 'ingress')).toEqual([{ ...fromEdge, from: [...fromEdge.from, pods('api')] }]);
    expect(rules(api, 'egress')).toEqual([{ to: [pods('canary')], ports: fromEdge.ports }]);
  });

  test('are an edge of the graph', () => {
    const app = new App();
    const application = shop(app);
    const canary = new WebService(application, 'canary', { image, port });
    served(application, { split: [{ to: canary, percent: 10 }] });
    expect(app.graph().edges).toEqual([{ from: 'shop/api', to: 'shop/canary', ports: [8080], via: ['exposure'] }]);
  });

  test('are refused to workloads of another namespace, and to what does not listen', () => {
    const app = new App();
    const application = shop(app);
    const elsewhere = new WebService(shop(app, 'other'), 'canary', { image, port });
    const mute = new WebService(application, 'mute', { image, port, service: false });
    const facts = { path: 'shop/api', field: 'exposure.split[0].to' };
    expect(thrownBy(() => served(application, { split: [{ to: elsewhere }] })))
      .toMatchObject({ ...facts, value: 'other/canary', allowed: expect.stringContaining('the same Application') });
    expect(thrownBy(() => served(shop(), { split: [{ to: mute }] }))).toMatchObject({ ...facts, value: 'shop/mute' });
    expect(thrownBy(() => served(shop(), { split: [{ to: 'canary' as never }] })))
      .toMatchObject({ ...facts, value: 'canary' });
  });

  test('are refused at an Ingress, which has no weights', () => {
    const application = shop(new App(), 'shop', 'ingress');
    const canary = new WebService(application, 'canary', { image, port });
    expect(thrownBy(() => served(application, { split: [{ to: canary, percent: 10 }] }))).toMatchObject({
      path: 'shop/api', field: 'exposure.split', allowed: 'nothing of the kind: no edge of kind ingress can',
    });
    expect(thrownBy(() => served(application, { mirror: { to: canary } }, 'other')))
      .toMatchObject({ path: 'shop/other', field: 'exposure.mirror' });
  });
});
