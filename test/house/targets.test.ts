import { App, Application, WebService, defineHouse, generic, k3s, type Target } from '../../lib';
import { targetNameOf } from '../../lib/house/target-of';
import { errorWith } from './support/refused';

const house = defineHouse({
  name: 'test',
  version: '1',
  platforms: { cloud: generic({ name: 'cloud' }), edge: k3s({ name: 'edge' }) },
  targets: {
    'prod-eu': { platform: 'cloud', environment: 'prod', domain: 'eu.example.com' },
    'prod-us': { platform: 'cloud', environment: 'prod', domain: 'us.example.com', namespace: 'tenant' },
    dev: { platform: 'edge', environment: 'dev', delivery: 'flux' },
  },
});
const [prodEu, prodUs, dev] = [house.target('prod-eu'), house.target('prod-us'), house.target('dev')];

describe('target.pick', () => {
  it('takes the exact name before any pattern', () => {
    expect(prodEu.pick({ 'prod-*': 'pattern', 'prod-eu': 'name', default: 'default' })).toBe('name');
  });

  it('takes the longest pattern that fits, wherever it stands', () => {
    expect(prodEu.pick({ '*': 1, 'prod-*': 2, 'p*': 3 })).toBe(2);
    expect(prodEu.pick({ 'prod-*': 2, '*-eu': 1, '*': 3 })).toBe(2);
  });

  it('takes `default` where nothing fits', () => {
    expect(dev.pick({ 'prod-*': 'prod', default: 'other' })).toBe('other');
  });

  it('takes a stated `undefined` as a value', () => {
    expect(prodEu.pick<string | undefined>({ 'prod-eu': undefined, default: 'other' })).toBeUndefined();
  });

  it('reads only `*` as a pattern', () => {
    const dotted = defineHouse({
      name: 'dotted', version: '1', platforms: { generic: generic() },
      targets: { 'a.b': { platform: 'generic', environment: 'test' } },
    }).target('a.b');

    expect(dotted.pick({ 'a.*': 'fits', default: 'does not' })).toBe('fits');
    expect(prodEu.pick({ 'prod.*': 'fits', default: 'does not' })).toBe('does not');
  });

  it('refuses to guess where nothing fits and there is no default', () => {
    expect(() => dev.pick({ 'prod-*': 1 })).toThrow(errorWith({
      path: 'target dev',
      field: 'pick',
      value: ['prod-*'],
      allowed: 'dev, a pattern that fits it, or default',
      fix: 'add a `default`',
    }));
  });

  it('knows the names of targets by type, and again when it is asked', () => {
    // @ts-expect-error: no such target
    expect(() => dev.pick({ 'prod-mars': 1, default: 2 })).toThrow(/pick\.prod-mars is not known/);
  });
});

describe('a target', () => {
  it('has the platform, the environment and the delivery that the house gave it', () => {
    expect([prodEu.platform.name, prodEu.environment, prodEu.delivery]).toEqual(['cloud', 'prod', 'kubectl']);
    expect([dev.platform.name, dev.environment, dev.delivery]).toEqual(['edge', 'dev', 'flux']);
  });

  it('has a domain, or says which target lacks it and how to give it one', () => {
    expect(prodEu.domain).toBe('eu.example.com');
    expect(dev.hasDomain).toBe(false);
    expect(() => dev.domain).toThrow(errorWith({
      path: 'target dev',
      field: 'domain',
      problem: 'is not set in house test',
      fix: "give the target a domain: targets: { 'dev': { domain: '…' } }",
    }));
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(prodEu)).toBe(true);
  });

  it('is not found under a name that is none', () => {
    // @ts-expect-error: no such target
    expect(() => house.target('prods-eu')).toThrow(errorWith({
      path: 'house test',
      field: 'target',
      value: 'prods-eu',
      allowed: 'prod-eu, prod-us, dev',
      fix: "did you mean 'prod-eu'?",
    }));
  });
});

describe('several targets in one App', () => {
  const app = new App();
  const build = (target: Target<'prod-eu' | 'prod-us' | 'dev'>): { shop: Application; api: WebService } => {
    const shop = new Application(app, `shop-${target.name}`, { target, name: 'shop' });
    const api = new WebService(shop, 'api', {
      image: 'api:1.4.2', port: 8080, replicas: target.pick({ 'prod-*': 3, default: 1 }),
    });
    return { shop, api };
  };
  const built = house.targets.map(build);
  const shops = built.map(({ shop }) => shop);

  it('are built by one function', () => {
    const manifests = shops.flatMap((shop) => shop.toJson() as readonly { kind: string; spec: { replicas: number } }[]);
    const replicas = manifests.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.replicas);

    expect(replicas).toEqual([3, 3, 1]);
    expect(shops.map(targetNameOf)).toEqual(['prod-eu', 'prod-us', 'dev']);
  });

  it('may hold equal names, for they are different clusters', () => {
    expect(app.findings().filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('have a namespace by the target, or else by the name of the Application', () => {
    expect(shops.map(({ namespace }) => namespace)).toEqual(['shop', 'tenant', 'shop']);
  });

  it('cannot refer to each other', () => {
    const [eu, us] = built;

    expect(() => { eu!.api.connectTo(us!.api); }).toThrow(
      'shop-prod-eu/api: connectTo refers to shop-prod-us/api, which goes to another cluster (prod-us)',
    );
  });

  it('belong to the house that made them', () => {
    expect([prodEu, prodUs, dev].map((target) => target.house)).toEqual([house, house, house]);
  });
});
