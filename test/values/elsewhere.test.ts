import { Worker, WebService, external, peer, text, type Elsewhere } from '../../lib';
import { environment, manifest, pods, rules, shop, thrownBy } from './support/shop';

const image = 'api:1';

test('a peer is reached by its Service, and by the labels of its pods in its namespace', () => {
  const ledger = peer({ namespace: 'bank', name: 'ledger', port: 80, podPort: 8080 });
  const caller = new Worker(shop(), 'caller', { image, env: {
    HOST: ledger.hostname, PORT: ledger.port, URL: text`http://${ledger.address}/v1`,
  } });
  expect(environment(caller)).toEqual({
    HOST: 'ledger.bank.svc', PORT: '80', URL: 'http://ledger.bank.svc:80/v1',
  });
  expect(rules(caller, 'egress')).toEqual([
    { to: [pods('ledger', 'bank')], ports: [{ port: 8080, protocol: 'TCP' }] },
  ]);
});

test('a peer that is not made by Charthouse is known by labels of its own', () => {
  const kafka = peer({ namespace: 'data', name: 'kafka', port: 9092, podLabels: { app: 'kafka' } });
  const caller = new Worker(shop(), 'caller', { image, connectsTo: [kafka] });
  expect(rules(caller, 'egress')).toEqual([{
    to: [{ ...pods('kafka', 'data'), podSelector: { matchLabels: { app: 'kafka' } } }],
    ports: [{ port: 9092, protocol: 'TCP' }],
  }]);
});

test('a peer may speak another protocol than TCP', () => {
  const statsd = peer({ namespace: 'ops', name: 'statsd', port: 8125, protocol: 'UDP' });
  const caller = new Worker(shop(), 'caller', { image, env: { STATSD: statsd.address } });
  expect(rules(caller, 'egress')).toEqual([{ to: [pods('statsd', 'ops')], ports: [{ port: 8125, protocol: 'UDP' }] }]);
});

