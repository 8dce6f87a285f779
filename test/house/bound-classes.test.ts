import { Chart, App as Cdk8sApp } from 'cdk8s';
import {
  App, Application, Task, WebService, constructs, defineHouse, definePattern, defineWorkload, generic, k3s, keys, shape,
} from '../../lib';
import { errorWith } from './support/refused';

interface ToneKey {
  /** How it speaks. @default 'friendly' */
  readonly tone?: string | undefined;
}
const tone = definePattern({
  name: 'tone',
  fits: ['listens'],
  keys: keys<ToneKey>({ tone: shape.text }),
  defaults: { tone: 'friendly' },
  apply(draft, settings) { draft.add('annotations', 'tone', settings.tone); },
});
const Gateway = defineWorkload<{ readonly image: string; readonly port: number }, 'listens' | 'longRunning'>({
  name: 'Gateway',
  controller: 'DaemonSet',
  traits: ['listens', 'longRunning'],
  defaults: { portName: 'edge' },
});

const target = { platform: 'generic', environment: 'test' } as const;
const acme = defineHouse({
  name: 'acme', version: '1', platforms: { generic: generic() }, targets: { here: target },
  patterns: [tone], workloads: { Gateway },
});
const subsidiary = defineHouse({ name: 'subsidiary', version: '1', extends: acme, defaults: { tone: 'curt' } });
const other = defineHouse({
  name: 'other', version: '1', platforms: { generic: generic() }, targets: { here: target },
});
const Acme = constructs(acme);
const service = { image: 'api:1.4.2', port: 8080 };

/** The annotation of every Deployment or DaemonSet in the chart. */
function tonesIn(chart: Chart): readonly unknown[] {
  interface Read {
    readonly kind: string;
    readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  }
  return (chart.toJson() as readonly Read[])
    .filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet')
    .map(({ metadata }) => metadata.annotations?.['tone']);
}

describe('a workload in a plain Chart', () => {
  it('is served by the built-in house, with conservative defaults', () => {
    const chart = new Chart(new Cdk8sApp(), 'plain', { namespace: 'plain' });
    const api = new WebService(chart, 'api', service);

    expect(api.explain().filter(({ layer }) => layer === 'house')).toEqual([]);
    expect((chart.toJson() as { kind: string }[]).map(({ kind }) => kind).sort()).toEqual(
      ['Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount'],
    );
  });

  it('is in the namespace of the chart, or in none', () => {
    const namespaced = new Chart(new Cdk8sApp(), 'one', { namespace: 'plain' });
    const bare = new Chart(new Cdk8sApp(), 'two');
    [namespaced, bare].forEach((chart) => new WebService(chart, 'api', service));
    const namespacesIn = (chart: Chart): readonly unknown[] => {
      const manifests = chart.toJson() as { readonly metadata: { readonly namespace?: string } }[];
      return [...new Set(manifests.map(({ metadata }) => metadata.namespace))];
    };

    expect(namespacesIn(namespaced)).toEqual(['plain']);
    expect(namespacesIn(bare)).toEqual([undefined]);
  });

  it("is served by its class's house where the class is bound", () => {
    const chart = new Chart(new Cdk8sApp(), 'plain');
    new Acme.WebService(chart, 'api', service);
    new Acme.WebService(chart, 'web', { ...service, tone: 'loud' });
    new WebService(chart, 'plain', service);

    expect(tonesIn(chart)).toEqual(['friendly', 'loud', undefined]);
  });

  it('of several houses finds its own in each', () => {
    const chart = new Chart(new Cdk8sApp(), 'plain');
    new Acme.WebService(chart, 'api', service);
    new (constructs(subsidiary).WebService)(chart, 'web', service);

    expect(tonesIn(chart)).toEqual(['friendly', 'curt']);
  });

  it('knows the platform of its house where that has only one', () => {
    const edge = defineHouse({ name: 'edge', version: '1', platforms: { k3s: k3s() } });
    const chart = new Chart(new Cdk8sApp(), 'plain');
    new (constructs(edge).WebService)(chart, 'api', { ...service, host: 'api.example.com' });

    expect((chart.toJson() as { kind: string }[]).map(({ kind }) => kind)).toContain('Ingress');
  });

  it('is refused where its house has several platforms, of which none is said', () => {
    const wide = defineHouse({ name: 'wide', version: '1', platforms: { generic: generic(), k3s: k3s() } });
    const chart = new Chart(new Cdk8sApp(), 'plain');

    expect(() => new (constructs(wide).WebService)(chart, 'api', service)).toThrow(errorWith({
      path: 'plain/api',
      field: 'scope',
      value: ['generic', 'k3s'],
      allowed: 'an Application with a target of house wide',
      fix: "use an Application in place of the Chart: new Application(app, 'shop', { target: wide.target(…) })",
    }));
  });

  it('may connect to a workload of another house in the same Chart', () => {
    const app = new App();
    const chart = new Chart(app, 'plain', { namespace: 'plain' });
    const api = new Acme.WebService(chart, 'api', service);
    new WebService(chart, 'web', { ...service, env: { API: api.url } });

    expect(app.graph().edges.map(({ from, to }) => [from, to])).toEqual([['plain/web', 'plain/api']]);
  });
});

