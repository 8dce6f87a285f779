/** Outputs of Pulumi in a tree that becomes YAML. */
import * as pulumi from '@pulumi/pulumi';
import { ApiObject } from 'cdk8s';
import { secret, Task, text, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'an Output as a variable',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { DB_HOST: pulumi.output('db.example.com') } }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'spec.template.spec.containers[mailer].env[DB_HOST].value',
      problem: 'is a Pulumi Output, which has no value in YAML synthesis',
      value: 'an Output',
      allowed: 'a plain value or a reference',
      fix: 'give a plain value here, or deploy the tree as a Pulumi stack',
    },
  },
  {
    input: 'an Output as an image',
    build: (shop) => new Worker(shop, 'mailer', { image: pulumi.output('mailer:2.0.1') }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'spec.template.spec.containers[mailer].image',
      problem: 'is a Pulumi Output, which has no value in YAML synthesis',
      value: 'an Output',
      allowed: 'a plain value or a reference',
      fix: 'give a plain value here, or deploy the tree as a Pulumi stack',
    },
  },
  {
    input: 'an Output inside text`…`',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, args: [text`--host=${pulumi.output('db')}`] }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'spec.template.spec.containers[mailer].args[0]',
      problem: 'is a Pulumi Output, which has no value in YAML synthesis',
      value: 'an Output',
      allowed: 'a plain value or a reference',
      fix: 'give a plain value here, or deploy the tree as a Pulumi stack',
    },
  },
  {
    input: 'an Output in a file',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, files: { '/etc/host': pulumi.output('db') } }),
    error: {
      path: 'shop/mailer/ConfigMap',
      field: 'data.etc-host',
      problem: 'is a Pulumi Output, which has no value in YAML synthesis',
      value: 'an Output',
      allowed: 'a plain value or a reference',
      fix: 'give a plain value here, or deploy the tree as a Pulumi stack',
    },
  },
  {
    input: 'an Output pasted into a template string',
    build: (shop) => {
      const host = pulumi.output('db.example.com');
      // eslint-disable-next-line -- the mistake itself
      new Worker(shop, 'mailer', { ...mailer, env: { DB_URL: `postgres://${host}/orders` } });
    },
    error: {
      path: 'shop/mailer/Deployment',
      field: 'spec.template.spec.containers[mailer].env[DB_URL].value',
      problem: 'holds a Pulumi Output that was pasted into a plain template string',
      value: expect.stringContaining('Calling [toString] on an [Output<T>] is not supported'),
      allowed: 'the Output by itself, or inside text`…`',
      fix: 'write text`…` before the template',
    },
  },
  {
    input: 'an Output pasted into a template string of an object of others',
    build: (shop) => {
      const host = pulumi.output('db.example.com');
      new ApiObject(shop, 'settings', {
        apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' },
        // eslint-disable-next-line -- the mistake itself
        data: { DB_URL: `postgres://${host}/orders` },
      });
    },
    error: {
      path: 'shop/settings',
      field: 'data.DB_URL',
      problem: 'holds a Pulumi Output that was pasted into a plain template string',
      value: expect.stringContaining('Calling [toString] on an [Output<T>] is not supported'),
      allowed: 'the Output by itself, or inside text`…`',
      fix: 'write text`…` before the template',
    },
  },
  {
    input: 'an Output as a port',
    build: (shop) => new WebService(shop, 'api', { ...api, port: pulumi.output(8080) as never }),
    error: {
      path: 'shop/api',
      field: 'port',
      problem: 'must be a whole number from 1 to 65535',
      value: expect.anything(),
      allowed: 'a whole number from 1 to 65535',
      fix: 'give a plain value: an Output is known only after this is decided',
    },
  },
  {
    input: 'an Output as a number of replicas',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, replicas: pulumi.output(2) as never }),
    error: {
      path: 'shop/mailer',
      field: 'replicas',
      problem: 'must be a whole number from 0 to 100000',
      value: expect.anything(),
      allowed: 'a whole number from 0 to 100000',
      fix: 'give a plain value: an Output is known only after this is decided',
    },
  },
  {
    input: 'an Output for a whole map of variables',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: pulumi.output({ LEVEL: 'info' }) }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'spec.template.spec.containers[mailer].env',
      problem: 'is a Pulumi Output, which has no value in YAML synthesis',
      value: 'an Output',
      allowed: 'a plain value or a reference',
      fix: 'give a plain value here, or deploy the tree as a Pulumi stack',
    },
  },
  {
    input: 'a secret of a stack',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, env: { DB_PASSWORD: secret(pulumi.secret('hunter2')) },
    }),
    error: {
      path: 'shop/mailer/Secret',
      field: 'env DB_PASSWORD',
      problem: 'is a secret value, which YAML synthesis never writes',
      value: 'a secret',
      allowed: 'a key of a Secret that exists',
      fix: "use existing.secret('name', ['key']).key('key')",
    },
  },
  {
    input: 'a secret that is plain text',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { DB_PASSWORD: secret('hunter2' as never) } }),
    error: {
      path: 'shop/mailer/Secret',
      field: 'env DB_PASSWORD',
      problem: 'is a secret value, which YAML synthesis never writes',
      value: 'a secret',
      allowed: 'a key of a Secret that exists',
      fix: "use existing.secret('name', ['key']).key('key')",
    },
  },
  {
    input: 'an Output in a Job that states no run',
    build: (shop) => new Task(shop, 'migrate', { image: 'api:1.4.2', env: { DB_HOST: pulumi.output('db') } }),
    error: {
      path: 'shop/migrate',
      field: 'run',
      problem: 'is missing: spec.containers[migrate].env[DB_HOST].value is an Output, so that the template cannot '
        + 'name the Job',
      value: 'an Output',
      allowed: 'a text that says what the run is for, such as a version',
      fix: 'state `run`: the same text never runs twice',
    },
  },
];

describe('Outputs in YAML', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
