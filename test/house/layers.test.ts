import { App, Application, WebService, Worker, constructs, defineHouse, definePattern, generic, keys, locked, shape, unset, whenStated } from '../../lib';
import { explainedOf } from './support/workloads';

interface ToneKey {
  readonly tone?: { readonly a?: string | undefined; readonly b?: string | undefined } | undefined;
}
const tone = definePattern({
  name: 'tone',
  fits: [],
  keys: keys<ToneKey>({ tone: shape.object({ a: shape.text, b: shape.text }) }),
  defaults: { tone: { a: 'library a', b: 'library b' } },
  apply(draft, settings) {
    draft.add('annotations', 'a', settings.tone.a);
    draft.add('annotations', 'b', settings.tone.b);
  },
});
const base = defineHouse({ name: 'base', version: '1', patterns: [tone], defaults: { tone: { a: 'base' } } });
const house = defineHouse({
  name: 'acme',
  version: '1',
  extends: base,
  platforms: { generic: generic() },
  targets: {
    said: { platform: 'generic', environment: 'test', defaults: { tone: { a: 'target' }, replicas: 5 } },
    silent: { platform: 'generic', environment: 'test' },
  },
  defaults: { tone: { a: 'house' }, replicas: 4 },
  defaultsFor: { Worker: { replicas: 6 } },
});
const { WebService: Service } = constructs(house);
const service = { image: 'api:1.4.2', port: 8080 };

describe('a layer goes before those below it', () => {
  const said = (target: 'said' | 'silent', defaults: object | undefined, props: object): unknown => {
    const shop = new Application(new App(), 'shop', { target: house.target(target), defaults });
    const { value, layer, by, covers } = explainedOf(new Service(shop, 'api', { ...service, ...props }))
      .get('Deployment metadata.annotations.a') ?? {};
    return { value, layer, by, covers: covers?.map((covered) => `${covered.layer} ${String(covered.value)}`) };
  };

  it('the house before the library and before the house that it extends', () => {
    expect(said('silent', undefined, {})).toEqual({
      value: 'house', layer: 'house', by: 'house acme', covers: ['house base', 'library library a'],
    });
  });

  it('the target before the house', () => {
    expect(said('said', undefined, {})).toEqual({
      value: 'target', layer: 'target', by: 'target said', covers: ['house house', 'house base', 'library library a'],
    });
  });

  it('the Application before the target', () => {
    expect(said('said', { tone: { a: 'application' } }, {})).toMatchObject({
      value: 'application', layer: 'application', by: 'application shop',
    });
  });

  it('the props before the Application', () => {
    expect(said('said', { tone: { a: 'application' } }, { tone: { a: 'props' } })).toEqual({
      value: 'props',
      layer: 'props',
      by: 'props',
      covers: ['application application', 'target target', 'house house', 'house base', 'library library a'],
    });
  });

  it('a transform before the props', () => {
    const transform = { Deployment: { metadata: { annotations: { a: 'transform' } } } };

    expect(said('said', { tone: { a: 'application' } }, { tone: { a: 'props' }, transform })).toEqual({
      value: 'transform',
      layer: 'transform',
      by: 'transform',
      covers: [
        'props props', 'application application', 'target target', 'house house', 'house base', 'library library a',
      ],
    });
  });
});

