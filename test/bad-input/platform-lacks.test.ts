/** Capabilities that the platform of a target lacks. */
import { Application, StatefulStore, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };
const lab = acme.target('lab');

const inputs: readonly WrongInput[] = [
  {
    input: 'a host where the platform has no edge',
    build: (_shop, app) => new WebService(new Application(app, 'lab', { target: lab }), 'api', {
      ...api, host: 'api.example.com',
    }),
    error: {
      path: 'lab/api',
      field: 'host',
      problem: 'needs an edge, which platform bare lacks',
      value: 'api.example.com',
      allowed: 'a platform with an edge',
      fix: "leave the host out for this target, or give the platform an edge: { kind: 'gateway', … }",
    },
  },
  {
    input: 'metrics where the platform has no collector',
    build: (_shop, app) => new WebService(new Application(app, 'lab', { target: lab }), 'api', { ...api, metrics: {} }),
    error: {
      path: 'lab/api',
      field: 'metrics',
      problem: 'needs a collector, which platform bare lacks',
      value: {},
      allowed: 'a platform with `metrics`',
      fix: 'leave metrics out for this target (target.pick), or give the platform `metrics`',
    },
  },
  {
    input: 'storage where the platform has none',
    build: (_shop, app) => new StatefulStore(new Application(app, 'lab', { target: lab }), 'orders', {
      image: 'postgres:17.2', port: 5432, user: 999, storage: { path: '/data', size: '1Gi' },
    }),
    error: {
      path: 'lab/orders',
      field: 'storage.tier',
      problem: 'is not offered by platform bare',
      value: 'standard',
      allowed: 'nothing: the platform has no storage',
      fix: 'leave storage out for this target (target.pick), or give the platform storage: { standard: {} }',
    },
  },
  {
    input: 'a storage tier that the platform does not have',
    build: (shop) => new StatefulStore(shop, 'orders', {
      image: 'postgres:17.2', port: 5432, user: 999, storage: { path: '/data', size: '1Gi', tier: 'fast' },
    }),
    error: {
      path: 'shop/orders',
      field: 'storage.tier',
      problem: 'is not offered by platform generic',
      value: 'fast',
      allowed: 'standard',
      fix: 'use a tier that the platform has, or add the tier to it',
    },
  },
  {
    input: 'an access mode that the tier does not have',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, storage: { path: '/data', size: '1Gi', accessMode: 'ReadWriteMany' },
    }),
    error: {
      path: 'shop/mailer',
      field: 'storage.accessMode',
      problem: 'is not served by tier standard of platform generic',
      value: 'ReadWriteMany',
      allowed: 'ReadWriteOnce',
      fix: 'choose another tier or access mode',
    },
  },
  {
    input: 'a cloud identity where the platform has none',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, serviceAccount: { cloudIdentity: 'arn:aws:iam::1:role/a' },
    }),
    error: {
      path: 'shop/mailer',
      field: 'serviceAccount.cloudIdentity',
      problem: 'needs identities of a cloud, which platform generic lacks',
      value: 'arn:aws:iam::1:role/a',
      allowed: 'a platform with `identity`',
      fix: 'leave it out for this target (target.pick), or give the platform `identity`',
    },
  },
];

describe('what the platform lacks', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
