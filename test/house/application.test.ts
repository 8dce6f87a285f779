import { Chart } from 'cdk8s';
import { App, Application, WebService, defineHouse, existing, generic, type ApplicationProps } from '../../lib';
import { KubernetesObject } from '../../lib/model/object';
import { errorWith } from './support/refused';

const house = defineHouse({
  name: 'test',
  version: '1',
  platforms: { generic: generic() },
  targets: {
    here: { platform: 'generic', environment: 'test' },
    tenant: { platform: 'generic', environment: 'test', namespace: 'tenant-7' },
  },
});
const here = house.target('here');
const service = { image: 'api:1.4.2', port: 8080 };

/** What the tests read of a manifest. */
interface Read {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
}

/** The manifests of an Application `shop` with one service `api`. */
function shopWith(props: Partial<ApplicationProps>): readonly Read[] {
  const shop = new Application(new App(), 'shop', { target: here, ...props });
  new WebService(shop, 'api', service);
  return shop.toJson() as readonly Read[];
}

const namespaces = (manifests: readonly Read[]): readonly unknown[] =>
  [...new Set(manifests.map(({ metadata }) => metadata.namespace))];

describe('the namespace of an Application', () => {
  it('is the name of the Application, which is the id of its construct', () => {
    expect(namespaces(shopWith({}))).toEqual(['shop']);
    expect(namespaces(shopWith({ name: 'store' }))).toEqual(['store']);
  });

  it("is the target's where that has one", () => {
    expect(namespaces(shopWith({ target: house.target('tenant') }))).toEqual(['tenant-7']);
  });

  it('is the stated one before all others', () => {
    expect(namespaces(shopWith({ target: house.target('tenant'), name: 'store', namespace: 'own' }))).toEqual(['own']);
  });

  it('is not made by the Application', () => {
    expect(shopWith({}).filter(({ kind }) => kind === 'Namespace')).toEqual([]);
  });

  it('is made where that is asked for, under the restricted Pod Security level, and first of all', () => {
    const [first] = shopWith({ createNamespace: true });

    expect(first).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    });
  });

  it('is made with the labels of the Application and its owner, whichever layer says so', () => {
    const [first] = shopWith({
      createNamespace: true, owner: 'team-shop', labels: { tier: 'gold' }, defaults: { labels: { 'cost-centre': '7' } },
    });

    expect(first?.metadata.labels).toEqual({
      'charthouse.dev/owner': 'team-shop',
      'cost-centre': '7',
      tier: 'gold',
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });

  it.each(['restricted', 'baseline', 'privileged'] as const)('is made with the Pod Security level %s', (level) => {
    const [first] = shopWith({ createNamespace: level });

    expect(first?.metadata.labels).toEqual({ 'pod-security.kubernetes.io/enforce': level });
  });

  it('is made by no `false`, and may be said again by a Chart in the Application', () => {
    const shop = new Application(new App(), 'shop', { target: here, createNamespace: false });
    new WebService(new Chart(shop, 'same', { namespace: 'shop' }), 'api', service);
    new WebService(new Chart(shop, 'none'), 'web', service);

    expect(shop.node.findAll().filter(KubernetesObject.isApiObject).map(({ metadata }) => metadata.namespace))
      .toEqual(expect.not.arrayContaining([undefined]));
    expect(shop.node.tryFindChild('Namespace')).toBeUndefined();
  });

  it('is made once in a target, however many Applications share it', () => {
    const app = new App();
    new Application(app, 'shop', { target: here, createNamespace: true });

    expect(() => new Application(app, 'extra', { target: here, namespace: 'shop', createNamespace: true }))
      .toThrow('extra: createNamespace makes Namespace shop a second time in one cluster: shop made it first');
  });
});

describe('the name of an Application', () => {
  it('is what labels say that its workloads are part of', () => {
    const [first] = shopWith({ name: 'store' });

    expect(first?.metadata.labels).toHaveProperty(['app.kubernetes.io/part-of'], 'store');
  });

  it('lets one App hold the Application for many targets', () => {
    const app = new App();
    const shops = house.targets.map((target) => new Application(app, `shop-${target.name}`, { target, name: 'shop' }));

    expect(shops.map(({ applicationName }) => applicationName)).toEqual(['shop', 'shop']);
  });

  it.each(['Shop', 'shop_1', 'a'.repeat(64)])('is one that Kubernetes takes, which %s is not', (name) => {
    expect(() => shopWith({ name })).toThrow(errorWith({ path: 'shop', field: 'name', value: name }));
  });
});

describe('what an Application says', () => {
  it('holds for all its workloads: owner, labels, defaults', () => {
    const deployment = shopWith({
      owner: 'team-shop', labels: { tier: 'front' }, defaults: { labels: { zone: 'a' }, replicas: 4 },
    }).find(({ kind }) => kind === 'Deployment');

    expect(deployment?.metadata.labels).toMatchObject({
      'charthouse.dev/owner': 'team-shop', tier: 'front', zone: 'a',
    });
    expect(deployment).toHaveProperty('spec.replicas', 4);
  });

  it('is vouched for by it: objects that exist in its namespace', () => {
    const app = new App();
    const shop = new Application(app, 'shop', { target: here, existing: [existing.secret('pull', ['x'])] });
    new WebService(shop, 'api', { ...service, imagePullSecrets: ['pull', 'absent'] });

    expect(app.findings().map(({ rule, value }) => [rule, value])).toEqual([['pull-secrets-exist', 'absent']]);
  });

  it('gives reasons for all its workloads', () => {
    const app = new App();
    const because = { 'security.readOnlyRootFilesystem': 'writes beside its binary' };
    const shop = new Application(app, 'shop', { target: here, because });
    new WebService(shop, 'api', { ...service, security: { readOnlyRootFilesystem: false } });

    expect(app.findings()).toEqual([
      expect.objectContaining({ rule: 'rule-left', path: 'shop/api', waived: 'writes beside its binary' }),
    ]);
  });
});

describe('an Application refuses', () => {
  it('a target that is none', () => {
    expect(() => shopWith({ target: 'here' as never })).toThrow(errorWith({
      path: 'shop', field: 'target', value: 'here', fix: "take it from your house: acme.target('prod-eu')",
    }));
  });

  it('props that it does not know', () => {
    expect(() => shopWith({ ownr: 'me' } as never)).toThrow(errorWith({
      path: 'shop', field: 'ownr', fix: "did you mean 'owner'?",
    }));
  });

  it('defaults of keys that no pattern of the house has', () => {
    expect(() => shopWith({ defaults: { replics: 2 } as never })).toThrow(errorWith({
      path: 'shop', field: 'defaults.replics', fix: "did you mean 'replicas'?",
    }));
  });

  it('defaults of a wrong value', () => {
    expect(() => shopWith({ defaults: { replicas: 'two' as never } })).toThrow(errorWith({
      path: 'shop', field: 'defaults.replicas', value: 'two',
    }));
  });
});
