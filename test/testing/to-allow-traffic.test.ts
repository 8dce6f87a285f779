import { ApiObject, Chart } from 'cdk8s';
import { App, Application, WebService, external, peer } from '../../lib';
import { allowedTraffic, trafficText } from '../../lib/testing';
import { failureOf } from './support/matchers';
import { Shop, billing, directory, house, mail } from './support/shop';

const { app, application, api, store, worker } = new Shop();

describe('toAllowTraffic', () => {
  it('follows the connections of workloads, and nothing else', () => {
    expect(app).toAllowTraffic(worker, api);
    expect(app).toAllowTraffic(api, store);
    expect(app).not.toAllowTraffic(worker, store);
    expect(app).not.toAllowTraffic(api, worker);
    expect(application).toAllowTraffic('mailer', 'shop/api');
  });

  it('is asked about what is elsewhere, by peer, by external, by labels and by addresses', () => {
    expect(app).toAllowTraffic(worker, mail);
    expect(app).toAllowTraffic(worker, directory);
    expect(app).toAllowTraffic(worker, billing);
    expect(app).not.toAllowTraffic(api, mail);
    expect(app).not.toAllowTraffic(worker, external({ cidr: '10.21.0.0/16', port: 636 }));
    expect(app).not.toAllowTraffic(worker, external({ cidr: '10.20.0.0/15', port: 636 }));
    expect(app).toAllowTraffic({ namespace: 'backup', labels: { 'charthouse.dev/workload': 'dump' } }, store);
    expect(app).not.toAllowTraffic({ namespace: 'backup' }, store);
    expect(app).toAllowTraffic({ namespace: 'gateway-system' }, api, 'http');
    expect(app).toAllowTraffic(api, { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }, '53/UDP');
    expect(app).toAllowTraffic(worker, { cidr: '10.20.3.0/24', port: 636 });
    expect(app).not.toAllowTraffic({ cidr: '0.0.0.0/0' }, api);
  });

  it('looks at each port', () => {
    expect(app).toAllowTraffic(worker, api, 8080);
    expect(app).toAllowTraffic(worker, api, 'http');
    expect(app).not.toAllowTraffic(worker, api, 'admin');
    expect(app).not.toAllowTraffic(worker, api, 22);
    expect(app).not.toAllowTraffic(worker, api, '8080/UDP');
  });

  it('says on which side it fails, and what is allowed instead', () => {
    expect(failureOf(() => { expect(app).toAllowTraffic(worker, store); })).toBe([
      'expected traffic from shop/mailer to shop/orders on 5432/TCP, but it is not allowed',
      '',
      '  egress of shop/mailer: NetworkPolicy shop/mailer allows nothing between the two',
      '  ingress of shop/orders: NetworkPolicy shop/orders allows nothing between the two',
    ].join('\n'));
    expect(failureOf(() => { expect(app).toAllowTraffic(worker, { ...billing }, '443/TCP'); })).toBe([
      'expected traffic from shop/mailer to billing/invoices on 443/TCP, but it is not allowed',
      '',
      '  egress of shop/mailer: NetworkPolicy shop/mailer allows 8080/TCP between the two',
      '  ingress of billing/invoices: open, for no NetworkPolicy holds it',
    ].join('\n'));
  });

  it('says what is open where nothing should be', () => {
    expect(failureOf(() => { expect(app).not.toAllowTraffic(worker, mail); })).toBe([
      'expected no traffic from shop/mailer to mail.example.com, but it is allowed on 465/TCP',
      '',
      '  egress of shop/mailer: NetworkPolicy shop/mailer allows 465/TCP between the two',
      '  ingress of mail.example.com: outside the cluster, where no policy holds',
    ].join('\n'));
  });

  it('knows the nearest name of a workload, and the ports that have one', () => {
    expect(failureOf(() => { expect(app).toAllowTraffic('mailr', api); })).toBe(
      'toAllowTraffic: from must be a workload of the tree (shop/api, shop/mailer, shop/orders), '
      + "got 'mailr'; did you mean 'mailer'?",
    );
    expect(failureOf(() => { expect(app).toAllowTraffic(worker, api, 'admim'); })).toContain(
      "port must be a port of shop/api (a number from 1 to 65535, such as '53/UDP', 'http', 'admin'), got 'admim'",
    );
    expect(failureOf(() => { expect(app).toAllowTraffic(worker, {} as never); })).toContain('to must be an end');
    expect(failureOf(() => { expect(app).toAllowTraffic({ cidr: '10.0/8' }, api); })).toContain('from.cidr must be');
    expect(failureOf(() => { expect(app).toAllowTraffic(application, api); })).toContain('has several workloads');
    expect(failureOf(() => { expect(worker).toAllowTraffic(worker, api); })).toContain('has no pods among the objects');
  });

  it('refuses what would hold for ever with `.not`: ports that there are not, and pods that a slip names', () => {
    const never = (assertion: () => void): string => failureOf(assertion);
    for (const port of [0, 80800, '99999/UDP'])
      expect(never(() => { expect(app).not.toAllowTraffic(worker, api, port); })).toContain('port must be a port of');
    const slip = { namespace: 'shop', label: { app: 'a' } } as never;
    expect(never(() => { expect(app).not.toAllowTraffic(slip, api); })).toContain("did you mean 'labels'?");
    const port = { namespace: 'shop', port: 80800 };
    expect(never(() => { expect(app).not.toAllowTraffic(worker, port); })).toContain('a whole number from 1 to 65535');
    expect(never(() => { expect(app).not.toAllowTraffic({ cidr: '10.0.0.0/8/8' }, api); })).toContain('from.cidr must');
  });

  it('knows all labels of the pods behind a peer that the tree shows: a policy may select by any of them', () => {
    const chart = new Chart(new App(), 'plain', { namespace: 'plain' });
    const made = (name: string, apiVersion: string, kind: string, spec: object): ApiObject =>
      new ApiObject(chart, name, { apiVersion, kind, metadata: { name }, spec });
    const withPods = (name: string): ApiObject => made(name, 'apps/v1', 'Deployment', { template: {
      metadata: { labels: { app: name, tier: 'data' } },
      spec: { containers: [{ name, image: 'a:1', ports: [{ containerPort: 80 }] }] },
    } });
    const [caller, called] = [withPods('caller'), withPods('called')];
    const service = made('service', 'v1', 'Service', { selector: { app: 'called' }, ports: [{ port: 80 }] });
    expect(chart).toAllowTraffic(caller, peer(service));

    const policyTypes = ['Ingress'];
    const podSelector = { matchLabels: { tier: 'data' } };
    made('shut', 'networking.k8s.io/v1', 'NetworkPolicy', { podSelector, policyTypes });
    expect(chart).not.toAllowTraffic(caller, called);
    expect(chart).not.toAllowTraffic(caller, peer(service));
  });

  it('serves objects of others, with and without policies', () => {
    const chart = new Chart(app, 'plain', { namespace: 'plain' });
    const containers = [{ name: 'web', image: 'a:1', ports: [{ containerPort: 3000 }] }];
    const web = new ApiObject(chart, 'web', {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' },
      spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers } } },
    });

    expect(app).toAllowTraffic({ namespace: 'elsewhere' }, web);
    expect(app).not.toAllowTraffic(web, api);
    expect(failureOf(() => { expect(app).toAllowTraffic(api, web); })).toContain('on 3000/TCP');
  });
});

