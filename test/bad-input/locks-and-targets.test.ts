/** What a house locks, and targets and choices that are misspelt, missing or of another house. */
import { Application, constructs, defineHouse, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const mailer = { image: 'mailer:2.0.1' };
const lab = acme.target('lab');
const minimal = { name: 'other', version: '1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a lock that is left without a reason',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, priorityClassName: 'batch' }),
    error: {
      path: 'shop/mailer',
      field: 'priorityClassName',
      problem: 'is locked to "system-cluster-critical" by house acme',
      value: 'batch',
      allowed: 'locked to "system-cluster-critical"',
      fix: "keep to it, or state a reason: because: { 'priorityClassName': '…' }",
    },
  },
  {
    input: 'a bound that is exceeded',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, resources: { requests: { memory: '2Gi' } } }),
    error: {
      path: 'shop/mailer',
      field: 'resources.requests.memory',
      problem: 'is bounded to at least 64Mi and at most 1Gi by house acme',
      value: '2Gi',
      allowed: 'bounded to at least 64Mi and at most 1Gi',
      fix: "keep to it, or state a reason: because: { 'resources.requests.memory': '…' }",
    },
  },
  {
    input: 'a bounded pattern that is switched off',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, resources: false }),
    error: {
      path: 'shop/mailer',
      field: 'resources.requests.memory',
      problem: 'is bounded to at least 64Mi and at most 1Gi by house acme',
      value: false,
      allowed: 'bounded to at least 64Mi and at most 1Gi',
      fix: "keep to it, or state a reason: because: { 'resources.requests.memory': '…' }",
    },
  },
  {
    input: 'a relaxation of security without a reason',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, security: { readOnlyRootFilesystem: false } }),
    error: {
      path: 'shop/mailer',
      field: 'security.readOnlyRootFilesystem',
      problem: 'is locked to true by charthouse',
      value: false,
      allowed: 'locked to true',
      fix: "keep to it, or state a reason: because: { 'security.readOnlyRootFilesystem': '…' }",
    },
  },
  {
    input: 'a relaxation of security with an empty reason',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, security: { readOnlyRootFilesystem: false }, because: { 'security.readOnlyRootFilesystem': '' },
    }),
    error: {
      path: 'shop/mailer',
      field: 'because.security.readOnlyRootFilesystem',
      problem: 'must be a text that is not empty',
      value: '',
      allowed: 'a text that is not empty',
      fix: 'leave it out, or write something',
    },
  },
  {
    input: 'a lock of the house that an Application leaves',
    build: (_shop, app) => new Application(app, 'two', {
      target: acme.target('prod-eu'), defaults: { priorityClassName: 'batch' },
    }),
    error: {
      path: 'two',
      field: 'priorityClassName',
      problem: 'is locked to "system-cluster-critical" by house acme',
      value: 'batch',
      allowed: 'locked to "system-cluster-critical"',
      fix: "keep to it, or state a reason: because: { 'priorityClassName': '…' }",
    },
  },
  {
    input: 'a target that is misspelt',
    build: () => acme.target('prod-uk' as never),
    error: {
      path: 'house acme',
      field: 'target',
      problem: "is not one of the house's targets",
      value: 'prod-uk',
      allowed: 'prod-eu, prod-us, lab',
      fix: "did you mean 'prod-us'?",
    },
  },
  {
    input: 'a target by name instead of by object',
    build: (_shop, app) => new Application(app, 'two', { target: 'prod-eu' as never }),
    error: {
      path: 'two',
      field: 'target',
      problem: 'must be a target of a house',
      value: 'prod-eu',
      allowed: 'what house.target(name) returns',
      fix: "take it from your house: acme.target('prod-eu')",
    },
  },
  {
    input: 'the domain of a target that has none',
    build: () => lab.domain,
    error: {
      path: 'target lab',
      field: 'domain',
      problem: 'is not set in house acme',
      value: undefined,
      allowed: 'a domain such as eu.example.com',
      fix: "give the target a domain: targets: { 'lab': { domain: '…' } }",
    },
  },
  {
    input: 'a choice that leaves this target out',
    build: () => acme.target('prod-eu').pick({ 'prod-us': 3, 'lab*': 1 }),
    error: {
      path: 'target prod-eu',
      field: 'pick',
      problem: 'has no value for this target',
      value: ['prod-us', 'lab*'],
      allowed: 'prod-eu, a pattern that fits it, or default',
      fix: 'add a `default`',
    },
  },
  {
    input: 'a choice for a target that is misspelt',
    build: () => acme.target('prod-eu').pick({ 'prod-ue': 3, default: 1 } as never),
    error: {
      path: 'target prod-eu',
      field: 'pick.prod-ue',
      problem: 'is not known',
      value: 'prod-ue',
      allowed: 'prod-eu, prod-us, lab, default',
      fix: "did you mean 'prod-us'?",
    },
  },
  {
    input: 'a workload of another house',
    build: (shop) => {
      const other = constructs(defineHouse(minimal));
      new other.Worker(shop, 'mailer', mailer);
    },
    error: {
      path: 'shop/mailer',
      field: 'Worker',
      problem: 'is bound to house other, but stands under house acme',
      value: 'acme',
      allowed: 'house other, or a house that extends it',
      fix: 'take Worker from constructs(acme), or give the Application a target of house other',
    },
  },
];

describe('locks that are left, and targets that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