describe('layers', () => {
  const shop = new Application(new App(), 'shop', { target: house.target('silent'), owner: 'team-shop' });

  it('are merged field by field: what one does not say stays as below', () => {
    const explained = explainedOf(new Service(shop, 'partly', { ...service, tone: { b: 'props b' } }));

    expect(explained.get('Deployment metadata.annotations.a')).toMatchObject({ value: 'house', layer: 'house' });
    expect(explained.get('Deployment metadata.annotations.b')).toMatchObject({
      value: 'props b', layer: 'props', pattern: 'tone', covers: [{ layer: 'library', value: 'library b' }],
    });
  });

  it('for one kind of workload go before those for all', () => {
    const worker = explainedOf(new Worker(shop, 'worker', { image: 'worker:1.0.0' }));
    const web = explainedOf(new WebService(shop, 'web', service));

    expect(worker.get('Deployment spec.replicas')).toMatchObject({ value: 6, by: 'house acme for Worker' });
    expect(web.get('Deployment spec.replicas')).toMatchObject({ value: 4, by: 'house acme' });
  });

  it('above them take a value away with `unset`', () => {
    const target = house.target('silent');
    const bare = new Application(new App(), 'bare', { target, defaults: { replicas: unset } });
    const explained = explainedOf(new WebService(bare, 'api', service));

    expect(explained.has('Deployment spec.replicas')).toBe(false);
  });

  it('that repeat a value do not take it over', () => {
    const explained = explainedOf(new Service(shop, 'again', { ...service, tone: { a: 'house' } }));

    expect(explained.get('Deployment metadata.annotations.a')).toMatchObject({ layer: 'house', by: 'house acme' });
  });

  it('of the Application show in what it says besides defaults', () => {
    const explained = explainedOf(new Service(shop, 'owned', service));

    expect(explained.get('Deployment metadata.labels["charthouse.dev/owner"]')).toMatchObject({
      value: 'team-shop', layer: 'application', by: 'application shop', pattern: 'labels',
    });
  });
});

describe('whenStated', () => {
  const scaled = (defaults: object, props: object, target: object = {}): unknown => {
    const own = defineHouse({
      name: 'own',
      version: '1',
      platforms: { generic: generic() },
      targets: { here: { platform: 'generic', environment: 'test', defaults: target } },
      defaults,
    });
    const shop = new Application(new App(), 'shop', { target: own.target('here') });
    const explained = explainedOf(new WebService(shop, 'api', { ...service, ...props }));
    const value = (field: string): unknown => explained.get(`HorizontalPodAutoscaler spec.${field}`)?.value;
    return {
      min: value('minReplicas'),
      max: value('maxReplicas'),
      cpu: value('metrics[0].resource.target.averageUtilization'),
      replicas: explained.get('Deployment spec.replicas')?.value,
    };
  };

  test('states nothing by itself', () => {
    expect(scaled({ scaling: whenStated({ cpu: 50 }) }, {})).toEqual({ replicas: 2 });
  });

  test('holds where a layer above states the object, above what the library says', () => {
    expect(scaled({ scaling: whenStated({ cpu: 50 }) }, { scaling: { max: 9 } })).toEqual({ min: 2, max: 9, cpu: 50 });
  });

  test('holds where a layer below states it', () => {
    expect(scaled({ scaling: { max: 9, cpu: 60 } }, {}, { scaling: whenStated({ cpu: 40 }) }))
      .toEqual({ min: 2, max: 9, cpu: 40 });
  });

  test('gives way to what the layer above says itself', () => {
    expect(scaled({ scaling: whenStated({ cpu: 50, max: 5 }) }, { scaling: { cpu: 80 } }))
      .toEqual({ min: 2, max: 5, cpu: 80 });
  });

  test('does not come back after false', () => {
    expect(scaled({ scaling: whenStated({ cpu: 50 }) }, { scaling: false })).toEqual({ replicas: 2 });
  });

  test('one field of it, or all, can be taken away', () => {
    const requests = { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: 30 } };
    const bounds = { max: 9, metrics: [{ type: 'Pods', pods: requests }] };
    expect(scaled({ scaling: whenStated({ cpu: unset }) }, { scaling: bounds })).toEqual({ min: 2, max: 9 });
    expect(scaled({ scaling: unset }, { scaling: bounds })).toEqual({ max: 9 });
  });

  test('its rules hold for those who state the object', () => {
    const locks = { scaling: whenStated({ cpu: locked(50) }) };
    expect(() => scaled(locks, { scaling: { max: 9, cpu: 90 } })).toThrow('shop/api: scaling.cpu is locked to 50');
    expect(scaled(locks, { scaling: { max: 9, cpu: 90 }, because: { 'scaling.cpu': 'batch' } }))
      .toMatchObject({ cpu: 90 });
  });

  test('takes an object only', () => {
    expect(() => whenStated(3 as unknown as object)).toThrow(
      'whenStated: must be an object of defaults (an object such as { cpu: 50 }), got 3; '
      + 'give the fields that hold where the object is stated; for a single value write it as it is',
    );
  });
});
