/** Names of resources are a contract: a refactoring of the tree makes no other resources of its objects. */
import { Construct } from 'constructs';
import { Application, StatefulStore, WebService, Worker, type App } from 'charthouse';
import { deploy } from 'charthouse/pulumi';

import { objectsAmong, registered, type Registered } from './support/registered';
import { acme, here } from './support/shop';

jest.setTimeout(30_000);

/** How the shop is written. */
type Build = (app: App) => void;

const target = acme.target('prod-eu');
const api = (scope: Construct, more: object = {}): WebService =>
  new WebService(scope, 'api', { image: 'api:1', port: 8080, files: { '/etc/level': 'info' }, ...more });
const orders = (scope: Construct): StatefulStore => new StatefulStore(scope, 'orders', {
  image: 'postgres:17.2', port: 5432, user: 999, storage: { path: '/data', size: '1Gi' },
});

/** As it was written at first. */
const first: Build = (app) => {
  const shop = new Application(app, 'shop', { target });
  api(shop);
  orders(shop);
};

/** The same, after a refactoring. */
const later: Readonly<Record<string, Build>> = {
  'its workloads stand in another order': (app) => {
    const shop = new Application(app, 'shop', { target });
    orders(shop);
    api(shop);
  },
  'its workloads stand in constructs of their own': (app) => {
    const shop = new Application(app, 'shop', { target });
    api(new Construct(new Construct(shop, 'front'), 'end'));
    orders(new Construct(shop, 'data'));
  },
  'the Application stands in a construct of its own': (app) => {
    const shop = new Application(new Construct(app, 'all'), 'shop', { target });
    api(shop);
    orders(shop);
  },
  'it has more labels': (app) => {
    const shop = new Application(app, 'shop', { target, labels: { 'example.com/cost': 'shop' }, owner: 'team-a' });
    api(shop, { labels: { 'example.com/tier': 'front' } });
    orders(shop);
  },
  'other workloads have come before them': (app) => {
    const other = new Application(app, 'other', { target });
    new Worker(other, 'api', { image: 'other:1' });
    const shop = new Application(app, 'shop', { target });
    new Worker(shop, 'mailer', { image: 'mailer:1' });
    api(shop);
    orders(shop);
  },
};

async function deployed(build: Build, name = 'shop'): Promise<readonly Registered[]> {
  const { resources, failures } = await registered(() => { deploy(name, { provider: here() }, build); });
  expect(failures).toStrictEqual([]);
  return resources;
}

function urnsOf(resources: readonly Registered[]): readonly string[] {
  return objectsAmong(resources).map(({ urn }) => urn).sort();
}

describe('the objects of a shop are the same resources as before when', () => {
  let before: readonly string[];
  beforeAll(async () => { before = urnsOf(await deployed(first)); });

  test.each(Object.entries(later))('%s', async (_, build) => {
    const after = urnsOf(await deployed(build));
    expect(before.length).toBeGreaterThan(5);
    expect(before.filter((urn) => !after.includes(urn))).toStrictEqual([]);
    expect(new Set(after).size).toBe(after.length);
  });
});

test('workloads that stand below a Construct have their Application as their parent', async () => {
  const resources = await deployed(later['its workloads stand in constructs of their own']!);
  const [application] = resources.filter(({ type }) => type === 'charthouse:index:Application');
  const [workload] = resources.filter(({ name, type }) =>
    type === 'charthouse:index:Workload' && name.endsWith('/shop/api'));
  expect(workload?.name).not.toContain('front');
  expect(workload?.parent).toBe(application?.name);
  expect(resources.filter(({ parent }) => parent === workload?.name).length).toBeGreaterThan(3);
});

test('two deployments of one stack have no name in common', async () => {
  const { resources, failures } = await registered(() => {
    const provider = here();
    deploy('blue', { provider }, first);
    deploy('green', { provider }, first);
  });
  expect(failures).toStrictEqual([]);
  const urns = resources.map(({ urn }) => urn);
  expect(new Set(urns).size).toBe(urns.length);
  const named = (name: string): readonly string[] =>
    urnsOf(resources).filter((urn) => urn.includes(`::${name}/`)).map((urn) => urn.replace(`::${name}/`, '::'));
  expect(named('blue')).toStrictEqual(named('green'));
  expect(named('blue').length).toBeGreaterThan(5);
});

test('one tree for two targets: each object goes to the provider of its own', async () => {
  const { resources, failures } = await registered(() => {
    deploy('shop', { providers: { 'prod-eu': here('eu'), 'prod-us': here('us') } }, (app) => {
      for (const name of ['prod-eu', 'prod-us'] as const)
        api(new Application(app, `shop-${name}`, { name: 'shop', target: acme.target(name) }));
    });
  });
  expect(failures).toStrictEqual([]);
  const of = (cluster: string): readonly Registered[] =>
    objectsAmong(resources).filter(({ name }) => name.startsWith(`shop/${cluster}/`));
  expect(of('prod-eu').map(({ provider }) => provider)).toStrictEqual(of('prod-eu').map(() => 'eu'));
  expect(of('prod-us').map(({ provider }) => provider)).toStrictEqual(of('prod-us').map(() => 'us'));
  expect(of('prod-eu').map(({ inputs }) => inputs)).toStrictEqual(of('prod-us').map(({ inputs }) => inputs));
  expect(of('prod-eu').length).toBeGreaterThan(5);
  expect(objectsAmong(resources).length).toBe(of('prod-eu').length * 2);
});

test('several Applications of one namespace keep their objects apart', async () => {
  const resources = await deployed((app) => {
    for (const id of ['front', 'back']) {
      const application = new Application(app, id, { target, namespace: 'shop' });
      new Worker(application, id, { image: 'worker:1' });
    }
  });
  const urns = urnsOf(resources);
  expect(new Set(urns).size).toBe(urns.length);
  expect(objectsAmong(resources).every(({ name }) => name.startsWith('shop/prod-eu/shop/'))).toBe(true);
});

test('a renamed target says what it was called, and each resource has its former name as an alias', async () => {
  const named = async (
    name: string, targetName: 'prod-eu' | 'prod-us', options: object = {},
  ): Promise<readonly Registered[]> => {
    const { resources, failures } = await registered(() => {
      deploy(name, { provider: here(), ...options }, (app) => {
        const shop = new Application(app, 'shop', { name: 'shop', target: acme.target(targetName) });
        api(shop);
        orders(shop);
      });
    });
    expect(failures).toStrictEqual([]);
    return resources.filter(({ type }) => /^(?:kubernetes|charthouse:index:(?:Application|Workload))/.test(type));
  };
  const before = (await named('shop', 'prod-eu')).map(({ type, name }) => `${type} ${name}`);
  const after = await named('store', 'prod-us', {
    aliases: [{ name: 'shop' }], formerTargets: { 'prod-us': ['prod-eu'] },
  });
  const former = after.map(({ type, options }) =>
    options.aliasesList.map(({ spec }) => `${type} ${spec?.name}`).filter((each) => before.includes(each)));
  expect(former.flat().sort()).toStrictEqual([...before].sort());
  expect(former.every((each) => each.length === 1)).toBe(true);
  expect(before.length).toBeGreaterThan(8);
});
