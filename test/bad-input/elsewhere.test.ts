/** What is outside the tree, without an address that a NetworkPolicy could name. */
import { external, peer, text, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };

const inputs: readonly WrongInput[] = [
  {
    input: 'something external without a host',
    build: () => external({ port: 443 }),
    error: {
      path: 'external',
      field: 'host',
      problem: 'must be given, or cidr',
      value: undefined,
      allowed: 'host, cidr or both',
      fix: "say where it is: external({ host: 'api.example.com', port: 443 })",
    },
  },
  {
    input: 'something external with a URL for a host',
    build: () => external({ host: 'https://api.example.com', port: 443 }),
    error: {
      path: 'external',
      field: 'host',
      problem: 'must be a host name or an address',
      value: 'https://api.example.com',
      allowed: 'a host name or an address',
      fix: 'leave protocol, port and path out',
    },
  },
  {
    input: 'something external without a port',
    build: () => external({ host: 'api.example.com' } as never),
    error: {
      path: 'external',
      field: 'port',
      problem: 'is missing',
      value: undefined,
      allowed: 'a whole number from 1 to 65535',
      fix: 'add port to the props',
    },
  },
  {
    input: 'an address without the length of its prefix',
    build: () => external({ cidr: '10.20.0.0', port: 5432 }),
    error: {
      path: 'external',
      field: 'cidr',
      problem: 'must be a range of addresses such as 10.20.0.0/16',
      value: '10.20.0.0',
      allowed: 'a range of addresses such as 10.20.0.0/16',
      fix: 'write 10.20.0.0/32 for this address',
    },
  },
  {
    input: 'an IPv6 address without the length of its prefix',
    build: () => external({ cidr: '2001:db8::7', port: 5432 }),
    error: {
      path: 'external',
      field: 'cidr',
      problem: 'must be a range of addresses such as 10.20.0.0/16',
      value: '2001:db8::7',
      allowed: 'a range of addresses such as 10.20.0.0/16',
      fix: 'write 2001:db8::7/128 for this address',
    },
  },
  {
    input: 'the address of a range of many',
    build: (shop) => {
      const caches = external({ cidr: '10.20.0.0/16', port: 6379 });
      return new Worker(shop, 'caller', { image: 'api:1', env: { CACHE: caches.address } });
    },
    error: {
      path: 'external 10.20.0.0/16',
      field: 'address',
      problem: 'is not known: the range has several addresses',
      value: '10.20.0.0/16',
      allowed: 'a host, or the range of a single address such as 10.20.0.7/32',
      fix: 'give `host` beside `cidr`, or a single address; connectsTo takes a range as it is',
    },
  },
  {
    input: 'nothing inside text`…`',
    build: () => text`https://${undefined as never}/v1`,
    error: {
      path: 'text',
      field: "${…} after 'https://'",
      problem: 'has no value',
      value: undefined,
      allowed: 'a text, a number, a reference or an Output',
      fix: 'check that the value is there, and write an object out yourself',
    },
  },
  {
    input: 'a misspelt prop of a peer',
    build: () => peer({ namespace: 'billing', name: 'ledger', prot: 8080 } as never),
    error: {
      path: 'peer',
      field: 'prot',
      problem: 'is not known',
      value: 'prot',
      allowed: 'namespace, name, port, podPort, protocol, podLabels',
      fix: "did you mean 'port'?",
    },
  },
  {
    input: 'no props for something external',
    build: () => external(undefined as never),
    error: {
      path: 'external',
      field: 'props',
      problem: 'must be an object with host, cidr, except, port, endPort, protocol',
      value: undefined,
      allowed: 'an object with host, cidr, except, port, endPort, protocol',
      fix: 'write it as { host: … }',
    },
  },
  {
    input: 'a peer with a name that no Service can have',
    build: () => peer({ namespace: 'billing', name: 'Ledger_API', port: 8080 }),
    error: {
      path: 'peer billing/Ledger_API',
      field: 'name',
      problem: 'is no name for a Service',
      value: 'Ledger_API',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter",
      fix: "call it 'ledger-api'",
    },
  },
  {
    input: 'a peer without a namespace',
    build: () => peer({ name: 'ledger', port: 8080 } as never),
    error: {
      path: 'peer',
      field: 'namespace',
      problem: 'is missing',
      value: undefined,
      allowed: 'a text that is not empty',
      fix: 'add namespace to the props',
    },
  },
  {
    input: 'a caller from a range that is none',
    build: (shop) => new WebService(shop, 'api', { ...api, allowFrom: [{ cidr: 'office' }] }),
    error: {
      path: 'shop/api',
      field: 'allowFrom[0].cidr',
      problem: 'must be a range of addresses such as 10.20.0.0/16',
      value: 'office',
      allowed: 'a range of addresses such as 10.20.0.0/16',
      fix: 'give an address, / and a length',
    },
  },
  {
    input: 'a caller of a port that nobody listens on',
    build: (shop) => new WebService(shop, 'api', { ...api, service: { port: 80 }, allowFrom: [{ ports: [8080, 80] }] }),
    error: {
      path: 'shop/api',
      field: 'allowFrom[0].ports[1]',
      problem: 'is a port that no container listens on',
      value: 80,
      allowed: '8080/TCP',
      fix: 'give a port of the pods, not of the Service, or declare it by `ports` or `containerPorts`',
    },
  },
  {
    input: 'a caller of a workload that listens on nothing',
    build: (shop) => new Worker(shop, 'mailer', { image: 'mailer:1', allowFrom: [{ namespace: 'ops' }] }),
    error: {
      path: 'shop/mailer',
      field: 'allowFrom[0]',
      problem: 'lets nobody in: the workload listens on no port',
      value: { namespace: 'ops' },
      allowed: 'callers of a workload with a port',
      fix: 'declare what it listens on, by `port` or `containerPorts`, or leave `allowFrom` out',
    },
  },
];

describe('endpoints elsewhere that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
