import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { scaling } from '../../lib/patterns/scaling/scaling';
import { expectRefused } from './support/errors';
import { plainPlatform } from './support/facts';

const scaled = (bounds: object, facts = {}): unknown =>
  draftPattern(scaling, { settings: { scaling: bounds }, facts }).objects[0]?.body;

describe('scaling', () => {
  test('runs two pods, and has no autoscaler', () => {
    const { controller, objects } = draftPattern(scaling);
    expect(controller).toEqual({ replicas: 2 });
    expect(objects).toEqual([]);
  });

  test('runs as many as stated, even none', () => {
    expect(draftPattern(scaling, { settings: { replicas: 5 } }).controller).toEqual({ replicas: 5 });
    expect(draftPattern(scaling, { settings: { replicas: 0 } }).controller).toEqual({ replicas: 0 });
  });

  test('leaves the number to the autoscaler where there are bounds: never both', () => {
    const { controller, objects } = draftPattern(scaling, { settings: { scaling: { max: 12 } } });
    expect(controller).toEqual({});
    expect(objects).toEqual([{
      kind: 'HorizontalPodAutoscaler',
      role: '',
      body: {
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
          minReplicas: 2,
          maxReplicas: 12,
          metrics: [{
            type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          }],
          behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
        },
      },
    }]);
  });

  test('takes bounds, the use that is aimed at, and the time before pods go', () => {
    const body = scaled({ min: 1, max: 3, cpu: 50, scaleDownSeconds: 60 });
    expect(body).toHaveProperty('spec.minReplicas', 1);
    expect(body).toHaveProperty('spec.maxReplicas', 3);
    expect(body).toHaveProperty('spec.metrics.0.resource.target.averageUtilization', 50);
    expect(body).toHaveProperty('spec.behavior.scaleDown.stabilizationWindowSeconds', 60);
  });

  test('scales by CPU alone: a mean of memory prevents no kill', () => {
    expect(scaled({ max: 3 })).toHaveProperty('spec.metrics.length', 1);
  });

  test('names the controller that is adopted, not the workload', () => {
    expect(scaled({ max: 3 }, { controllerName: 'api-v1' })).toHaveProperty('spec.scaleTargetRef.name', 'api-v1');
  });

  test('has a fixed number by false', () => {
    const { controller, objects } = draftPattern(scaling, { settings: { scaling: false } });
    expect(controller).toEqual({ replicas: 2 });
    expect(objects).toEqual([]);
  });

  test('refuses a number beside bounds, in one place or over a default, and says how to have it', () => {
    const settings = { scaling: { max: 12 }, replicas: 4 };
    expectRefused(() => draftPattern(scaling, { settings }), { field: 'replicas', value: 4 });
    const facts: DraftPatternOptions['facts'] = {
      statedBy: (field) => (field === 'replicas' ? 'props' : undefined),
    };
    expect(() => draftPattern(scaling, { settings, facts })).toThrow('say scaling: false as well');
  });

  test('lets bounds take over a number that is a default for the kind', () => {
    const facts: DraftPatternOptions['facts'] = { statedBy: (field) => (field === 'replicas' ? 'kind' : 'props') };
    const { controller, objects } = draftPattern(scaling, { settings: { scaling: { max: 12 }, replicas: 4 }, facts });
    expect([controller, objects.length]).toEqual([{}, 1]);
  });

  test('takes memory, and metrics in the words of Kubernetes', () => {
    const metrics = [
      { type: 'Pods', pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '500m' } } },
      { type: 'External', external: {
        metric: { name: 'depth', selector: { matchLabels: { queue: 'mail' } } }, target: { type: 'Value', value: 30 },
      } },
      { type: 'Object', object: {
        describedObject: { apiVersion: 'v1', kind: 'Service', name: 'web' },
        metric: { name: 'hits' }, target: { type: 'AverageValue', averageValue: 10 },
      } },
      { type: 'ContainerResource', containerResource: {
        name: 'cpu', container: 'api', target: { type: 'Utilization', averageUtilization: 60 },
      } },
    ];
    const resource = (name: string, averageUtilization: number): object => ({
      type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } },
    });
    expect(scaled({ max: 3, memory: 80, metrics })).toHaveProperty('spec.metrics', [
      resource('cpu', 70), resource('memory', 80), ...metrics,
    ]);
    expect(scaled({ max: 3, cpu: false, metrics })).toHaveProperty('spec.metrics', metrics);
  });

  test('takes over the default for a resource that metrics measure, and refuses to measure it twice', () => {
    const target = { type: 'AverageValue', averageValue: 1 };
    const metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }];
    expect(scaled({ max: 3, metrics })).toHaveProperty('spec.metrics', metrics);
    expectRefused(() => scaled({ max: 3, cpu: 50, metrics }), { field: 'scaling.metrics[0]', value: 'cpu' });
  });

  test('takes how fast pods come and go', () => {
    const policies = [{ type: 'Percent', value: 50, periodSeconds: 60 }];
    const behavior = { scaleUp: { policies, selectPolicy: 'Min' }, scaleDown: { policies, tolerance: 0.05 } };
    expect(scaled({ max: 3, behavior })).toHaveProperty('spec.behavior', {
      scaleUp: behavior.scaleUp, scaleDown: { ...behavior.scaleDown, stabilizationWindowSeconds: 300 },
    });
    expect(scaled({ max: 3, behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } }))
      .toHaveProperty('spec.behavior', { scaleDown: { stabilizationWindowSeconds: 60 } });
  });

  test('says how many pods there are at the lowest', () => {
    expect(draftPattern(scaling, { settings: { scaling: { min: 3, max: 9 } } }).draft.needed('fewestPods')).toBe(3);
  });

  const measured = (metric: object): object => ({ metrics: [metric] });
  const pods = (target: object): object => measured({ type: 'Pods', pods: { metric: { name: 'a' }, target } });

  test.each<[string, object, string]>([
    ['no metric', { cpu: false }, 'metrics'],
    ['a metric without a type', measured({ pods: {} }), 'metrics[0].type'],
    ['a metric without its source', measured({ type: 'Pods' }), 'metrics[0].pods'],
    ['a metric of two sources', measured({ type: 'Pods', pods: {}, resource: {} }), 'metrics[0].resource'],
    ['a metric without a name', measured({ type: 'Pods', pods: { target: { type: 'Value', value: 1 } } }),
      'metrics[0].pods.metric.name'],
    ['an object that is not described', measured({ type: 'Object', object: { metric: { name: 'a' } } }),
      'metrics[0].object.describedObject.apiVersion'],
    ['a container that is not named', measured({ type: 'ContainerResource', containerResource: { name: 'cpu' } }),
      'metrics[0].containerResource.container'],
    ['no target', measured({ type: 'Pods', pods: { metric: { name: 'a' } } }), 'metrics[0].pods.target.type'],
    ['a target that pods do not have', pods({ type: 'Value', value: 1 }), 'metrics[0].pods.target.type'],
    ['a target without its number', pods({ type: 'AverageValue' }), 'metrics[0].pods.target.averageValue'],
    ['a target of two numbers', pods({ type: 'AverageValue', averageValue: 1, value: 2 }),
      'metrics[0].pods.target.value'],
    ['no policy', { behavior: { scaleUp: { policies: [] } } }, 'behavior.scaleUp.policies'],
    ['a policy without a period', { behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1 }] } } },
      'behavior.scaleDown.policies[0].periodSeconds'],
    ['lower load in two words',
      { scaleDownSeconds: 60, behavior: { scaleDown: { stabilizationWindowSeconds: 60 } } }, 'scaleDownSeconds'],
  ])('refuses what the API server refuses, or what measures nothing: %s', (_what, given, field) => {
    expectRefused(() => scaled({ max: 3, ...given }), { field: `scaling.${field}` });
  });

  test('refuses a metric of one container before Kubernetes measures it', () => {
    const metrics = [{ type: 'ContainerResource', containerResource: {
      name: 'cpu', container: 'api', target: { type: 'Utilization', averageUtilization: 60 },
    } }];
    expectRefused(() => scaled({ max: 3, metrics }, { platform: { ...plainPlatform, kubernetes: '1.26' } }),
      { field: 'scaling.metrics[0].type', value: 'ContainerResource' });
  });

  test('refuses a tolerance that Kubernetes does not know yet', () => {
    const behavior = { scaleUp: { tolerance: 0.1 } };
    expectRefused(() => scaled({ max: 3, behavior }, { platform: { ...plainPlatform, kubernetes: '1.34' } }),
      { field: 'scaling.behavior.scaleUp.tolerance', value: 0.1 });
  });

  test('refuses a maximum below the minimum, stated or not, or none', () => {
    expectRefused(() => scaled({ min: 3, max: 2 }), { field: 'scaling.max', value: 2 });
    expectRefused(() => scaled({ max: 1 }), { field: 'scaling.max', value: 1 });
    expectRefused(() => scaled({ min: 4 }), { field: 'scaling.max', value: undefined });
  });
});