describe('a bound class under an Application', () => {
  const under = (house: typeof acme | typeof other | typeof subsidiary): Application =>
    new Application(new App(), 'shop', { target: house.targets[0]! });

  it('is accepted under its own house', () => {
    const shop = under(acme);
    new Acme.WebService(shop, 'api', service);

    expect(tonesIn(shop)).toEqual(['friendly']);
  });

  it('is accepted under an extension of its house, whose word then counts', () => {
    const shop = under(subsidiary);
    new Acme.WebService(shop, 'api', service);

    expect(tonesIn(shop)).toEqual(['curt']);
  });

  it('is refused under another house', () => {
    expect(() => new Acme.WebService(under(other), 'api', service)).toThrow(errorWith({
      path: 'shop/api',
      problem: 'is bound to house acme, but stands under house other',
      fix: 'take WebService from constructs(other), or give the Application a target of house acme',
    }));
  });

  it('is refused under the house that its own one extends', () => {
    expect(() => new (constructs(subsidiary).WebService)(under(acme), 'api', service))
      .toThrow(errorWith({ problem: 'is bound to house subsidiary, but stands under house acme' }));
  });
});

describe('a workload of a house’s own', () => {
  it('is offered by constructs() beside the six', () => {
    expect(Object.keys(Acme).sort()).toEqual(
      ['CronTask', 'DaemonAgent', 'Gateway', 'StatefulStore', 'Task', 'WebService', 'Worker'],
    );
    expect(Object.keys(constructs(subsidiary))).toContain('Gateway');
  });

  it('is served by the patterns that fit its traits, with its own defaults', () => {
    const shop = new Application(new App(), 'shop', { target: acme.target('here') });
    const gateway = new Acme.Gateway(shop, 'gateway', { image: 'gateway:2.0.0', port: 443, tone: 'loud' });
    const patterns = new Set(gateway.explain().map(({ pattern }) => pattern));

    expect(tonesIn(shop)).toEqual(['loud']);
    expect([...patterns]).toEqual(expect.arrayContaining(['tone', 'ports', 'security', 'networkIsolation']));
    expect([...patterns]).not.toEqual(expect.arrayContaining(['disruption']));
    expect(gateway.explain()).toContainEqual(expect.objectContaining({
      object: 'Service', field: 'spec.ports[edge].name', value: 'edge',
    }));
  });

  it('cannot have a trait that its controller cannot have', () => {
    expect(() => defineWorkload({ name: 'Odd', controller: 'DaemonSet', traits: ['scalable'] })).toThrow(errorWith({
      path: 'workload Odd', value: 'scalable',
    }));
  });
});

describe('the types of bound classes', () => {
  it("take the house's keys where the traits fit, and others do not", () => {
    const shop = new Application(new App(), 'shop', { target: acme.target('here') });

    const loud = { ...service, tone: 'loud', because: { tone: 'why' } };

    expect(() => new Acme.WebService(shop, 'bound', loud)).not.toThrow();
    // @ts-expect-error: an unbound class knows nothing of it
    expect(() => new WebService(shop, 'unbound', { ...service, tone: 'loud' })).not.toThrow();
    // @ts-expect-error: a task listens to nobody
    expect(() => new Acme.Task(shop, 'task', { image: 'task:1.0.0', tone: 'loud' })).toThrow('tone');
    // @ts-expect-error: not a text
    expect(() => new Acme.WebService(shop, 'wrong', { ...service, tone: 3 })).toThrow('tone');
    expect(() => new Task(shop, 'plain', { image: 'task:1.0.0' })).not.toThrow();
  });
});
