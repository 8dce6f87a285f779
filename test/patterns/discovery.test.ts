import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { discovery } from '../../lib/patterns/discovery';
import { expectRefused } from './support/errors';
import { agent, store } from './support/facts';

const tried = (settings: object, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(discovery, { ...options, settings: { ...settings } });
const pod = (settings: object): unknown => tried(settings).template['spec'];
const asked = (settings: object): readonly unknown[] =>
  tried(settings).draft.entries('allowedCallees').map(({ item }) => item);
const nothing = { enableServiceLinks: false, containers: [{ name: 'api' }] };

describe('discovery', () => {
  test('keeps the variables of other Services out of the pods, and says nothing else', () => {
    expect(pod({})).toEqual(nothing);
    expect(asked({})).toEqual([]);
  });

  test('gives them to who asks for them', () => {
    expect(pod({ enableServiceLinks: true })).toHaveProperty('enableServiceLinks', true);
  });

  test('refuses another value', () => {
    expectRefused(() => pod({ enableServiceLinks: 1 }), { field: 'settings.enableServiceLinks', value: 1 });
  });
});

describe('names that pods ask for', () => {
  const dnsConfig = {
    nameservers: ['10.0.0.53', '2001:db8::53'],
    searches: ['shop.example.com', '_tcp.example.com.', '.'],
    options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
  };

  test('are asked of the cluster and of other servers, which the network lets through', () => {
    expect(pod({ dnsConfig })).toEqual({ ...nothing, dnsConfig });
    expect(asked({ dnsConfig })).toEqual([
      { to: { ipBlock: { cidr: '10.0.0.53/32' } }, ports: [53], protocols: ['UDP', 'TCP'] },
      { to: { ipBlock: { cidr: '2001:db8::53/128' } }, ports: [53], protocols: ['UDP', 'TCP'] },
    ]);
  });

  test('are asked of other servers alone', () => {
    const settings = { dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.53', '10.0.0.53'] } };
    expect(pod(settings)).toEqual({ ...nothing, ...settings });
    expect(asked(settings)).toHaveLength(1);
  });

  test('are asked as the node does, wherever its servers are', () => {
    expect(pod({ dnsPolicy: 'Default' })).toHaveProperty('dnsPolicy', 'Default');
    expect(asked({ dnsPolicy: 'Default' })).toEqual(['0.0.0.0/0', '::/0'].map((cidr) =>
      ({ to: { ipBlock: { cidr } }, ports: [53], protocols: ['UDP', 'TCP'] })));
  });

  test("are asked of the cluster on the node's network too, unless that is said otherwise", () => {
    const onNode = (settings: object, facts: DraftPatternOptions['facts'] = agent): unknown =>
      tried(settings, { facts, others: (draft) => { draft.claimPod({ hostNetwork: true }); } }).template['spec'];
    expect(onNode({})).toHaveProperty('dnsPolicy', 'ClusterFirstWithHostNet');
    expect(onNode({ dnsPolicy: 'Default' })).toHaveProperty('dnsPolicy', 'Default');
    expect(onNode({}, {})).not.toHaveProperty('dnsPolicy');
    expect(tried({}, { facts: agent }).template['spec']).toEqual(nothing);
  });

  test('are refused where nobody is asked', () => {
    expectRefused(() => pod({ dnsPolicy: 'None' }), { field: 'dnsConfig.nameservers', value: undefined });
    expectRefused(() => pod({ dnsPolicy: 'None', dnsConfig: { searches: ['a'] } }), { field: 'dnsConfig.nameservers' });
    expectRefused(() => pod({ dnsPolicy: 'Cluster' }), { field: 'settings.dnsPolicy', value: 'Cluster' });
  });

  test.each([
    [{ nameservers: ['dns.example.com'] }, 'nameservers[0]', 'dns.example.com'],
    [{ nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] }, 'nameservers', 4],
    [{ searches: ['https://example.com'] }, 'searches[0]', 'https://example.com'],
    [{ searches: Array.from({ length: 33 }, (_, index) => `a${index}`) }, 'searches', 33],
    [{ searches: Array.from({ length: 20 }, (_, index) => `${'a'.repeat(110)}${index}`) }, 'searches', 20],
    [{ options: [{ value: '2' }] }, 'options[0].name', { value: '2' }],
    [{ options: [{ name: 'ndots', value: 2 }] }, 'options[0].value', 2],
  ])('are refused as %j', (config, field, value) => {
    expectRefused(() => pod({ dnsConfig: config }), { field: `settings.dnsConfig.${field}`, value });
  });

  test('stand in the hosts file by address, in the order of these', () => {
    const hostAliases = { '10.1.2.3': ['ledger.bank.internal', 'ledger'], '10.1.2.2': ['archive'] };
    expect(pod({ hostAliases })).toHaveProperty('hostAliases', [
      { ip: '10.1.2.2', hostnames: ['archive'] }, { ip: '10.1.2.3', hostnames: ['ledger.bank.internal', 'ledger'] },
    ]);
    expect(pod({ hostAliases: {} })).toEqual(nothing);
    expectRefused(() => pod({ hostAliases: { ledger: ['10.1.2.3'] } }),
      { field: 'hostAliases.ledger', value: 'ledger' });
    expectRefused(() => pod({ hostAliases: { '10.1.2.3': ['Ledger'] } }),
      { field: 'settings.hostAliases.10.1.2.3[0]', value: 'Ledger' });
  });
});

describe('names of the pods', () => {
  test('are a host name, under the name of a headless Service', () => {
    const settings = { hostname: 'ledger', subdomain: 'bank', setHostnameAsFQDN: true };
    expect(pod(settings)).toEqual({ ...nothing, ...settings });
  });

  test('are single words', () => {
    expectRefused(() => pod({ hostname: 'ledger.bank' }), { field: 'settings.hostname', value: 'ledger.bank' });
    expectRefused(() => pod({ subdomain: 'a'.repeat(64) }), { field: 'settings.subdomain' });
  });

  test('are whole only where there is more than the first word', () => {
    expectRefused(() => pod({ setHostnameAsFQDN: true }), { field: 'setHostnameAsFQDN', value: true });
    expect(pod({ setHostnameAsFQDN: false })).toHaveProperty('setHostnameAsFQDN', false);
    expect(tried({ setHostnameAsFQDN: true }, { facts: store }).template)
      .toHaveProperty('spec.setHostnameAsFQDN', true);
  });

  test('are given by a store itself', () => {
    expectRefused(() => tried({ hostname: 'ledger' }, { facts: store }), { field: 'hostname', value: 'ledger' });
    expectRefused(() => tried({ subdomain: 'bank' }, { facts: store }), { field: 'subdomain', value: 'bank' });
  });
});
