/** Labels, hosts, paths and port names that the API would refuse. */
import { WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a label value of 80 characters',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, labels: { team: 'x'.repeat(80) } }),
    error: {
      path: 'shop/mailer',
      field: 'labels.team',
      problem: "must be a label value: at most 63 letters, digits, '-', '_' or '.'",
      value: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      allowed: "a label value: at most 63 letters, digits, '-', '_' or '.'",
      fix: 'put longer text into an annotation',
    },
  },
  {
    input: 'a label that is not text',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, labels: { tier: 1 as never } }),
    error: {
      path: 'shop/mailer',
      field: 'labels.tier',
      problem: "must be a label value: at most 63 letters, digits, '-', '_' or '.'",
      value: 1,
      allowed: "a label value: at most 63 letters, digits, '-', '_' or '.'",
      fix: 'write it as text, in quotes',
    },
  },
  {
    input: 'the label that selectors use',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, labels: { 'charthouse.dev/workload': 'other' } }),
    error: {
      path: 'shop/mailer',
      field: 'labels.charthouse.dev/workload',
      problem: 'is identity, which no label may take',
      value: 'other',
      allowed: 'any other label',
      fix: 'give the workload another `name`, or use adopt for what runs already',
    },
  },
  {
    input: 'a label key with a space',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, labels: { 'cost centre': 'a' } }),
    error: {
      path: 'shop/mailer',
      field: 'labels.cost centre',
      problem: 'is no key for labels',
      value: 'cost centre',
      allowed: "at most 63 letters, digits, '-', '_' or '.', and before them, if anything, a DNS name and '/'",
      fix: 'rename it, such as cost-centre or example.com/cost-centre',
    },
  },
  {
    input: 'an adopted selector whose key no label can have',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, adopt: { selector: { 'A B': 'mailer' } } }),
    error: {
      path: 'shop/mailer',
      field: 'adopt.selector.A B',
      problem: "must be a label's key, such as topology.kubernetes.io/zone",
      value: 'A B',
      allowed: "a label's key, such as topology.kubernetes.io/zone",
      fix: "write at most 63 letters, digits, '-', '_' or '.', and before them, if anything, a DNS name and '/'",
    },
  },
  {
    input: 'an adopted label whose value no label can have',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, adopt: { labels: { tier: 'two words' } } }),
    error: {
      path: 'shop/mailer',
      field: 'adopt.labels.tier',
      problem: "must be a label value: at most 63 letters, digits, '-', '_' or '.'",
      value: 'two words',
      allowed: "a label value: at most 63 letters, digits, '-', '_' or '.'",
      fix: 'put longer text into an annotation',
    },
  },
  {
    input: 'series of a metric by a label that none can have',
    build: (shop) => new WebService(shop, 'api', {
      ...api,
      scaling: {
        max: 4,
        metrics: [{
          type: 'Pods',
          pods: {
            metric: { name: 'requests', selector: { matchLabels: { 'A B': 'GET' } } },
            target: { type: 'AverageValue', averageValue: '30' },
          },
        }],
      },
    }),
    error: {
      path: 'shop/api',
      field: 'scaling.metrics[0].pods.metric.selector.matchLabels.A B',
      problem: "must be a label's key, such as topology.kubernetes.io/zone",
      value: 'A B',
      allowed: "a label's key, such as topology.kubernetes.io/zone",
      fix: "write at most 63 letters, digits, '-', '_' or '.', and before them, if anything, a DNS name and '/'",
    },
  },
  {
    input: 'an annotation whose domain has an empty part',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, annotations: { 'example..com/runbook': 'a' } }),
    error: {
      path: 'shop/mailer',
      field: 'annotations.example..com/runbook',
      problem: 'is no key for annotations',
      value: 'example..com/runbook',
      allowed: "at most 63 letters, digits, '-', '_' or '.', and before them, if anything, a DNS name and '/'",
      fix: 'rename it, such as cost-centre or example.com/cost-centre',
    },
  },
  {
    input: 'an owner that is an e-mail address',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, owner: 'team@example.com' }),
    error: {
      path: 'shop/mailer',
      field: 'owner',
      problem: "must be a label value: at most 63 letters, digits, '-', '_' or '.'",
      value: 'team@example.com',
      allowed: "a label value: at most 63 letters, digits, '-', '_' or '.'",
      fix: 'put longer text into an annotation',
    },
  },
  {
    input: 'a host with its protocol',
    build: (shop) => new WebService(shop, 'api', { ...api, host: 'https://api.eu.example.com' }),
    error: {
      path: 'shop/api',
      field: 'host',
      problem: 'must be a host name such as api.example.com',
      value: 'https://api.eu.example.com',
      allowed: 'a host name such as api.example.com',
      fix: 'write it in lower case, without protocol, port or path',
    },
  },
  {
    input: 'a route path without its slash',
    build: (shop) => new WebService(shop, 'api', {
      ...api, host: 'api.eu.example.com', exposure: { paths: ['v1'] },
    }),
    error: {
      path: 'shop/api',
      field: 'exposure.paths[0]',
      problem: 'must be a path that begins with /',
      value: 'v1',
      allowed: 'a path that begins with /',
      fix: "write '/v1'",
    },
  },
  {
    input: 'a port name of 20 characters',
    build: (shop) => new WebService(shop, 'api', { ...api, ports: { 'administration-port-': 9000 } }),
    error: {
      path: 'shop/api',
      field: 'ports.administration-port-',
      problem: "must be a port name: at most 15 lower-case letters, digits and '-', with a letter",
      value: 'administration-port-',
      allowed: "a port name: at most 15 lower-case letters, digits and '-', with a letter",
      fix: 'choose a name of that form',
    },
  },
  {
    input: 'a writable directory that is relative',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, writable: ['cache'] }),
    error: {
      path: 'shop/mailer',
      field: 'writable[0]',
      problem: 'must be an absolute path below /',
      value: 'cache',
      allowed: 'an absolute path below /',
      fix: "begin with /, and write no ':'",
    },
  },
  {
    input: 'a metrics path without its slash',
    build: (shop) => new WebService(shop, 'api', { ...api, metrics: { path: 'metrics' } }),
    error: {
      path: 'shop/api',
      field: 'metrics.path',
      problem: 'must be a path that begins with /',
      value: 'metrics',
      allowed: 'a path that begins with /',
      fix: "write '/metrics'",
    },
  },
];

describe('labels, hosts and paths that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