describe('a tree for several targets', () => {
  const { app: both, api: here } = new Shop();
  const other = new Application(both, 'other', { target: house.target('there'), name: 'shop' });
  const there = new WebService(other, 'api', { image: 'api:1.4.2', port: 8080 });

  it('is asked about by a workload, which is on one of them', () => {
    expect(both).toAllowTraffic('mailer', here);
    expect(both).not.toAllowTraffic({ namespace: 'shop', labels: { 'charthouse.dev/workload': 'mailer' } }, there);
  });

  it('is refused where nobody can know which one is meant', () => {
    expect(() => allowedTraffic(both)).toThrow(
      'allowedTraffic: must be asked about one target: App has 2, whose names repeat (a tree for one target), '
      + "got ['here', 'there']; give the Application of one of them: here, there",
    );
    expect(failureOf(() => { expect(both).toAllowTraffic(here, there); })).toContain('must be asked about one target');
  });
});

test('allowedTraffic gives all of it, so that a test can say that there is no more', () => {
  expect(allowedTraffic(new Shop().app).map(trafficText)).toEqual([
    'backup/dump -> shop/orders: 5432/TCP',
    'gateway-system/* -> shop/api: 8080/TCP',
    'shop/api -> kube-system/(k8s-app=kube-dns): 53/TCP, 53/UDP',
    'shop/api -> shop/orders: 5432/TCP',
    expect.stringMatching(/^shop\/mailer -> 0\.0\.0\.0\/0 except 10\.0\.0\.0\/8, .*: 465\/TCP$/),
    'shop/mailer -> 10.20.0.0/16: 636/TCP',
    'shop/mailer -> billing/invoices: 8080/TCP',
    'shop/mailer -> kube-system/(k8s-app=kube-dns): 53/TCP, 53/UDP',
    'shop/mailer -> shop/api: 8080/TCP',
    'shop/orders -> kube-system/(k8s-app=kube-dns): 53/TCP, 53/UDP',
  ]);
});
