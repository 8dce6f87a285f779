/** References and connections that lead nowhere, elsewhere, or into plain text. */
import { Application, external, text, WebService, Worker, type Listening } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a reference in a plain template string',
    build: (shop) => {
      const { url } = new WebService(shop, 'api', api);
      // eslint-disable-next-line -- the mistake itself
      new Worker(shop, 'mailer', { ...mailer, env: { API_URL: `${url}/v1` } });
    },
    error: {
      path: 'shop/api',
      field: undefined,
      problem: 'the reference to shop/api url was pasted into a plain template string: its address is not known yet',
      value: 'shop/api url',
      allowed: 'the reference by itself, or inside text`…`',
      fix: 'write text`…` before the template, as in text`${api.url}/v1`',
    },
  },
  {
    input: 'a reference made text by String()',
    build: (shop) => {
      const { address } = new WebService(shop, 'api', api);
      // eslint-disable-next-line @typescript-eslint/no-base-to-string -- the mistake itself
      new Worker(shop, 'mailer', { ...mailer, env: { API: String(address) } });
    },
    error: {
      path: 'shop/api',
      field: undefined,
      problem: 'the reference to shop/api address was pasted into a plain template string: its address is not '
        + 'known yet',
      value: 'shop/api address',
      allowed: 'the reference by itself, or inside text`…`',
      fix: 'write text`…` before the template, as in text`${api.url}/v1`',
    },
  },
  {
    input: 'a reference inside JSON.stringify',
    build: (shop) => {
      const { url } = new WebService(shop, 'api', api);
      new Worker(shop, 'mailer', { ...mailer, files: { '/etc/mailer.json': JSON.stringify({ api: url }) } });
    },
    error: {
      path: 'shop/mailer/ConfigMap',
      field: 'data.etc-mailer.json',
      problem: 'holds the reference to shop/api url as JSON text',
      value: 'shop/api url',
      allowed: 'the reference by itself, or inside text`…`',
      fix: 'give the object itself instead of JSON.stringify(…), or build the text with text`…`',
    },
  },
  {
    input: 'a port of a workload that it does not have',
    build: (shop) => new WebService(shop, 'api', { ...api, ports: { admin: 9000 } }).at('metrics'),
    error: {
      path: 'shop/api',
      field: 'at',
      problem: 'must name one of its ports',
      value: 'metrics',
      allowed: 'http, admin',
      fix: 'take one of these names, or add the port to `ports`',
    },
  },
  {
    input: 'the host name of a worker that nobody calls',
    build: (shop) => (new Worker(shop, 'mailer', mailer) as Worker & Listening).hostname,
    error: {
      path: 'shop/mailer',
      field: 'hostname',
      problem: 'does not exist: the workload listens on no port',
      value: 'hostname',
      allowed: 'a workload with a port',
      fix: 'give it a port, or connect the other way round',
    },
  },
  {
    input: 'the public URL of a service without a host',
    build: (shop) => new WebService(shop, 'api', api).publicUrl,
    error: {
      path: 'shop/api',
      field: 'publicUrl',
      problem: 'needs a host',
      value: undefined,
      allowed: 'a workload with a `host`',
      fix: 'give the workload a host, or use url, which is its address inside the cluster',
    },
  },
  {
    input: 'a connection to a worker that listens on nothing',
    build: (shop) => {
      const worker = new Worker(shop, 'mailer', mailer);
      new WebService(shop, 'api', { ...api, connectsTo: [worker as Worker & Listening] });
    },
    error: {
      path: 'shop/api',
      field: 'connectsTo[0]',
      problem: 'must be something that listens',
      value: 'shop/mailer',
      allowed: 'a workload with a port, a reference to one, peer(…) or external(…)',
      fix: 'give it a port, or connect the other way round',
    },
  },
  {
    input: 'a connection by name',
    build: (shop) => new WebService(shop, 'api', { ...api, connectsTo: ['mailer' as never] }),
    error: {
      path: 'shop/api',
      field: 'connectsTo[0]',
      problem: 'must be something that listens',
      value: 'mailer',
      allowed: 'a workload with a port, a reference to one, peer(…) or external(…)',
      fix: 'pass the workload itself',
    },
  },
  {
    input: 'a connection to nothing, said late',
    build: (shop) => { new WebService(shop, 'api', api).connectTo(undefined as never); },
    error: {
      path: 'shop/api',
      field: 'connectTo',
      problem: 'must be something that listens',
      value: undefined,
      allowed: 'a workload with a port, a reference to one, peer(…) or external(…)',
      fix: 'pass the workload itself',
    },
  },
  {
    input: 'a late connection to a worker that listens on nothing',
    build: (shop) => {
      const worker = new Worker(shop, 'mailer', mailer) as Worker & Listening;
      new WebService(shop, 'api', api).connectTo(worker);
    },
    error: {
      path: 'shop/api',
      field: 'connectTo',
      problem: 'must be something that listens',
      value: 'shop/mailer',
      allowed: 'a workload with a port, a reference to one, peer(…) or external(…)',
      fix: 'give it a port, or connect the other way round',
    },
  },
  {
    input: "a reference to another target's workload",
    build: (shop, app) => {
      const american = new Application(app, 'shop-us', { target: acme.target('prod-us'), name: 'shop' });
      const { url } = new WebService(american, 'api', api);
      new Worker(shop, 'mailer', { ...mailer, env: { API_URL: text`${url}/v1` } });
    },
    error: {
      path: 'shop/mailer',
      field: 'env API_URL',
      problem: 'refers to shop-us/api, which goes to another cluster (prod-us)',
      value: 'shop-us/api',
      allowed: 'workloads of prod-eu',
      fix: 'refer to the workload of the same target, or to its public host by external({ host, port })',
    },
  },
  {
    input: 'a range with a prefix of 64 bits in IPv4',
    build: () => external({ cidr: '10.20.0.0/64', port: 5432 }),
    error: {
      path: 'external',
      field: 'cidr',
      problem: 'must be a range of addresses such as 10.20.0.0/16',
      value: '10.20.0.0/64',
      allowed: 'a range of addresses such as 10.20.0.0/16',
      fix: 'give an address, / and a length',
    },
  },
];

describe('references that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
