/** What an Application is not made of. */
import { Chart } from 'cdk8s';
import { Application, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const lab = acme.target('lab');

const inputs: readonly WrongInput[] = [
  {
    input: 'an Application without a target',
    build: (_shop, app) => new Application(app, 'two', {} as never),
    error: {
      path: 'two',
      field: 'target',
      problem: 'is missing',
      value: undefined,
      allowed: 'what house.target(name) returns',
      fix: 'add target to the props',
    },
  },
  {
    input: 'an Application without props',
    build: (_shop, app) => new Application(app, 'two', undefined as never),
    error: {
      path: 'two',
      field: 'props',
      problem: 'must be an object with target, name, namespace, owner, labels, defaults, existing, '
        + 'createNamespace, because',
      value: undefined,
      allowed: 'an object with target, name, namespace, owner, labels, defaults, existing, createNamespace, because',
      fix: 'write it as { target: … }',
    },
  },
  {
    input: 'a misspelt prop of an Application',
    build: (_shop, app) => new Application(app, 'two', { target: lab, ownr: 'team' } as never),
    error: {
      path: 'two',
      field: 'ownr',
      problem: 'is not known',
      value: 'ownr',
      allowed: 'target, name, namespace, owner, labels, defaults, existing, createNamespace, because',
      fix: "did you mean 'owner'?",
    },
  },
  {
    input: 'a misspelt default of an Application',
    build: (_shop, app) => new Application(app, 'two', { target: lab, defaults: { replcas: 3 } as never }),
    error: {
      path: 'two',
      field: 'defaults.replcas',
      problem: 'is not known',
      value: 'replcas',
      allowed: expect.stringContaining('replicas, scaling'),
      fix: "did you mean 'replicas'?",
    },
  },
  {
    input: 'a Pod Security level that is none',
    build: (_shop, app) => new Application(app, 'two', { target: lab, createNamespace: 'restrictd' as never }),
    error: {
      path: 'two',
      field: 'createNamespace',
      problem: "must be one of true, false, 'restricted', 'baseline', 'privileged'",
      value: 'restrictd',
      allowed: "one of true, false, 'restricted', 'baseline', 'privileged'",
      fix: "did you mean 'restricted'?",
    },
  },
  {
    input: 'a Chart of another namespace in an Application',
    build: (shop) => new Worker(new Chart(shop, 'sub', { namespace: 'other' }), 'mailer', { image: 'mailer:2.0.1' }),
    error: {
      path: 'shop/sub/mailer',
      field: 'namespace',
      problem: 'of the Chart shop/sub is not that of the Application shop, to which its workloads go',
      value: 'other',
      allowed: 'shop: an Application is one namespace',
      fix: 'leave out the namespace of the Chart, or make an Application of its own for the other namespace',
    },
  },
  {
    input: 'an owner of an Application that is no label',
    build: (_shop, app) => new Application(app, 'two', { target: lab, owner: 'team@example.com' }),
    error: {
      path: 'two',
      field: 'owner',
      problem: "must be a label value: at most 63 letters, digits, '-', '_' or '.'",
      value: 'team@example.com',
      allowed: "a label value: at most 63 letters, digits, '-', '_' or '.'",
      fix: 'put longer text into an annotation',
    },
  },
  {
    input: 'something existing by name instead of by object',
    build: (_shop, app) => new Application(app, 'two', { target: lab, existing: ['login' as never] }),
    error: {
      path: 'two',
      field: 'existing[0]',
      problem: 'must be what existing.… returns',
      value: 'login',
      allowed: 'what existing.… returns',
      fix: "give existing.secret('name'), or one of its like",
    },
  },
];

describe('Applications that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
