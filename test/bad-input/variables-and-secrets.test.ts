/** Environment and secrets: what is malformed, plain text, or nowhere. */
import { existing, Worker, type Named } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const mailer = { image: 'mailer:2.0.1' };
const variable = 'text, a number, true or false, a reference, a key of a Secret or ConfigMap, a field of the pod, or a '
  + 'resource of the container';

const inputs: readonly WrongInput[] = [
  {
    input: 'a name of a variable that begins with a digit',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { '2FA': 'on' } }),
    error: {
      path: 'shop/mailer',
      field: 'env.2FA',
      problem: 'is no name for a variable',
      value: '2FA',
      allowed: 'letters, digits, _, - and ., not beginning with a digit',
      fix: 'rename the variable',
    },
  },
  {
    input: 'a field of the pod that Kubernetes does not offer',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { IP: { podField: 'status.ip' as never } } }),
    error: {
      path: 'shop/mailer',
      field: 'env.IP.podField',
      problem: 'must be a field of the pod that a variable can have',
      value: 'status.ip',
      allowed: 'metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, '
        + "status.podIP, status.podIPs, status.hostIP, status.hostIPs, metadata.labels['…'], "
        + "metadata.annotations['…']",
      fix: "did you mean 'status.podIP'?",
    },
  },
  {
    input: 'a function as the value of a variable',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { LEVEL: (() => 'info') as never } }),
    error: {
      path: 'shop/mailer',
      field: 'env.LEVEL',
      problem: `must be ${variable}`,
      value: expect.any(Function),
      allowed: variable,
      fix: "give a text, or existing.secret('name', ['key']).key('key')",
    },
  },
  {
    input: 'null as the value of a variable',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { LEVEL: null as never } }),
    error: {
      path: 'shop/mailer',
      field: 'env.LEVEL',
      problem: `must be ${variable}`,
      value: null,
      allowed: variable,
      fix: "give a text, or existing.secret('name', ['key']).key('key')",
    },
  },
  {
    input: 'an object as the value of a variable',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { LEVEL: { value: 'info' } as never } }),
    error: {
      path: 'shop/mailer',
      field: 'env.LEVEL',
      problem: `must be ${variable}`,
      value: { value: 'info' },
      allowed: variable,
      fix: "give a text, or existing.secret('name', ['key']).key('key')",
    },
  },
  {
    input: 'NaN as the value of a variable',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { LIMIT: Number('many') } }),
    error: {
      path: 'shop/mailer',
      field: 'env.LIMIT',
      problem: `must be ${variable}`,
      value: Number.NaN,
      allowed: variable,
      fix: 'check the arithmetic that made it',
    },
  },
  {
    input: 'a list of variables as Kubernetes writes them',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: [{ name: 'LEVEL', value: 'info' }] as never }),
    error: {
      path: 'shop/mailer',
      field: 'env',
      problem: `must be a map, each entry ${variable}`,
      value: [{ name: 'LEVEL', value: 'info' }],
      allowed: `a map, each entry ${variable}`,
      fix: 'write it as { name: … }',
    },
  },
  {
    input: 'a secret as text',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { DB_PASSWORD: 'hunter2-and-more' } }),
    error: {
      path: 'shop/mailer',
      field: 'spec.template.spec.containers[mailer].env[DB_PASSWORD].value',
      problem: 'variable DB_PASSWORD has a literal value, and by its name it holds a secret',
      value: 'DB_PASSWORD',
      allowed: undefined,
      fix: "take it from a Secret by secretKeyRef (charthouse: `existing.secret('name', ['key']).key('key')`), "
        + "or state why not: `because: { 'plain-text-secret': … }`",
      rule: 'plain-text-secret',
    },
  },
  {
    input: 'a password in a URL',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { DB: 'postgres://me:hunter2@db/orders' } }),
    error: {
      path: 'shop/mailer',
      field: 'spec.template.spec.containers[mailer].env[DB].value',
      problem: 'variable DB has a URL with a password in plain text',
      value: 'DB',
      allowed: undefined,
      fix: "take it from a Secret by secretKeyRef (charthouse: `existing.secret('name', ['key']).key('key')`), "
        + "or state why not: `because: { 'plain-text-secret': … }`",
      rule: 'plain-text-secret',
    },
  },
  {
    input: 'a key that a Secret is known not to have',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, env: { DB_PASSWORD: existing.secret('orders-login', ['user', 'password']).key('pasword') },
    }),
    error: {
      path: 'existing Secret orders-login',
      field: 'key',
      problem: 'must be one of its keys',
      value: 'pasword',
      allowed: 'user, password',
      fix: "did you mean 'password'?",
    },
  },
  {
    input: 'a Secret with a name that none can have',
    build: () => existing.secret('Orders_Login'),
    error: {
      path: 'existing Secret',
      field: 'name',
      problem: 'is no name for a Secret',
      value: 'Orders_Login',
      allowed: "at most 253 characters: lower-case letters, digits, '-' and '.', "
        + 'a letter or digit at both ends of each part',
      fix: "call it 'orders-login'",
    },
  },
  {
    input: 'secrets by name instead of by object',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, secrets: { '/run/secrets': 'login' as unknown as Named },
    }),
    error: {
      path: 'shop/mailer',
      field: 'secrets./run/secrets',
      problem: "must be an object with a name, such as { name: 'login' }",
      value: 'login',
      allowed: "an object with a name, such as { name: 'login' }",
      fix: "give { name: 'login' }, or what existing.… returns",
    },
  },
  {
    input: 'null for a secret',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, secrets: { '/run/secrets': null as never } }),
    error: {
      path: 'shop/mailer',
      field: 'secrets./run/secrets',
      problem: "must be an object with a name, such as { name: 'login' }",
      value: null,
      allowed: "an object with a name, such as { name: 'login' }",
      fix: 'leave it out where there is nothing to say',
    },
  },
];

describe('variables and secrets that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
