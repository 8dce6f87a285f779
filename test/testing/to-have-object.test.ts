import { manifestsOf } from '../../lib/testing';
import { WebService } from '../../lib';
import { failureOf } from './support/matchers';
import { Shop, house } from './support/shop';

const { app, application, api } = new Shop();
const manifests = manifestsOf(house, (shop) => { new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080 }); });

describe('toHaveObject', () => {
  it('asks for a kind, a name, and fields, of any part of a tree or of manifests', () => {
    expect(app).toHaveObject('Deployment');
    expect(application).toHaveObject('Deployment', 'mailer');
    expect(api).toHaveObject('Deployment', 'api', { spec: { replicas: 2 } });
    expect(api).toHaveObject('Deployment', { spec: { replicas: 2 } });
    expect(manifests).toHaveObject('Service', 'api');
    expect(manifests[0]).toHaveObject(manifests[0]?.kind ?? '');
    expect(api).not.toHaveObject('Deployment', 'mailer');
    expect(app).not.toHaveObject('CronJob');
  });

  it('takes lists in any order, and with items between', () => {
    const ports = [{ name: 'admin', containerPort: 9000 }, { containerPort: 8080 }];

    const withContainers = (...containers: readonly object[]): object =>
      ({ spec: { template: { spec: { containers } } } });

    expect(api).toHaveObject('Deployment', withContainers({ name: 'api', ports }));
    expect(api).not.toHaveObject('Deployment', withContainers({ ports: [{}, {}, {}] }));
    expect(api).not.toHaveObject('Deployment', withContainers());
  });

  it('gives each item of a list one of its own, whichever order they are expected in', () => {
    const rules = { kind: 'Rules', apiVersion: 'a/v1', metadata: { name: 'a' } };
    const there = { ...rules, list: [{ port: 53, protocol: 'UDP' }, { port: 53 }] };
    expect(there).toHaveObject('Rules', { list: [{ port: 53 }, { port: 53, protocol: 'UDP' }] });
    expect(there).not.toHaveObject('Rules', { list: [{ port: 53 }, { port: 53 }, { port: 53 }] });
    expect(there).not.toHaveObject('Rules', { list: [{ protocol: 'UDP' }, { protocol: 'UDP' }] });
    const mounts = [{ name: 'data', mountPath: '/data', subPath: 'a' }, { name: 'data', mountPath: '/other' }];
    expect({ ...rules, mounts }).toHaveObject('Rules', { mounts: [{ name: 'data' }, { mountPath: '/data' }] });
    expect({ ...rules, mounts }).not.toHaveObject('Rules', { mounts: [{ name: 'date' }] });
  });

  it('takes names that a method of objects has', () => {
    const rules = { kind: 'Rules', apiVersion: 'a/v1', metadata: { name: 'a' }, data: { other: '1' } };
    expect(rules).toHaveObject('Rules', { data: { toString: undefined } });
    expect(failureOf(() => { expect(rules).toHaveObject('Rules', { data: { constructor: '1' } }); }))
      .toContain('data.constructor: expected "1", there is nothing');
  });

  it('takes matchers of jest anywhere, and `undefined` for what must not be there', () => {
    expect(api).toHaveObject('Deployment', { spec: { replicas: expect.any(Number), paused: undefined } });
    expect(api).not.toHaveObject('Deployment', { spec: { replicas: undefined } });
    expect(api).not.toHaveObject('Deployment', { metadata: { name: expect.stringContaining('web') } });
  });

  it('says which kinds there are, and which was meant', () => {
    expect(failureOf(() => { expect(api).toHaveObject('Deploymint', 'api'); })).toBe([
      "expected shop/api to have Deploymint api, but it has no object of kind Deploymint; did you mean 'Deployment'?",
      '',
      '  it has 1 Deployment, 1 HTTPRoute, 1 NetworkPolicy, 1 PodDisruptionBudget, 1 Service, 1 ServiceAccount',
    ].join('\n'));
    expect(failureOf(() => { expect([]).toHaveObject('Service'); })).toContain('0 manifests to have Service');
  });

  it('says which names there are, and which was meant', () => {
    expect(failureOf(() => { expect(app).toHaveObject('Deployment', 'mailr'); })).toBe([
      "expected App to have Deployment mailr, but there is none of that name; did you mean 'mailer'?",
      '',
      '  Deployment shop/api (shop/api/Deployment)',
      '  Deployment shop/mailer (shop/mailer/Deployment)',
    ].join('\n'));
  });

  it('says which fields differ, and what is there instead', () => {
    const ports = [{ name: 'http', containerPort: 80 }];
    const containers = [{ name: 'api', image: 'api:1.4.3', ports }, { name: 'agent' }];
    const spec = { replicas: 3, template: { spec: { containers } } };
    const expected = { metadata: { labels: { 'acme.dev/team': 'a' } }, spec };

    expect(failureOf(() => { expect(app).toHaveObject('Deployment', 'api', expected); })).toBe([
      'expected App to have Deployment api as stated; Deployment shop/api (shop/api/Deployment) differs',
      '',
      '  metadata.labels["acme.dev/team"]: expected "a", there is nothing',
      '  spec.replicas: expected 3, there is 2',
      '  spec.template.spec.containers[api].image: expected "api:1.4.3", there is "api:1.4.2"',
      '  spec.template.spec.containers[api].ports[http].containerPort: expected 80, there is 8080',
      '  spec.template.spec.containers[agent]: expected {"name":"agent"}, there is nothing',
    ].join('\n'));
  });

  it('of several, compares the nearest', () => {
    expect(failureOf(() => { expect(app).toHaveObject('Service', { spec: { ports: [{ port: 5433 }] } }); }))
      .toContain('(the nearest of ');
  });

  it('says what is there where nothing was expected', () => {
    expect(failureOf(() => { expect(api).not.toHaveObject('Service', 'api'); })).toBe([
      'expected shop/api not to have Service api, but it has', '', '  Service shop/api (shop/api/Service)',
    ].join('\n'));
  });

  it('refuses to be asked about anything else', () => {
    expect(failureOf(() => { expect(3).toHaveObject('Service'); })).toBe(
      'toHaveObject: must be asked about a tree or about manifests (an App, an Application, another construct, '
      + 'a manifest, or a list of manifests), got 3; write expect(app), or expect(manifestsOf(house, (shop) => { … }))',
    );
  });
});