test('something external by name opens any public address on its port, and no private one', () => {
  const stripe = external({ host: 'api.stripe.com', port: 443 });
  const caller = new Worker(shop(), 'caller', { image, env: { STRIPE: stripe.hostname } });
  expect(environment(caller)).toEqual({ STRIPE: 'api.stripe.com' });
  expect(rules(caller, 'egress')).toEqual([{
    to: [{ ipBlock: { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16']) } }],
    ports: [{ port: 443, protocol: 'TCP' }],
  }]);
});

test('something external by its range opens that range alone', () => {
  const oracle = external({ cidr: '10.20.0.7/32', port: 1521 });
  const dns = external({ host: 'dns.example.com', cidr: '192.0.2.0/24', port: 53, protocol: 'UDP' });
  const caller = new Worker(shop(), 'caller', { image, env: { ORACLE: oracle.address, DNS: dns.address } });
  expect(environment(caller)).toEqual({ ORACLE: '10.20.0.7:1521', DNS: 'dns.example.com:53' });
  expect(manifest(caller, 'NetworkPolicy')).toHaveProperty('spec.egress', expect.arrayContaining([
    { to: [{ ipBlock: { cidr: '10.20.0.7/32' } }], ports: [{ port: 1521, protocol: 'TCP' }] },
    { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 53, protocol: 'UDP' }] },
  ]));
});

test.each([
  ['10.1.2.3', '10.1.2.3/32', '10.1.2.3:443'],
  ['2001:db8::7', '2001:db8::7/128', '[2001:db8::7]:443'],
])('something external by its address opens that address alone: %s', (host, cidr, address) => {
  for (const there of [external({ host, port: 443 }), external({ cidr, port: 443 })]) {
    const caller = new Worker(shop(), 'caller', { image, env: { HOST: there.hostname, ADDRESS: there.address } });
    expect(environment(caller)).toEqual({ HOST: host, ADDRESS: address });
    expect(rules(caller, 'egress')).toEqual([
      { to: [{ ipBlock: { cidr } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ]);
  }
});

test('an address of IPv4 that is written as one of IPv6 is let through as what it is', () => {
  const { address, endpoint } = external({ host: '::ffff:10.1.2.3', port: 443 });
  const caller = new Worker(shop(), 'caller', { image, env: { ADDRESS: address } });
  expect(environment(caller)).toEqual({ ADDRESS: '[::ffff:10.1.2.3]:443' });
  expect(endpoint).toMatchObject({ cidr: '10.1.2.3/32' });
});

test('a range leaves out what is not meant, and ports may be a range as well', () => {
  const ports = { port: 30_000, endPort: 30_100, protocol: 'UDP' } as const;
  const calls = external({ cidr: '10.20.0.0/16', except: ['10.20.9.0/24'], ...ports });
  const caller = new Worker(shop(), 'caller', { image, connectsTo: [calls] });
  expect(rules(caller, 'egress')).toEqual([{
    to: [{ ipBlock: { cidr: '10.20.0.0/16', except: ['10.20.9.0/24'] } }],
    ports: [ports],
  }]);
});

test('two ranges of one host are two rules, each with its own ports', () => {
  const caller = new Worker(shop(), 'caller', { image, connectsTo: [
    external({ host: 'db.example.com', cidr: '192.0.2.0/25', port: 5432 }),
    external({ host: 'db.example.com', cidr: '192.0.2.128/25', port: 6432 }),
    external({ host: 'db.example.com', cidr: '192.0.2.0/25', port: 5433 }),
  ] });
  expect(rules(caller, 'egress')).toEqual([
    {
      to: [{ ipBlock: { cidr: '192.0.2.0/25' } }],
      ports: [{ port: 5432, protocol: 'TCP' }, { port: 5433, protocol: 'TCP' }],
    },
    { to: [{ ipBlock: { cidr: '192.0.2.128/25' } }], ports: [{ port: 6432, protocol: 'TCP' }] },
  ]);
});

test('two peers of one name with other labels are two rules', () => {
  const peerOf = (app: string): Elsewhere => peer({ namespace: 'bus', name: 'nats', port: 4222, podLabels: { app } });
  const caller = new Worker(shop(), 'caller', { image, connectsTo: [peerOf('one'), peerOf('two')] });
  expect(rules(caller, 'egress')).toHaveLength(2);
});

test('a stated range goes before the address of its host', () => {
  const { endpoint } = external({ host: '10.1.2.3', cidr: '10.1.2.0/24', port: 443 });
  expect(endpoint).toMatchObject({ name: '10.1.2.3', cidr: '10.1.2.0/24' });
});

test('a range of several addresses can be connected to, and has no address to write down', () => {
  const caches = external({ cidr: '10.20.0.0/16', port: 6379 });
  const caller = new Worker(shop(), 'caller', { image, connectsTo: [caches], env: { PORT: caches.port } });
  expect(environment(caller)).toEqual({ PORT: '6379' });
  expect(rules(caller, 'egress')).toEqual([
    { to: [{ ipBlock: { cidr: '10.20.0.0/16' } }], ports: [{ port: 6379, protocol: 'TCP' }] },
  ]);
  for (const field of ['hostname', 'address'] as const) {
    expect(thrownBy(() => caches[field]))
      .toMatchObject({ path: 'external 10.20.0.0/16', field, value: '10.20.0.0/16' });
  }
  expect(() => external({ cidr: '2001:db8::/64', port: 1 }).hostname).toThrow('the range has several addresses');
});

test('callers from elsewhere are let in by allowFrom', () => {
  const api = new WebService(shop(), 'api', { image, port: 8080, ports: { admin: 9090 }, allowFrom: [
    { namespace: 'bank', workload: 'teller' },
    { namespace: 'ops', podLabels: { app: 'probe' }, ports: [9090] },
    { cidr: '10.0.0.0/24', ports: [8080] },
    { workload: 'neighbour' },
  ] });
  const both = [{ port: 8080, protocol: 'TCP' }, { port: 9090, protocol: 'TCP' }];
  expect(rules(api, 'ingress')).toEqual([
    { from: [pods('teller', 'bank')], ports: both },
    { from: [{ ...pods('', 'ops'), podSelector: { matchLabels: { app: 'probe' } } }], ports: [both[1]] },
    { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [both[0]] },
    { from: [pods('neighbour')], ports: both },
  ]);
});

test.each<[string, () => unknown, object]>([
  ['nothing', () => external({ port: 1 }), { path: 'external', field: 'host' }],
  ['no range', () => external({ cidr: '10.0.0.1', port: 1 }), { field: 'cidr', value: '10.0.0.1' }],
  ['a zone', () => external({ host: 'fe80::1%eth0', port: 1 }), { field: 'host', value: 'fe80::1%eth0' }],
  ['a range in a zone', () => external({ cidr: 'fe80::%eth0/64', port: 1 }), { field: 'cidr' }],
  ['a range that begins in its midst', () => external({ cidr: '10.20.3.4/16', port: 1 }), {
    field: 'cidr', value: '10.20.3.4/16', fix: 'write 10.20.0.0/16, or 10.20.3.4/32 for this address alone',
  }],
  ['IPv4 written as IPv6', () => external({ cidr: '::ffff:10.1.2.3/128', port: 1 }), {
    field: 'cidr', fix: 'write 10.1.2.3/32',
  }],
  ['what is left out of another range', () => external({ cidr: '10.20.0.0/16', except: ['10.21.0.0/24'], port: 1 }), {
    path: 'external 10.20.0.0/16', field: 'except[0]', value: '10.21.0.0/24',
    allowed: 'a smaller range within 10.20.0.0/16',
  }],
  ['what is left out of nothing', () => external({ host: 'a.example.com', except: ['10.0.0.0/8'], port: 1 }), {
    path: 'external a.example.com', field: 'except[0]',
  }],
  ['a range of ports that ends too early', () => external({ host: 'a.example.com', port: 10, endPort: 9 }), {
    path: 'external a.example.com', field: 'endPort', value: 9, allowed: 'a port from 10 to 65535',
  }],
  ['no port', () => external({ host: 'example.com', port: 0 }), { path: 'external', field: 'port' }],
  ['no namespace', () => peer({ namespace: 'Bank', name: 'x', port: 1 }), { field: 'namespace', value: 'Bank' }],
  ['no name', () => peer({ namespace: 'bank', name: '1x', port: 1 }), { field: 'name', value: '1x' }],
  ['no protocol', () => peer({ namespace: 'bank', name: 'x', port: 1, protocol: 'tcp' as never }), {
    field: 'protocol', value: 'tcp',
  }],
  ['no pod port', () => peer({ namespace: 'bank', name: 'x', port: 1, podPort: 70_000 }), { field: 'podPort' }],
])('what is elsewhere is checked where it is said: %s', (_name, make, facts) => {
  expect(thrownBy(make)).toMatchObject(facts);
});
